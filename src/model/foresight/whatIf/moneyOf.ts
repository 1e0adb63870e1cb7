import { benefitAhead, DAYS_A_MONTH, settingOf } from '#model/foresight/delay/benefitAhead.ts';
import { heldBy } from '#model/foresight/delay/held.ts';
import type { Portal } from '#model/portal.ts';
import type { Initiative } from '#model/record/initiative.ts';
import type { WhatIf } from './answer.ts';
import type { Change } from './change.ts';

/** What the initiatives concerned have yet to bring, and what of it comes later or not at all. */
export function moneyOf(
  change: Change,
  { own, items }: { own: readonly Initiative[]; items: readonly string[] },
  portal: Portal,
): WhatIf['money'] {
  const { portfolio } = portal;
  const setting = settingOf(portal);
  const sites = change.kind === 'drop' ? [change.site] : [];
  // Work that is done at a plant alone holds a part of initiatives that run elsewhere.
  const elsewhere =
    change.kind === 'drop'
      ? heldBy(items, portal).initiatives.filter(({ id }) => !own.some((one) => one.id === id))
      : [];
  const benefits = [
    ...own.map((initiative) => benefitAhead(initiative, sites, setting)),
    ...elsewhere.flatMap((held) => {
      const initiative = portfolio.initiatives.find(({ id }) => id === held.id);
      if (!initiative) return [];
      return [{ ...benefitAhead(initiative, held.sites, setting), isAtMost: true }];
    }),
  ];
  const known = benefits.flatMap(({ perMonth }) => perMonth ?? []);
  const perMonth =
    known.length === 0 && benefits.length > 0 ? null : known.reduce((sum, one) => sum + one, 0);
  return {
    benefits,
    perMonth,
    isAtMost: benefits.some(({ isAtMost }) => isAtMost),
    lost:
      change.kind === 'delay' && perMonth !== null ? (perMonth * change.days) / DAYS_A_MONTH : null,
    unspent:
      change.kind === 'stop'
        ? own.reduce(
            (sum, { investment }) =>
              sum + Math.max(0, (investment?.planned ?? 0) - (investment?.spent ?? 0)),
            0,
          )
        : 0,
  };
}
