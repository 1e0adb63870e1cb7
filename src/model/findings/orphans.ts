import { goalChain, metricLadder } from '#model/goal/ladder.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Portal } from '#model/portal.ts';
import type { RoadmapItemState } from '#model/roadmap/roadmapState.ts';

/** Records that lead up to no goal, and goals that do not lead to the North Star. An item counts through what needs it, too. */
export function orphans(
  portfolio: Portfolio,
  roadmap: readonly RoadmapItemState[],
): Portal['orphans'] {
  const { northStar } = portfolio.settings;
  const aside = (id: string) =>
    northStar !== undefined && goalChain(id, portfolio).at(-1)?.id !== northStar;
  const orphan =
    (kind: Portal['orphans'][number]['kind']) =>
    ({ id, title }: { id: string; title: string }) => ({ kind, id, title });
  // Most metrics are named where a goal or an initiative of one can be seen; the way of the others is walked.
  const named = new Set([
    ...portfolio.goals.flatMap((goal) => [
      goal.metric,
      ...goal.guardrails,
      ...Object.values(goal.contributions)
        .flat()
        .map((entry) => entry.metric),
    ]),
    ...portfolio.initiatives
      .filter((initiative) => initiative.goals.length > 0)
      .flatMap((initiative) => initiative.metrics.map((entry) => entry.id)),
  ]);
  return [
    ...portfolio.goals
      .filter((goal) => goal.status === 'active' && aside(goal.id))
      .map(orphan('goal')),
    ...portfolio.metrics
      .filter(
        (metric) => !named.has(metric.id) && metricLadder(metric.id, { portfolio }).up.length === 0,
      )
      .map(orphan('metric')),
    ...portfolio.initiatives
      .filter((initiative) => initiative.goals.length === 0)
      .map(orphan('initiative')),
    ...roadmap
      .filter((state) => state.serves.length === 0)
      .map(({ item }) => orphan('roadmap')(item)),
  ];
}
