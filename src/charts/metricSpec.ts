import type { TopLevelSpec } from 'vega-lite';
import { addDays, daysBetween } from '#model/time/date.ts';
import type { MetricState, ScopeState, Signal } from '#model/metric/metricState.ts';
import { eventMarks } from '#model/event/eventMarks.ts';
import { eventLayers } from './eventLayers.ts';
import { partPeriods } from '#model/metric/series/partPeriods.ts';
import { asTotal } from '#model/metric/breaks.ts';
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

/** A metric over time: values, limits, signals, trajectory and target; signals differ in shape as well as in colour. */
export function metricSpec(state: MetricState, scope: ScopeState, frame: Frame): TopLevelSpec {
  const { metric } = state;
  const signals = new Map(scope.signals.map((signal) => [signal.period, signal]));
  const values = scope.series.map((point) => ({
    period: point.period,
    value: point.value,
    signal: signOf(signals.get(point.period), scope),
  }));
  const parts = partPeriods(state, scope).filter(({ value }) => value !== null);
  const band = scope.limits.flatMap((limit) =>
    ends(limit).map((period) => ({
      period,
      from: limit.stretch ?? limit.from,
      lower: limit.lower,
      upper: limit.upper,
    })),
  );
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
  const trajectory = scope === state.all ? state.trajectory : [];
  const target = metric.target?.value;
  const breaks = [
    ...(scope.site === null && scope.line === null ? asTotal(metric) : metric).rebase.map(
      (entry) => ({ period: entry.date }),
    ),
    ...metric.definitions.slice(1).map((entry) => ({ period: entry.validFrom })),
  ];
  const events = eventMarks(scope);
  const x = {
    field: 'period',
    type: 'temporal',
    scale: { type: 'utc' },
    axis: axisX(state, scope, frame.width),
  } as const;
  const y = (field: string) =>
    ({
      field,
      type: 'quantitative',
      title: null,
      scale: { domain: frame.domain ?? range(state, scope), nice: true, zero: false },
      axis: { tickCount: Math.max(3, Math.round(frame.height / 44)) },
    }) as const;
  const dotted = frame.width / Math.max(1, values.length) >= DOT_SPACE;
  // As few layers as possible: each is compiled and drawn on its own, and a large portal holds thousands of charts.
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width: frame.width,
    height: frame.height,
    autosize: { type: 'fit', contains: 'padding' },
    layer: [
      ...(band.length > 0
        ? [
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
                strokeDash: {
                  field: 'bound',
                  type: 'nominal',
                  legend: null,
                  scale: {
                    domain: BOUNDS,
                    range: [
                      [1, 0],
                      [4, 3],
                      [4, 3],
                    ],
                  },
                },
              },
            },
          ]
        : []),
      ...(breaks.length > 0
        ? [
            {
              data: { values: breaks },
              mark: { type: 'rule', strokeDash: [2, 2], color: COLOURS.ink },
              encoding: { x },
            },
          ]
        : []),
      ...eventLayers(events, { width: frame.width, ...spanOf(scope) }, x),
      ...(trajectory.length > 1
        ? [
            {
              data: { values: trajectory },
              mark: { type: 'line', strokeDash: [2, 4], color: COLOURS.target, strokeWidth: 1.5 },
              encoding: { x, y: y('value') },
            },
          ]
        : []),
      ...(target === undefined
        ? []
        : [
            {
              data: { values: [{ target }] },
              mark: { type: 'rule', color: COLOURS.target, strokeWidth: 1 },
              encoding: { y: y('target') },
            },
          ]),
      {
        data: { values },
        mark: { type: 'line', interpolate: 'linear' },
        encoding: { x, y: y('value') },
      },
      {
        data: {
          values: values.filter(
            (point) => point.value !== null && (point.signal !== 'none' || dotted),
          ),
        },
        mark: { type: 'point', filled: true, opacity: 1 },
        encoding: {
          x,
          y: y('value'),
          color: bySignal([COLOURS.line, COLOURS.good, COLOURS.bad, COLOURS.ink, COLOURS.muted]),
          shape: bySignal(['circle', 'circle', 'triangle-up', 'diamond', 'triangle-up']),
          size: bySignal([18, 52, 52, 52, 52], 'ordinal'),
        },
      },
      ...(parts.length > 0
        ? [
            {
              data: { values: parts },
              mark: { type: 'point', filled: false, size: 36, color: COLOURS.line, opacity: 0.6 },
              encoding: { x, y: y('value') },
            },
          ]
        : []),
    ],
  } as unknown as TopLevelSpec;
}

/** First and last day that a chart shows. */
function spanOf({ periods }: ScopeState): { first: string; last: string } {
  return { first: periods[0] ?? '', last: periods.at(-1) ?? '' };
}

/** Pixels a point needs before it gets a dot of its own; closer ones run into the line. Signals always have their mark. */
const DOT_SPACE = 7;

const BOUNDS = ['mean', 'lower', 'upper'] as const;
const ends = ({ from, to }: { from: string; to: string }) => (from === to ? [from] : [from, to]);

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

/** Lowest and highest of everything drawn, with a little air. */
function range(state: MetricState, scope: ScopeState): [number, number] {
  const all = scope.series.flatMap((point) => point.value ?? []);
  all.push(...partPeriods(state, scope).flatMap(({ value }) => value ?? []));
  all.push(...scope.limits.flatMap((limit) => [limit.lower, limit.upper]));
  if (state.metric.target) all.push(state.metric.target.value);
  if (scope === state.all) all.push(...state.trajectory.map((point) => point.value));
  if (all.length === 0) return [0, 1];
  const low = Math.min(...all);
  const high = Math.max(...all);
  const air = (high - low || Math.abs(high) || 1) * 0.06;
  return [low >= 0 ? Math.max(0, low - air) : low - air, high + air];
}

/** Lowest and highest over several scopes, so that small charts can be compared. */
export function sharedRange(state: MetricState, scopes: readonly ScopeState[]): [number, number] {
  const ranges = scopes
    .filter((scope) => scope.periods.length > 0)
    .map((scope) => range(state, scope));
  return ranges.length === 0
    ? [0, 1]
    : [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))];
}

/** Every label names its year: a chart over the turn of a year has two first days of January. */
function axisX({ metric: { grain } }: MetricState, { series }: ScopeState, width: number) {
  const first = series[0]?.period ?? '2026-01-01';
  const last = series.at(-1)?.period ?? first;
  const room = Math.max(2, Math.round(width / 110));
  const shared = { title: null, labelFlush: true, labelOverlap: true };
  if ((grain === 'day' || grain === 'week') && addDays(first, LONG) >= last)
    return { ...shared, format: '%-d %b %Y', tickCount: room };
  const months = daysBetween(first, last) / DAYS_OF_MONTH;
  const step = STEPS.find((one) => months / one <= room) ?? 120;
  return step % 12 === 0 || grain === 'year'
    ? { ...shared, format: '%Y', tickCount: { interval: 'year', step: Math.max(1, step / 12) } }
    : { ...shared, format: '%b %Y', tickCount: { interval: 'month', step } };
}

/** Days from which on months are marked, and not days. */
const LONG = 550;
const DAYS_OF_MONTH = 30.44;
/** Months between two marks. */
const STEPS = [1, 2, 3, 6, 12, 24, 60];
