import { LENSES } from './lens.ts';
import type { Portfolio } from './portfolio.ts';
import type { PairState, Trust } from './portal.ts';
import { attainment } from './statistics/attainment.ts';
import { kaplanMeier } from './statistics/kaplanMeier.ts';

/** Who waits for whom, from the friction log; open items count, as censored times. */
export function trust(portfolio: Portfolio): Trust {
  const now = `${portfolio.asOf}T00:00`;
  const pairs: PairState[] = [];
  for (const from of LENSES) {
    for (const to of LENSES) {
      const items = portfolio.friction.filter((item) => item.from === from && item.to === to);
      if (from === to || items.length === 0) continue;
      const timed = items.map((item) => ({
        target: portfolio.settings.responseHours[Math.min(2, Math.max(0, item.severity - 1))] as number,
        answered: item.firstResponse === null ? null : hours(item.opened, item.firstResponse),
        waiting: item.firstResponse === null ? hours(item.opened, now) : null,
      }));
      const share = attainment(timed);
      const survival = kaplanMeier(timed.flatMap((item) => item.answered ?? []), timed.flatMap((item) => item.waiting ?? []));
      pairs.push({ from, to, n: share.n, within: share.within, late: share.late, openOverdue: share.openOverdue, openPending: share.openPending, attainment: share.share, medianHours: survival.quantile(0.5), unresolved: items.filter((item) => item.resolved === null).length });
    }
  }
  return {
    pairs,
    open: portfolio.friction
      .filter((item) => item.resolved === null)
      .map((item) => ({ ...item, ageDays: Math.floor(hours(item.opened, now) / 24) }))
      .sort((a, b) => b.ageDays - a.ageDays),
    validations: portfolio.initiatives
      .flatMap((initiative) => initiative.checkpoints.map((point) => ({ initiative: initiative.id, date: point.date, site: point.site, operators: point.operators, shifts: point.shifts, atTheLine: point.atTheLine, score: point.feedbackScore ?? null, outcome: point.outcome })))
      .sort((a, b) => (a.date < b.date ? 1 : -1)),
  };
}

export function hours(from: string, to: string): number {
  const instant = (text: string) => Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text.length === 10 ? `${text}T00:00` : text}Z`);
  return (instant(to) - instant(from)) / 3_600_000;
}
