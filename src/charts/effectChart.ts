import type { TopLevelSpec } from 'vega-lite';
import type { Effect } from '#model/initiative/effect.ts';
import type { Metric } from '#model/record/metric.ts';
import { renderSvg } from './render.ts';
import type { HorizontalChannel, Layer, VerticalChannel } from './layer.ts';
import { COLOURS } from './theme.ts';

/** Before and after on one line, with the limits of before drawn on through what came after. */
export function effectChart(
  level: NonNullable<Effect['level']>,
  metric: Metric,
  id: string,
): Promise<string> {
  return renderSvg(effectSpec(level, metric), `e-${id}`.replaceAll(/[^a-zA-Z0-9-]/g, '_'));
}

interface Level {
  level: NonNullable<Effect['level']>;
  x: HorizontalChannel;
  y: VerticalChannel;
}

function effectSpec(level: NonNullable<Effect['level']>, metric: Metric): TopLevelSpec {
  const drawn: Level = { level, ...channels(level, metric) };
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width: 380,
    height: 170,
    autosize: { type: 'fit', contains: 'padding' },
    layer: [...limitLayers(drawn), startLayer(drawn), ...pointLayers(drawn)],
  };
}

function channels({ of }: Level['level'], { grain }: Metric): Pick<Level, 'x' | 'y'> {
  return {
    x: {
      field: 'period',
      type: 'temporal',
      scale: { type: 'utc' },
      axis: {
        title: null,
        format: grain === 'week' || grain === 'day' ? '%-d %b' : '%b %Y',
        tickCount: 4,
        labelFlush: true,
        labelOverlap: true,
      },
    },
    y: {
      field: 'value',
      type: 'quantitative',
      title: null,
      scale: { nice: true, zero: of === 'difference' },
      axis: { tickCount: 4 },
    },
  };
}

function limitLayers({ level: { limits }, y }: Level): Layer[] {
  if (!limits) return [];
  const rule = (value: number, dash: number[]): Layer => ({
    data: { values: [{ value }] },
    mark: { type: 'rule', strokeDash: dash, color: COLOURS.limit, strokeWidth: 1 },
    encoding: { y },
  });
  return [
    {
      data: { values: [limits] },
      mark: { type: 'rect', color: COLOURS.limit, opacity: 0.12 },
      encoding: { y: { ...y, field: 'lower' }, y2: { field: 'upper' } },
    },
    rule(limits.mean, [1, 0]),
    rule(limits.lower, [4, 3]),
    rule(limits.upper, [4, 3]),
  ];
}

function startLayer({ level: { start }, x }: Level): Layer {
  return {
    data: { values: [{ period: start }] },
    mark: { type: 'rule', color: COLOURS.ink, strokeDash: [2, 2] },
    encoding: { x },
  };
}

/** What came before as a muted line with open dots, what came after as the line itself with filled ones. */
function pointLayers({ level: { points, start }, x, y }: Level): Layer[] {
  const before = { values: points.filter((point) => point.period < start) };
  const after = { values: points.filter((point) => point.period >= start) };
  const dots = (data: typeof after, filled: boolean, color: string): Layer => ({
    data,
    mark: { type: 'point', filled, shape: 'circle', size: 34, color, opacity: 1 },
    encoding: { x, y },
  });
  return [
    { data: before, mark: { type: 'line', color: COLOURS.muted }, encoding: { x, y } },
    { data: after, mark: { type: 'line' }, encoding: { x, y } },
    dots(before, false, COLOURS.muted),
    dots(after, true, COLOURS.line),
  ];
}
