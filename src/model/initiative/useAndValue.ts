import type { Portal } from '#model/portal.ts';

/** An initiative by how far it is used and how far its value is confirmed. */
export interface UseAndValue {
  id: string;
  title: string;
  /** Newest adoption against its target, 1 at the target; null where no adoption metric has a target to reach. */
  use: number | null;
  /** Confirmed of planned benefits; null where none is planned. */
  value: number | null;
  /** Thousands of the currency. */
  spent: number;
  stalled: boolean;
  /** Name and value of the adoption metric that is meant. */
  metric: string | null;
}

/** Every initiative with money or use, the most expensive first. A share of a target is known for metrics that are to rise. */
export function useAndValue({ initiatives, metrics }: Portal): UseAndValue[] {
  return initiatives
    .map(({ initiative, money, stalled }): UseAndValue => {
      const state = initiative.metrics
        .filter(({ role }) => role !== 'guardrail')
        .flatMap(({ id }) => metrics.get(id) ?? [])
        .find(({ metric }) => metric.type === 'adoption');
      const target = state?.metric.direction === 'up' ? state.metric.target?.value : undefined;
      const latest = state?.all.latest?.value ?? null;
      return {
        id: initiative.id,
        title: initiative.title,
        use: target !== undefined && target > 0 && latest !== null ? latest / target : null,
        value: money.planned > 0 ? money.confirmed / money.planned : null,
        spent: money.spent,
        stalled,
        metric: state?.metric.title ?? null,
      };
    })
    .filter(({ use, value, spent }) => use !== null || value !== null || spent > 0)
    .toSorted((a, b) => b.spent - a.spent || (a.title < b.title ? -1 : 1));
}
