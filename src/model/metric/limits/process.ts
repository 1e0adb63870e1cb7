import { longDate, type IsoDate } from '#model/time/date.ts';
import type { Metric } from '#model/record/metric.ts';
import { placesWithin, span } from '#model/time/period.ts';
import { MIN_POINTS } from '#model/statistics/chart/processLimits.ts';
import { processSignals, signalKind } from '#model/statistics/chart/processSignals.ts';
import type { NoLimits } from './judged.ts';
import { limitsOf } from './limitsOf.ts';
import { breaksOf } from '#model/metric/breaks.ts';
import type { Limits, Signal, Stretch, Unjudged } from '#model/metric/metricState.ts';
import type { Trace } from '#model/metric/series/series.ts';

/** What a series is held against: limits and signals of each stretch, and why the newest one is judged or not. */
export interface Process {
  limits: Limits[];
  signals: Signal[];
  /** How the limits of each stretch that has some were made. */
  stretches: Stretch[];
  /** Why nothing can be said of the newest point; null where its limits reach it. */
  unjudged: Unjudged | null;
}

type Traced = Pick<Trace, 'periods' | 'values' | 'point'>;
/** Places from where, and up to where, limits are computed as one, and why they begin there. */
interface Part {
  from: number;
  to: number;
  since: { date: IsoDate; reason: string } | null;
}

/** Limits of each stretch between rebases and changes of definition, and the signals against them: the same for charts and for gates. */
export function processOf(metric: Metric, traced: Traced): Process {
  const process: Process = { limits: [], signals: [], stretches: [], unjudged: null };
  for (const part of partsOf(metric, traced.periods)) addPart(process, metric, traced, part);
  if (process.stretches.length === 0 && process.unjudged === null)
    process.unjudged = unjudgedPart(
      { none: 'few', words: '', points: 0 },
      metric,
      { from: 0, to: traced.periods.length, since: null },
      traced.periods,
    );
  return process;
}

function addPart(process: Process, metric: Metric, traced: Traced, part: Part): void {
  const { periods, point } = traced;
  const fixed = fixedOn(metric, traced, part);
  const from = fixed.points === null ? part.from : fixed.start;
  const values = traced.values.slice(from, part.to);
  if (values.every((value) => value === null)) return;
  const judged = limitsOf(metric, values, (place) => point(from + place), fixed.points);
  if ('none' in judged) {
    process.unjudged = unjudgedPart(judged, metric, part, periods);
    return;
  }
  process.unjudged = null;
  const start = periods[from]!;
  const newest = values.findLastIndex((value) => value !== null);
  const of = { from: start, to: periods[part.to - 1]! };
  const level = judged.level ? judged.at(newest) : null;
  if (level) process.limits.push({ ...of, ...level });
  else
    for (const [at, value] of judged.values.entries()) {
      const period = periods[from + at]!;
      const own = value === null ? null : judged.at(at);
      if (own) process.limits.push({ from: period, to: period, stretch: start, ...own });
    }
  const { leftOut, ...made } = judged.made;
  process.stretches.push({
    ...of,
    ...made,
    ...(leftOut ? { leftOut: leftOut.map((place) => periods[from + place]!) } : {}),
    basis: basisOf(
      traced,
      from + (made.method === 'seasonal' ? (made.season?.lag ?? 0) : 0),
      made.n + (leftOut?.length ?? 0),
    ),
    fixed: fixed.points !== null,
    note: fixed.note,
    newest: judged.at(newest),
  });
  const other = metric.direction === 'up' ? 'down' : 'up';
  for (const [at, rule] of processSignals(judged.values, judged.edges).entries())
    if (rule !== 0)
      process.signals.push({
        period: periods[from + at]!,
        rule,
        kind: signalKind(
          rule,
          at,
          judged.values,
          judged.edges,
          judged.opposed ? other : metric.direction,
        ),
      });
}

function unjudgedPart(
  { none, words, points }: NoLimits,
  metric: Metric,
  { since, from, to }: Part,
  periods: readonly IsoDate[],
): Unjudged {
  const began =
    since === null ? '' : ` since ${longDate(periods[from] ?? since.date)} (${since.reason})`;
  return {
    kind: none,
    points,
    since: since?.date ?? null,
    from: periods[from] ?? null,
    to: periods[to - 1] ?? null,
    words:
      none === 'few'
        ? `${points} of ${MIN_POINTS} ${metric.grain}s${began} that limits need`
        : words,
  };
}

/** The first and the last of the points that limits are computed from. */
function basisOf({ periods, values }: Traced, from: number, count: number): Stretch['basis'] {
  let last = from;
  let first = -1;
  for (let at = from, seen = 0; at < values.length && seen < count; at++) {
    if (values[at] === null) continue;
    if (first < 0) first = at;
    last = at;
    seen += 1;
  }
  return { from: periods[Math.max(0, first)]!, to: periods[last]!, n: count };
}

/** Where limits begin again: rebases and changes of definition. */
function partsOf(metric: Metric, periods: readonly IsoDate[]): Part[] {
  const parts: Part[] = [{ from: 0, to: periods.length, since: null }];
  for (const since of breaksOf(metric)) {
    const from = periods.findIndex((period) => period >= since.date);
    const before = parts.at(-1)!;
    if (from <= 0) continue;
    if (from === before.from) before.since = since;
    else {
      before.to = from;
      parts.push({ from, to: periods.length, since });
    }
  }
  return parts;
}

/**
 * A baseline period of at least twelve points fixes the limits on its points; they hold from its first point on. `note` says why a named
 * baseline does not.
 */
function fixedOn(
  metric: Metric,
  { periods, values }: Traced,
  part: Part,
): { start: number; points: number | null; note: string | null } {
  const range = metric.baseline?.period ? span(metric.baseline.period) : null;
  const not = { start: part.from, points: null, note: null };
  if (!range) return not;
  const { start, end } = placesWithin(periods, range, metric.grain);
  const inside = values.slice(start, end).filter((value) => value !== null).length;
  if (end <= part.from || start >= part.to || inside === 0) return not;
  if (start < part.from || end > part.to)
    return { ...not, note: 'the baseline goes across a day on which limits begin again' };
  return inside < MIN_POINTS
    ? { ...not, note: `the baseline has ${inside} of the ${MIN_POINTS} points that would fix them` }
    : { start, points: inside, note: null };
}
