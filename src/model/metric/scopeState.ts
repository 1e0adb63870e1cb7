import type { IsoDate } from '#model/time/date.ts';
import { countBefore } from './halving.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Limits, ScopeState, Signal } from './metricState.ts';
import type { Observation } from '#model/record/observation.ts';
import { span } from '#model/time/period.ts';
import type { Scope } from './scope.ts';
import { points, trace, type SeriesPoint, type Trace } from './series.ts';
import { assurance } from '#model/statistics/assurance.ts';
import { limitsOf, type Judged } from './limitsOf.ts';
import { MIN_POINTS } from '#model/statistics/processLimits.ts';
import { processSignals, signalKind, type SignalRule } from '#model/statistics/processSignals.ts';

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
  const drawn =
    metric.spc === 'none'
      ? {
          limits: [],
          signals: [],
          absent: 'process limits are switched off for this metric: a ramp is not a stable process',
        }
      : limitsAndSignals(site === null && line === null ? asTotal(metric) : metric, traced);
  const newest = lastValued(values, values.length);
  const previous = lastValued(values, newest);
  const last =
    newest < 0 ? undefined : drawn.signals.findLast((signal) => signal.period === periods[newest]);
  const current = drawn.limits.at(-1);
  return new TracedScope(traced, previous, {
    site,
    line,
    role,
    latest: newest < 0 ? null : traced.point(newest),
    limits: drawn.limits,
    limitsAbsent: drawn.absent,
    signals: drawn.signals,
    variation:
      current === undefined
        ? 'unknown'
        : last === undefined || last.kind === 'neutral'
          ? 'common-cause'
          : last.kind,
    since: last ? signalsSince(traced, drawn.signals, last) : null,
    assurance:
      current === undefined || !metric.target
        ? 'unknown'
        : assurance(current, metric.target.value, metric.direction),
  });
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
  readonly signals: Said['signals'];
  readonly variation: Said['variation'];
  readonly since: Said['since'];
  readonly assurance: Said['assurance'];
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

/** First period of the unbroken run of signals of one kind that ends in the newest. */
function signalsSince({ periods, values }: Trace, signals: Signal[], last: Signal): IsoDate {
  const kinds = new Map(signals.map((signal) => [signal.period, signal.kind]));
  let since = last.period;
  for (
    let at = lastValued(values, values.length);
    at >= 0 && kinds.get(periods[at] as IsoDate) === last.kind;
    at = lastValued(values, at)
  )
    since = periods[at] as IsoDate;
  return since;
}

/** A metric as its totals are read: they begin anew where a site left them. */
export function asTotal<Of extends Pick<Metric, 'rebase' | 'closings'>>(metric: Of): Of {
  return metric.closings ? { ...metric, rebase: [...metric.rebase, ...metric.closings] } : metric;
}

/** Limits of each stretch between rebases and changes of definition, and the signals against them. */
function limitsAndSignals(
  metric: Metric,
  { periods, values, point }: Trace,
): { limits: Limits[]; signals: Signal[]; absent: string | null } {
  const limits: Limits[] = [];
  const signals: Signal[] = [];
  let shortest: number | null = null;
  for (const [index, { from, to }] of stretches(metric, periods).entries()) {
    const whole = from === 0 && to === values.length;
    const inside = whole ? values : values.slice(from, to);
    const fixedBaseline =
      index === 0
        ? baselineLength(metric, whole ? periods : periods.slice(from, to), inside)
        : null;
    const computed = limitsOf(metric, inside, (place) => point(from + place), fixedBaseline);
    if (!computed) {
      shortest = inside.filter((value) => value !== null).length;
      continue;
    }
    const stretch = periods[from] as IsoDate;
    if (computed.level)
      limits.push({ from: stretch, to: periods[to - 1] as IsoDate, ...edgesAt(computed, 0) });
    else
      for (let at = 0; at < inside.length; at++)
        if (computed.values[at] !== null)
          limits.push({
            from: periods[from + at] as IsoDate,
            to: periods[from + at] as IsoDate,
            stretch,
            ...edgesAt(computed, at),
          });
    const rules = processSignals(computed.values, computed.edges);
    for (let at = 0; at < rules.length; at++) {
      const rule = rules[at] as SignalRule;
      if (rule !== 0)
        signals.push({
          period: periods[from + at] as IsoDate,
          rule,
          kind: signalKind(rule, at, computed.values, computed.edges, metric.direction),
        });
    }
  }
  return {
    limits,
    signals,
    absent:
      limits.length > 0
        ? null
        : `${shortest ?? 0} of ${MIN_POINTS} points that process limits need`,
  };
}

function edgesAt({ at }: Judged, place: number): Pick<Limits, 'mean' | 'lower' | 'upper'> {
  const { mean, lower, upper } = at(place);
  return { mean, lower, upper };
}

/** Places from where, and up to where, limits are computed as one. */
function stretches(metric: Metric, periods: readonly IsoDate[]): { from: number; to: number }[] {
  if (metric.rebase.length === 0 && metric.definitions.length <= 1)
    return [{ from: 0, to: periods.length }];
  const breaks = [
    ...metric.rebase.map((entry) => entry.date),
    ...metric.definitions.slice(1).map((entry) => entry.validFrom),
  ];
  const starts = breaks
    .map((date) => periods.findIndex((period) => period >= date))
    .filter((at) => at > 0);
  const edges = [...new Set([0, ...starts, periods.length])].sort((a, b) => a - b);
  return edges.slice(1).map((to, index) => ({ from: edges[index] as number, to }));
}

/** A baseline period fixes the limits on its points, when there are enough of them. */
function baselineLength(
  metric: Metric,
  periods: readonly IsoDate[],
  values: Trace['values'],
): number | null {
  const baseline = metric.baseline?.period ? span(metric.baseline.period) : null;
  if (!baseline) return null;
  let inside = 0;
  for (
    let at = countBefore(periods, (period) => period < baseline.from);
    at < periods.length && (periods[at] as IsoDate) <= baseline.to;
    at++
  )
    if (values[at] !== null) inside++;
  const begins = periods[values.findIndex((value) => value !== null)] ?? '';
  return inside >= MIN_POINTS && begins >= baseline.from ? inside : null;
}
