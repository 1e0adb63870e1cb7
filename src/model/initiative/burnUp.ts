import type { CashPeriod } from '#model/record/initiative.ts';
import { coarser, coarsest, hasCome, neighbours } from './businessCase.ts';

/** Money of all recorded cash flows up to the end of a period, thousands of the currency. */
export interface BurnPoint {
  period: string;
  planned: number;
  plannedCost: number;
  /** Null from the first period on of which an initiative has not recorded what came. */
  spent: number | null;
  claimed: number | null;
  confirmed: number | null;
}

/**
 * Cumulated benefits and spending by period. What came is drawn only as far as every cash flow says it: a sum that lacks one
 * initiative would look like a slump.
 */
export function burnUp(flows: readonly (readonly CashPeriod[])[]): BurnPoint[] {
  const recorded = flows.filter((cash) => cash.length >= 2);
  if (recorded.length === 0) return [];
  const perYear = coarsest(recorded.flat());
  const byPeriod = Map.groupBy(recorded.flat(), ({ period }) => coarser(period, perYear));
  const known = [...byPeriod.keys()].sort();
  const points: BurnPoint[] = [];
  const sum = { planned: 0, plannedCost: 0, spent: 0, claimed: 0, confirmed: 0 };
  let open = false;
  for (const period of neighbours(known[0], known.at(-1), perYear)) {
    const entries = byPeriod.get(period) ?? [];
    open ||= entries.some((entry) => !hasCome(entry));
    for (const entry of entries) {
      sum.planned += entry.planned;
      sum.plannedCost += entry.plannedCost;
      sum.spent += entry.cost ?? 0;
      sum.claimed += entry.claimed ?? 0;
      sum.confirmed += entry.validated ?? 0;
    }
    const { planned, plannedCost, spent, claimed, confirmed } = sum;
    points.push({
      period,
      planned,
      plannedCost,
      ...(open ? { spent: null, claimed: null, confirmed: null } : { spent, claimed, confirmed }),
    });
  }
  return points;
}
