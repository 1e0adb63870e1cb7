import type { Portfolio } from './portfolio.ts';
import type { Portal } from './portal.ts';

/** Records that lead up to no goal. A metric counts when a goal, a contribution, an initiative under a goal or a formula uses it. */
export function orphans(portfolio: Portfolio): Portal['orphans'] {
  const used = new Set<string>();
  for (const goal of portfolio.goals) {
    for (const id of [goal.metric, ...goal.guardrails, ...Object.values(goal.contributions).flat().map((entry) => entry.metric)]) if (id) used.add(id);
  }
  for (const initiative of portfolio.initiatives) if (initiative.goals.length > 0) for (const entry of initiative.metrics) used.add(entry.id);
  const withGoal = new Set(portfolio.initiatives.filter((initiative) => initiative.goals.length > 0).map((initiative) => initiative.id));
  return [
    ...portfolio.metrics.filter((metric) => !used.has(metric.id)).map((metric) => ({ kind: 'metric' as const, id: metric.id, title: metric.title })),
    ...portfolio.initiatives.filter((initiative) => initiative.goals.length === 0).map((initiative) => ({ kind: 'initiative' as const, id: initiative.id, title: initiative.title })),
    ...portfolio.roadmap.filter((item) => item.goals.length === 0 && !(item.initiative && withGoal.has(item.initiative))).map((item) => ({ kind: 'roadmap' as const, id: item.id, title: item.title })),
  ];
}
