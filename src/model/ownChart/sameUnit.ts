import type { MetricState } from '#model/metric/metricState.ts';
import type { Refusal } from './kind.ts';

/** Metrics of one chart have one unit, or one axis would say two things; and one grain, or their periods do not meet. */
export function sameUnit(states: readonly MetricState[], chart: string): Refusal | null {
  const [first, ...others] = states.map(({ metric }) => metric);
  const other = others.find(
    (metric) => metric.unit !== first?.unit || metric.grain !== first.grain,
  );
  if (!first || !other) return null;
  const said = (metric: typeof first) =>
    `"${metric.id}" (${metric.unit || 'no unit'}, by ${metric.grain})`;
  return {
    prop: 'metrics',
    found: `<${chart}> is over ${said(first)} and ${said(other)}`,
    allowed: 'metrics of one unit and one grain',
    fix: 'draw two charts, or take <Scatter> for two units',
  };
}
