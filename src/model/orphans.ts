import { goalChain, metricLadder } from './ladder.ts';
import type { Portfolio } from './portfolio.ts';
import type { Portal } from './portal.ts';
import type { RoadmapItemState } from './roadmapState.ts';

/** Records that lead up to no goal, and goals that do not lead to the North Star. An item counts through what needs it, too. */
export function orphans(portfolio: Portfolio, roadmap: readonly RoadmapItemState[]): Portal['orphans'] {
  const { northStar } = portfolio.settings;
  const aside = (id: string) => northStar !== undefined && goalChain(id, portfolio).at(-1)?.id !== northStar;
  const orphan = (kind: Portal['orphans'][number]['kind']) => ({ id, title }: { id: string; title: string }) => ({ kind, id, title });
  return [
    ...portfolio.goals.filter((goal) => goal.status === 'active' && aside(goal.id)).map(orphan('goal')),
    ...portfolio.metrics.filter((metric) => metricLadder(metric.id, { portfolio }).up.length === 0).map(orphan('metric')),
    ...portfolio.initiatives.filter((initiative) => initiative.goals.length === 0).map(orphan('initiative')),
    ...roadmap.filter((state) => state.serves.length === 0).map(({ item }) => orphan('roadmap')(item)),
  ];
}
