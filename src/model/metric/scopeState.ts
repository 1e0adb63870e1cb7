import type { IsoDate } from '#model/time/date.ts';
import type { Metric } from '#model/record/metric.ts';
import type { ScopeState, Signal } from './metricState.ts';
import type { Observation } from '#model/record/observation.ts';
import type { Scope } from '#model/metric/series/scope.ts';
import { listOf } from '#model/words/format.ts';
import { points, trace, type SeriesPoint, type Trace } from '#model/metric/series/series.ts';
import { assurance } from '#model/statistics/chart/assurance.ts';
import { processOf, type Process } from '#model/metric/limits/process.ts';
import { asTotal } from './breaks.ts';

/** What a scope is of; null for all. */
type Named = Partial<Pick<ScopeState, 'site' | 'line' | 'role'>>;

/** A metric for one scope: its series with limits, signals and what they say about the newest point. */
export function scopeState(
  metric: Metric,
  cells: readonly Observation[],
  { site = null, line = null, role = null }: Named,
  scope: Scope,
  asOf: IsoDate,
): ScopeState {
  const traced = trace(metric, cells, scope, asOf);
  const { periods, values } = traced;
  const isTotal = site === null && line === null;
  const process =
    isTotal && metric.neverReported
      ? withoutTotal(metric.neverReported, traced)
      : processOf(isTotal ? asTotal(metric) : metric, traced);
  const newest = lastValued(values, values.length);
  const previous = lastValued(values, newest);
  const last =
    newest < 0 || process.unjudged !== null
      ? undefined
      : process.signals.findLast((signal) => signal.period === periods[newest]);
  const current = process.unjudged === null ? process.stretches.at(-1) : undefined;
  return new TracedScope(traced, previous, {
    site,
    line,
    role,
    latest: newest < 0 ? null : traced.point(newest),
    limits: process.limits,
    limitsAbsent: process.unjudged?.words ?? null,
    unjudged: process.unjudged,
    stretches: process.stretches,
    signals: process.signals,
    variation:
      current === undefined
        ? 'unknown'
        : last === undefined || last.kind === 'neutral'
          ? 'common-cause'
          : last.kind,
    since: last && current ? signalsSince(traced, process.signals, last, current.from) : null,
    assurance:
      !current?.newest || current.method === 'seasonal' || !metric.target
        ? 'unknown'
        : assurance(current.newest, metric.target.value, metric.direction),
  });
}

/** Of a total that lacks a promised site nothing is concluded. */
function withoutTotal(names: readonly string[], { periods, values }: Trace): Process {
  const unjudged = {
    kind: 'no-total' as const,
    words: `${listOf(names)} ${names.length === 1 ? 'is' : 'are'} expected and never reported, so this is no total`,
    points: values.filter((value) => value !== null).length,
    from: periods[0] ?? null,
    to: periods.at(-1) ?? null,
    since: null,
  };
  return { limits: [], signals: [], stretches: [], unjudged };
}

type Said = Omit<ScopeState, 'periods' | 'values' | 'point' | 'numerator' | 'series' | 'previous'>;

/** Points are made when they are first asked for. A class, since objects with getters of their own share no shape, and there are many. */
class TracedScope implements ScopeState {
  readonly site: Said['site'];
  readonly line: Said['line'];
  readonly role: Said['role'];
  readonly periods: Trace['periods'];
  readonly values: Trace['values'];
  readonly point: Trace['point'];
  readonly numerator: Trace['numerator'];
  readonly latest: Said['latest'];
  readonly limits: Said['limits'];
  readonly limitsAbsent: Said['limitsAbsent'];
  readonly unjudged: Said['unjudged'];
  readonly stretches: Said['stretches'];
  readonly signals: Said['signals'];
  readonly variation: Said['variation'];
  readonly since: Said['since'];
  readonly assurance: Said['assurance'];
  events: ScopeState['events'] = undefined;
  readonly #previousAt: number;
  #series: SeriesPoint[] | null = null;

  constructor({ periods, values, point, numerator }: Trace, previousAt: number, said: Said) {
    this.site = said.site;
    this.line = said.line;
    this.role = said.role;
    this.periods = periods;
    this.values = values;
    this.point = point;
    this.numerator = numerator;
    this.latest = said.latest;
    this.limits = said.limits;
    this.limitsAbsent = said.limitsAbsent;
    this.unjudged = said.unjudged;
    this.stretches = said.stretches;
    this.signals = said.signals;
    this.variation = said.variation;
    this.since = said.since;
    this.assurance = said.assurance;
    this.#previousAt = previousAt;
  }

  get series(): SeriesPoint[] {
    this.#series ??= points(this);
    return this.#series;
  }

  get previous(): SeriesPoint | null {
    return this.#previousAt < 0 ? null : this.point(this.#previousAt);
  }

  /** Whole, for whoever keeps or compares what is known of a scope. */
  toJSON(): object {
    return { ...this, series: this.series, previous: this.previous };
  }
}

/** Place of the last value before `end`; −1 where there is none. */
function lastValued(values: Trace['values'], end: number): number {
  let at = end - 1;
  while (at >= 0 && values[at] === null) at--;
  return at;
}

/** First period of the unbroken run of signals of one kind that ends in the newest, within the limits that hold today. */
function signalsSince(
  { periods, values }: Trace,
  signals: Signal[],
  last: Signal,
  from: IsoDate,
): IsoDate {
  const kinds = new Map(signals.map((signal) => [signal.period, signal.kind]));
  let since = last.period;
  for (
    let at = lastValued(values, values.length);
    at >= 0 && periods[at]! >= from && kinds.get(periods[at]!) === last.kind;
    at = lastValued(values, at)
  )
    since = periods[at]!;
  return since;
}
