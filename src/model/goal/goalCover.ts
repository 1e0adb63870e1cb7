import { formatDifference, formatNumber } from '#model/words/format.ts';
import type { Contribution } from '#model/record/goal.ts';
import { LENSES } from '#model/record/lens.ts';
import { closedBy, isOnlyAt } from '#model/record/site.ts';
import type { GoalState, Portal } from '#model/portal.ts';

export interface GoalCover {
  likely: number;
  low: number;
  high: number;
  belief: number;
  remaining: number;
}

/** What is expected through live initiatives, in the unit of the goal; null where nothing is expected or the distance is not known. */
export function coverOf({ goal, metric }: GoalState, portal: Portal): GoalCover | null {
  const latest = metric?.all.latest?.value;
  const target = goal.target?.value ?? metric?.metric.target?.value;
  const expected = LENSES.flatMap((lens) => goal.contributions[lens]).filter(
    (entry) => entry.expected,
  );
  if (latest === null || latest === undefined || target === undefined || expected.length === 0)
    return null;
  const { asOf, sites, roadmap } = portal.portfolio;
  const closed = closedBy(asOf, sites);
  const live = new Set(
    portal.initiatives
      .filter(
        ({ initiative: { status, phase, sites: own } }) =>
          !['stopped', 'done'].includes(status) &&
          phase !== 'stopped' &&
          !isOnlyAt(
            own.map(({ site }) => site),
            closed,
          ),
      )
      .map((state) => state.initiative.id),
  );
  // What is done counts for what it brought, which the newest value holds, and not for what remains.
  for (const { id, status, initiative, sites: own } of roadmap)
    if (
      status !== 'done' &&
      (initiative === undefined || live.has(initiative)) &&
      !isOnlyAt(own, closed)
    )
      live.add(id);
  const counted = expected.filter((entry) => entry.via.some((id) => live.has(id)));
  const sum = (entries: Contribution[], part: 'low' | 'likely' | 'high' = 'likely') =>
    entries.reduce(
      (total, entry) => total + Math.abs(entry.expected?.[part] ?? entry.expected?.likely ?? 0),
      0,
    );
  const remaining = metric?.metric.direction === 'up' ? target - latest : latest - target;
  return {
    likely: sum(counted),
    low: sum(counted, 'low'),
    high: sum(counted, 'high'),
    belief: sum(counted.filter((entry) => entry.evidence === 'belief')),
    remaining: Math.max(0, remaining),
  };
}

/** "Live contributions are likely to bring 1.4 pp (0.8 to 2.0) of the 2.1 pp that remain; half of it rests on belief." */
export function coverSentence(state: GoalState, cover: GoalCover | null): string {
  if (!state.metric || !cover)
    return 'Whether the plan is enough cannot be said: no contribution names what it is expected to bring.';
  const { metric } = state.metric;
  const enough =
    cover.likely >= cover.remaining
      ? 'the plan is enough if all goes well'
      : `${formatDifference(metric, cover.remaining - cover.likely)} are not covered even if all goes well`;
  const belief =
    cover.likely > 0 && cover.belief > 0
      ? `; ${formatNumber((100 * cover.belief) / cover.likely, 0)} % of it rests on belief`
      : '';
  return `Live contributions are likely to bring ${formatDifference(metric, cover.likely)} (${formatNumber(cover.low, metric.decimals)} to ${formatNumber(cover.high, metric.decimals)}) of the ${formatDifference(metric, cover.remaining)} that remain: ${enough}${belief}.`;
}
