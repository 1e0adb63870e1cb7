import { describe, expect, it } from 'vitest';
import { metricSchema } from '#ingest/schemas/metric.ts';
import type { Observation } from '#model/record/observation.ts';
import { pooled } from '#model/metric/series/series.ts';

describe('the extremes of a metric', () => {
  it.each([
    ['min', -3],
    ['max', 199_996],
  ] as const)('%s of more cells than a call takes arguments', (aggregate, wanted) => {
    const metric = {
      id: 'wait',
      file: '',
      ...metricSchema.parse({
        title: 'Wait',
        type: 'behavior',
        direction: 'down',
        export: 'log',
        grain: 'day',
        value: { [aggregate]: 'wait' },
      }),
    };
    const cells = Array.from({ length: 200_000 }, (_, at): Observation => ({
      period: '2026-01-05',
      site: `S${at}`,
      line: null,
      value: at - 3,
      n: 1,
      combine: aggregate,
    }));
    expect(pooled(metric, cells, {}, '2026-01-05', '2026-01-05').value).toBe(wanted);
  });
});
