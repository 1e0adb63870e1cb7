import { LENSES } from '#model/record/lens.ts';
import type { Portal } from '#model/portal.ts';
import type { PointsHeld } from './delayCost.ts';
import { liveInitiatives, type Held } from './held.ts';

/** Contributions of which every way that is still open is held: what comes another way is not lost. The North Star first. */
export function pointsHeld(
  held: Held,
  { portfolio, goals }: Pick<Portal, 'portfolio' | 'goals'>,
): PointsHeld[] {
  const waiting = new Set([...held.items, ...held.initiatives.map(({ id }) => id)]);
  const inPart = new Set(held.initiatives.filter(({ isWhole }) => !isWhole).map(({ id }) => id));
  const live = liveInitiatives(portfolio);
  for (const item of portfolio.roadmap)
    if (item.status !== 'done' && (item.initiative === undefined || live.has(item.initiative)))
      live.add(item.id);
  return goals
    .map(({ goal, isNorthStar }) => {
      const lost = LENSES.flatMap((lens) => goal.contributions[lens]).flatMap(
        ({ via, expected }) => {
          const open = via.filter((id) => live.has(id));
          return expected && open.length > 0 && open.every((id) => waiting.has(id))
            ? [{ ...expected, isAtMost: open.some((id) => inPart.has(id)) }]
            : [];
        },
      );
      const sum = (part: 'low' | 'likely' | 'high') =>
        lost.reduce((total, one) => total + Math.abs(one[part] ?? one.likely), 0);
      return {
        goal: goal.id,
        isNorthStar,
        isAtMost: lost.some((one) => one.isAtMost),
        likely: sum('likely'),
        low: sum('low'),
        high: sum('high'),
      };
    })
    .filter(({ likely, high }) => likely > 0 || high > 0)
    .toSorted((a, b) => Number(b.isNorthStar) - Number(a.isNorthStar));
}
