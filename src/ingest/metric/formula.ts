import { formulaParts } from '#model/metric/series/formula.ts';
import { formulaCells } from '#model/metric/series/formulaCells.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Observations } from '#model/record/observation.ts';
import { formulaDoubts } from './formulaDoubts.ts';
import { partsOf } from '#model/metric/series/pooledValue.ts';

/** Adds the cells of all metrics that are computed from others; a formula of a formula after its part. */
export function addFormulas(
  observations: Map<string, Observations>,
  metrics: readonly Metric[],
  asOf: string,
  minGroupSize: number,
): void {
  const parts = partsOf({ metrics, observations, settings: { minGroupSize } });
  const under = new Set<string>();
  const add = (metric: Metric): void => {
    if (metric.value.kind !== 'formula' || under.has(metric.id)) return;
    under.add(metric.id);
    for (const id of formulaParts(metric.value.expression))
      for (const part of metrics) if (part.id === id) add(part);
    const doubts = formulaDoubts(metric, metrics, observations);
    observations.set(metric.id, {
      metric: metric.id,
      latest: formulaCells(metric.value.expression, parts, asOf),
      superseded: [],
      ...(doubts.length === 0 ? {} : { doubts }),
    });
  };
  for (const metric of metrics) add(metric);
}
