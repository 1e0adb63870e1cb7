import type { IsoDate } from '#model/time/date.ts';
import { countOf, formatNumber } from '#model/words/format.ts';
import type { FrictionItem, Response } from '#model/record/friction.ts';
import { attainment } from '#model/statistics/attainment.ts';
import { kaplanMeier } from '#model/statistics/interval/kaplanMeier.ts';

/** `agreed`: hours to a first answer for severity 1, 2 and 3. */
export function response(
  items: readonly FrictionItem[],
  agreed: readonly number[],
  asOf: IsoDate,
): Response {
  const timed = items.map((item) => ({
    target: agreedHours(item, agreed),
    answered: item.firstResponse === null ? null : elapsedHours(item.opened, item.firstResponse),
    waiting: item.firstResponse === null ? elapsedHours(item.opened, openUntil(item, asOf)) : null,
  }));
  const share = attainment(timed);
  const unresolved = items.filter((item) => item.resolved === null);
  const first = kaplanMeier(
    timed.flatMap((item) => item.answered ?? []),
    timed.flatMap((item) => item.waiting ?? []),
  );
  const last = kaplanMeier(
    items.flatMap((item) =>
      item.resolved === null ? [] : elapsedHours(item.opened, item.resolved),
    ),
    unresolved.map((item) => elapsedHours(item.opened, openUntil(item, asOf))),
  );
  return {
    n: share.n,
    within: share.within,
    late: share.late,
    openOverdue: share.openOverdue,
    openPending: share.openPending,
    attainment: share.share,
    medianHours: first.quantile(0.5),
    medianResolutionHours: last.quantile(0.5),
    unresolved: unresolved.length,
    oldestDays:
      unresolved.length === 0 ? null : Math.max(...unresolved.map((item) => ageDays(item, asOf))),
  };
}

/** Hours agreed for a first answer to an item. */
export function agreedHours(item: FrictionItem, agreed: readonly number[]): number {
  return (
    agreed[Math.min(agreed.length, Math.max(1, item.severity)) - 1] ?? Number.POSITIVE_INFINITY
  );
}

/** Whole days since an item was opened. */
export function ageDays(item: FrictionItem, asOf: IsoDate): number {
  return Math.floor(elapsedHours(item.opened, openUntil(item, asOf)) / 24);
}

/** The moment up to which an open item is known to wait: the beginning of the day, or its own opening on that day. */
function openUntil({ opened }: FrictionItem, asOf: IsoDate): string {
  const day = `${asOf}T00:00`;
  return elapsedHours(opened, day) < 0 ? opened : day;
}

export function elapsedHours(from: string, to: string): number {
  const instant = (text: string) =>
    Date.parse(
      /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text.length === 10 ? `${text}T00:00` : text}Z`,
    );
  return (instant(to) - instant(from)) / 3_600_000;
}

/** `5.5 hours`, `21 days`. */
export function hoursWords(hours: number): string {
  return hours < 72
    ? `${formatNumber(hours, hours < 10 && hours % 1 !== 0 ? 1 : 0)} hour${hours === 1 ? '' : 's'}`
    : countOf(Math.round(hours / 24), 'day');
}

/** The first answer to an item against what was agreed: "answered after 21 days, agreed 24 hours". */
export function firstAnswer(
  item: FrictionItem,
  agreed: readonly number[],
  asOf: IsoDate,
): { words: string; late: boolean; owed: boolean } {
  const promised = agreedHours(item, agreed);
  const taken = elapsedHours(item.opened, item.firstResponse ?? openUntil(item, asOf));
  const against = Number.isFinite(promised) ? `, agreed ${hoursWords(promised)}` : '';
  const span =
    item.firstResponse || taken < 72 ? hoursWords(taken) : countOf(ageDays(item, asOf), 'day');
  return {
    words: `${item.firstResponse ? 'answered after' : 'no answer for'} ${span}${against}`,
    late: taken > promised,
    owed: taken > promised && item.firstResponse === null,
  };
}
