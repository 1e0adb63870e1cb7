import { metricOf, type Criterion } from '#model/record/criterion.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { formulaParts } from '#model/metric/series/formula.ts';

/** Metrics that a goal or a gate rests on, each with the first that does, in words; the parts of a formula are among them. */
export function decisiveMetrics({
  metrics,
  goals,
  initiatives,
  frameworks,
}: Pick<Portfolio, 'metrics' | 'goals' | 'initiatives' | 'frameworks'>): Map<string, string> {
  const decisive = new Map<string, string>();
  const rests = (id: string | undefined, who: string) => {
    if (id === undefined || decisive.has(id)) return;
    decisive.set(id, who);
    const value = metrics.find((metric) => metric.id === id)?.value;
    for (const part of value?.kind === 'formula' ? formulaParts(value.expression) : [])
      rests(part, who);
  };
  for (const goal of goals.filter(({ status }) => status === 'active'))
    for (const id of [goal.metric, ...goal.guardrails]) rests(id, `the goal "${goal.id}"`);
  const used = new Set(initiatives.map(({ framework }) => framework));
  for (const { phases } of frameworks.filter(({ id }) => used.has(id)))
    for (const phase of phases)
      for (const id of metricsOf(phase.criteria)) rests(id, `a gate of the phase "${phase.id}"`);
  for (const { gates } of initiatives)
    for (const gate of gates)
      for (const id of metricsOf([...gate.criteria, ...gate.stopRules]))
        rests(id, `the gate "${gate.id}"`);
  return decisive;
}

function metricsOf(criteria: readonly Criterion[]): string[] {
  return criteria.flatMap((criterion) =>
    criterion.kind === 'group' ? metricsOf(criterion.parts.criteria) : (metricOf(criterion) ?? []),
  );
}
