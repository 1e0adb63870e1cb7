import type { TopLevelSpec } from 'vega-lite';
import type { Effect } from '#model/initiative/effect.ts';
import type { Metric } from '#model/record/metric.ts';
import { renderSvg } from './render.ts';
import { COLOURS } from './theme.ts';

/** Before and after on one line, with the limits of before drawn on through what came after. */
export function effectChart(
  level: NonNullable<Effect['level']>,
  metric: Metric,
  id: string,
): Promise<string> {
  return renderSvg(effectSpec(level, metric), `e-${id}`.replaceAll(/[^a-zA-Z0-9-]/g, '_'));
}

function effectSpec(
  { points, limits, start, of }: NonNullable<Effect['level']>,
  metric: Metric,
): TopLevelSpec {
  const x = {
    field: 'period',
    type: 'temporal',
    scale: { type: 'utc' },
    axis: {
      title: null,
      format: metric.grain === 'week' || metric.grain === 'day' ? '%-d %b' : '%b %Y',
      tickCount: 4,
      labelFlush: true,
      labelOverlap: true,
    },
  };
  const y = {
    field: 'value',
    type: 'quantitative',
    title: null,
    scale: { nice: true, zero: of === 'difference' },
    axis: { tickCount: 4 },
  };
  const rule = (value: number, dash: number[]) => ({
    data: { values: [{ value }] },
    mark: { type: 'rule', strokeDash: dash, color: COLOURS.limit, strokeWidth: 1 },
    encoding: { y },
  });
  const after = (wanted: boolean) => points.filter((point) => point.period >= start === wanted);
  const dots = (wanted: boolean, shape: string) => ({
    data: { values: after(wanted) },
    mark: {
      type: 'point',
      filled: wanted,
      shape,
      size: 34,
      color: wanted ? COLOURS.line : COLOURS.muted,
      opacity: 1,
    },
    encoding: { x, y },
  });
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width: 380,
    height: 170,
    autosize: { type: 'fit', contains: 'padding' },
    layer: [
      ...(limits
        ? [
            {
              data: { values: [limits] },
              mark: { type: 'rect', color: COLOURS.limit, opacity: 0.12 },
              encoding: { y: { ...y, field: 'lower' }, y2: { field: 'upper' } },
            },
            rule(limits.mean, [1, 0]),
            rule(limits.lower, [4, 3]),
            rule(limits.upper, [4, 3]),
          ]
        : []),
      {
        data: { values: [{ period: start }] },
        mark: { type: 'rule', color: COLOURS.ink, strokeDash: [2, 2] },
        encoding: { x },
      },
      {
        data: { values: after(false) },
        mark: { type: 'line', color: COLOURS.muted },
        encoding: { x, y },
      },
      { data: { values: after(true) }, mark: { type: 'line' }, encoding: { x, y } },
      dots(false, 'circle'),
      dots(true, 'circle'),
    ],
  } as unknown as TopLevelSpec;
}
