import type { TopLevelSpec } from 'vega-lite';
import type { MetricState, ScopeState, Signal } from '#model/metric/metricState.ts';
import { eventMarks } from '#model/event/eventMarks.ts';
import { partPeriods } from '#model/metric/series/partPeriods.ts';
import { asTotal } from '#model/metric/breaks.ts';
import { eventLayers } from './eventLayers.ts';
import type { HorizontalChannel, Layer, VerticalChannel } from './layer.ts';
import { axisX, range } from './metricAxes.ts';
import { COLOURS } from './theme.ts';

export interface Frame {
  width: number;
  height: number;
  /** Same y range for all small multiples; absent: this scope's own. */
  domain?: [number, number] | undefined;
}

/** The sizes of a metric's chart: on a wide page, in a narrow column, and as one of several small ones to one scale. */
export const FRAMES = {
  wide: { width: 760, height: 280 },
  narrow: { width: 350, height: 240 },
  small: (domain: [number, number]): Frame => ({ width: 350, height: 180, domain }),
};

/** One scope of a metric in its frame, with the channels that its layers share. */
interface Drawn {
  state: MetricState;
  scope: ScopeState;
  frame: Frame;
  x: HorizontalChannel;
  y: (field: string) => VerticalChannel;
}

/**
 * A metric over time: values, limits, signals, trajectory and target; signals differ in shape as well as in colour.
 * As few layers as possible: each is compiled and drawn on its own, and a large portal holds thousands of charts.
 */
export function metricSpec(state: MetricState, scope: ScopeState, frame: Frame): TopLevelSpec {
  const drawn: Drawn = { state, scope, frame, ...channels(state, scope, frame) };
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width: frame.width,
    height: frame.height,
    autosize: { type: 'fit', contains: 'padding' },
    layer: [
      ...limitLayers(drawn),
      ...breakLayer(drawn),
      ...eventLayers(eventMarks(scope), { width: frame.width, ...spanOf(scope) }, drawn.x),
      ...trajectoryLayer(drawn),
      ...targetLayer(drawn),
      ...valueLayers(drawn),
      ...partLayer(drawn),
    ],
  };
}

function channels(state: MetricState, scope: ScopeState, frame: Frame): Pick<Drawn, 'x' | 'y'> {
  return {
    x: {
      field: 'period',
      type: 'temporal',
      scale: { type: 'utc' },
      axis: axisX(state, scope, frame.width),
    },
    y: (field) => ({
      field,
      type: 'quantitative',
      title: null,
      scale: { domain: frame.domain ?? range(state, scope), nice: true, zero: false },
      axis: { tickCount: Math.max(3, Math.round(frame.height / 44)) },
    }),
  };
}

/** First and last day that a chart shows. */
function spanOf({ periods }: ScopeState): { first: string; last: string } {
  return { first: periods[0] ?? '', last: periods.at(-1) ?? '' };
}

const BOUNDS = ['mean', 'lower', 'upper'] as const;

/** The band between the limits of each stretch, and its mean and limits as lines. */
function limitLayers({ scope, x, y }: Drawn): Layer[] {
  const band = scope.limits.flatMap((limit) =>
    ends(limit).map((period) => ({
      period,
      from: limit.stretch ?? limit.from,
      lower: limit.lower,
      upper: limit.upper,
    })),
  );
  if (band.length === 0) return [];
  const bounds = scope.limits.flatMap((limit) =>
    BOUNDS.flatMap((bound) =>
      ends(limit).map((period) => ({
        period,
        from: limit.stretch ?? limit.from,
        bound,
        value: limit[bound],
      })),
    ),
  );
  const dashes = {
    domain: [...BOUNDS],
    range: [
      [1, 0],
      [4, 3],
      [4, 3],
    ],
  };
  return [
    {
      data: { values: band },
      mark: { type: 'area', color: COLOURS.limit, opacity: 0.12 },
      encoding: { x, y: y('lower'), y2: { field: 'upper' }, detail: { field: 'from' } },
    },
    {
      data: { values: bounds },
      mark: { type: 'line', color: COLOURS.limit, strokeWidth: 1 },
      encoding: {
        x,
        y: y('value'),
        detail: { field: 'from' },
        strokeDash: { field: 'bound', type: 'nominal', legend: null, scale: dashes },
      },
    },
  ];
}

function ends({ from, to }: { from: string; to: string }): string[] {
  return from === to ? [from] : [from, to];
}

/** A line where the measure was rebased or defined again. */
function breakLayer({ state: { metric }, scope, x }: Drawn): Layer[] {
  const { rebase } = scope.site === null && scope.line === null ? asTotal(metric) : metric;
  const values = [
    ...rebase.map((entry) => ({ period: entry.date })),
    ...metric.definitions.slice(1).map((entry) => ({ period: entry.validFrom })),
  ];
  return values.length === 0
    ? []
    : [
        {
          data: { values },
          mark: { type: 'rule', strokeDash: [2, 2], color: COLOURS.ink },
          encoding: { x },
        },
      ];
}

function trajectoryLayer({ state, scope, x, y }: Drawn): Layer[] {
  return scope !== state.all || state.trajectory.length < 2
    ? []
    : [
        {
          data: { values: state.trajectory },
          mark: { type: 'line', strokeDash: [2, 4], color: COLOURS.target, strokeWidth: 1.5 },
          encoding: { x, y: y('value') },
        },
      ];
}

function targetLayer({ state: { metric }, y }: Drawn): Layer[] {
  return metric.target === undefined
    ? []
    : [
        {
          data: { values: [{ target: metric.target.value }] },
          mark: { type: 'rule', color: COLOURS.target, strokeWidth: 1 },
          encoding: { y: y('target') },
        },
      ];
}

/** Pixels a point needs before it gets a dot of its own; closer ones run into the line. Signals always have their mark. */
const DOT_SPACE = 7;

/** The line of values, with a dot at each signal, and at every value where there is room. */
function valueLayers({ scope, frame, x, y }: Drawn): Layer[] {
  const signals = new Map(scope.signals.map((signal) => [signal.period, signal]));
  const values = scope.series.map((point) => ({
    period: point.period,
    value: point.value,
    signal: signOf(signals.get(point.period), scope),
  }));
  const dotted = frame.width / Math.max(1, values.length) >= DOT_SPACE;
  const dots = values.filter(
    ({ value, signal }) => value !== null && (signal !== 'none' || dotted),
  );
  return [
    {
      data: { values },
      mark: { type: 'line', interpolate: 'linear' },
      encoding: { x, y: y('value') },
    },
    {
      data: { values: dots },
      mark: { type: 'point', filled: true, opacity: 1 },
      encoding: {
        x,
        y: y('value'),
        color: bySignal([COLOURS.line, COLOURS.good, COLOURS.bad, COLOURS.ink, COLOURS.muted]),
        shape: bySignal(['circle', 'circle', 'triangle-up', 'diamond', 'triangle-up']),
        size: bySignal([18, 52, 52, 52, 52], 'ordinal'),
      },
    },
  ];
}

/** A concern that is over asks nobody to act, so it keeps its shape and loses its red. */
function signOf(signal: Signal | undefined, { since, variation }: ScopeState): string {
  if (signal?.kind !== 'concern') return signal?.kind ?? 'none';
  return variation === 'concern' && since !== null && signal.period >= since ? 'concern' : 'past';
}

/** A signal differs in shape and size as well as in colour. */
function bySignal(range: readonly (string | number)[], type: 'nominal' | 'ordinal' = 'nominal') {
  return {
    field: 'signal',
    type,
    legend: null,
    scale: { domain: ['none', 'improvement', 'concern', 'neutral', 'past'], range },
  };
}

/** Periods that are not over yet, as open dots. */
function partLayer({ state, scope, x, y }: Drawn): Layer[] {
  const parts = partPeriods(state, scope).filter(({ value }) => value !== null);
  return parts.length === 0
    ? []
    : [
        {
          data: { values: parts },
          mark: { type: 'point', filled: false, size: 36, color: COLOURS.line, opacity: 0.6 },
          encoding: { x, y: y('value') },
        },
      ];
}
