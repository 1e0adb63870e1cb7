import { longDate, type IsoDate } from '#model/time/date.ts';
import { formatNumber, formatValue, listOf } from '#model/words/format.ts';
import type { MeasuredCriterion } from '#model/record/criterion.ts';
import type { Metric } from '#model/record/metric.ts';
import { periodEnd, periodStart, placesWithin, shiftPeriod, span } from '#model/time/period.ts';
import { shortMembers, staleMember } from './members.ts';
import { whenEnough } from './pace.ts';
import { baselineOf, changesOfSites, signalAgainstLimits } from './signal.ts';
import { judgeThreshold } from './threshold.ts';
import type { Unit, UnitFacts } from './unitFacts.ts';
import { factsOf, type Judged } from './factsOf.ts';
import { endOfOpen, periodsUntil, staleness } from './window.ts';

type Step = (facts: UnitFacts) => Unit | null;

/** The order of judging: the first step that has something to say gives the result. */
const ORDER: Step[] = [
  somethingArrived,
  liveLongEnough,
  windowLongEnough,
  oneDefinition,
  sameSites,
  fresh,
  covered,
  largeEnough,
  baselineLongEnough,
  judged,
];

/** Judges one site, one line, or all of them pooled. */
export function judgeUnit(asked: Judged): Unit {
  const facts = factsOf(asked);
  for (const step of ORDER) {
    const result = step(facts);
    if (result) return result;
  }
  return facts.blank;
}

function somethingArrived({
  traced,
  criterion,
  view,
  metric,
  cells,
  points,
  of,
  after,
  unknown,
}: UnitFacts): Unit | null {
  if (of.silent.length > 0)
    return unknown(
      'no-data',
      `nothing received from ${listOf(of.silent.map(view.siteName))}`,
      after(criterion.over.last),
    );
  if (
    points.some((point) => point?.withheld) &&
    points.every((point) => point === null || point.value === null)
  ) {
    return unknown(
      'withheld',
      `fewer than ${view.portfolio.settings.minGroupSize} people, whose use is not told`,
      null,
    );
  }
  if (
    of.sites.length > 1 &&
    metric.value.kind !== 'formula' &&
    traced.periods.length > 0 &&
    cells[0]?.combine === 'none'
  )
    return unknown('no-value', 'it does not add up over sites: judge it per site', null);
  return traced.values.some((value) => value !== null)
    ? null
    : unknown('no-data', 'nothing received', after(criterion.over.last));
}

/** In use since the day that the initiative says, else since its first value, told or withheld. */
function liveLongEnough({
  traced,
  periods,
  criterion,
  metric,
  of,
  unknown,
}: UnitFacts): Unit | null {
  const since =
    of.live ??
    traced.periods[
      traced.values.findIndex((value, at) => value !== null || traced.point(at).withheld)
    ]!;
  const within = periods.filter((period) => period >= since).length;
  if (periods.length === 0 || within === periods.length) return null;
  const first = windowStart(since, metric);
  return unknown(
    'not-live',
    `live for ${within} of ${criterion.over.last} ${metric.grain}s`,
    endOfOpen(first, metric.grain, criterion.over.last, of.closed),
  );
}

/** The first period that lies wholly after a day. */
function windowStart(since: IsoDate, metric: Metric): IsoDate {
  const start = periodStart(since, metric.grain);
  return start === since ? start : shiftPeriod(start, metric.grain, 1);
}

function windowLongEnough({ periods, criterion, metric, after, unknown }: UnitFacts): Unit | null {
  const { last } = criterion.over;
  return periods.length === last
    ? null
    : unknown(
        'window-too-short',
        `${periods.length} of ${last} ${metric.grain}s were open`,
        after(last - periods.length),
      );
}

function oneDefinition({ periods, criterion, metric, of, unknown }: UnitFacts): Unit | null {
  const end = periodEnd(periods.at(-1)!, metric.grain);
  const changes = metric.definitions.slice(1).filter((definition) => definition.validFrom <= end);
  const inside = changes.find((definition) => definition.validFrom > periods[0]!);
  if (inside)
    return unknown(
      'definition-changed',
      `the definition changed on ${inside.validFrom}, inside the window`,
      endOfOpen(
        windowStart(inside.validFrom, metric),
        metric.grain,
        criterion.over.last,
        of.closed,
      ),
    );
  const baseline = isRelative(criterion) ? span(baselineOf(criterion, metric)?.period ?? '') : null;
  const after = baseline && changes.find((definition) => definition.validFrom > baseline.from);
  return after
    ? unknown(
        'definition-changed',
        `the definition changed on ${after.validFrom}, after the baseline`,
        null,
      )
    : null;
}

/** A total of two plants is not compared with one of three, as a relative change would. */
function sameSites({ periods, criterion, metric, of, unknown }: UnitFacts): Unit | null {
  const baseline =
    criterion.must?.kind === 'change' ? span(baselineOf(criterion, metric)?.period ?? '') : null;
  if (!baseline) return null;
  const end = periodEnd(periods.at(-1)!, metric.grain);
  const other = changesOfSites(metric, of).find(({ date }) => date > baseline.from && date <= end);
  return other
    ? unknown(
        'other-sites',
        `${other.reason} on ${longDate(other.date)}, after the baseline began, so the two are totals of different sites; judge each site by itself (per: site) or name the sites that both have`,
        null,
      )
    : null;
}

/** The newest period that is due has come; of a pool, from each of its sites. */
function fresh(facts: UnitFacts): Unit | null {
  const { traced, view, metric, of, blank, members } = facts;
  const at = traced.values.findLastIndex((value) => value !== null);
  const late = staleness(view, metric, traced.periods[at]!, of.closed);
  const stale = late ? `${of.name}: ${late}` : staleMember(facts, members());
  return stale ? { ...blank, state: 'stale', reason: 'stale', sentence: stale } : null;
}

/** Enough of the window came; of a pool, from each of its sites. */
function covered(facts: UnitFacts): Unit | null {
  const { points, criterion, metric, after, unknown, members } = facts;
  const arrived = points.map((point) => point !== null && point.value !== null);
  const enough = (window: readonly boolean[]) =>
    window.filter(Boolean).length / criterion.over.last >= criterion.minimum.coverage - 1e-9;
  if (enough(arrived)) {
    const short = shortMembers(facts, members());
    return short && unknown('coverage', short.words, after(short.more));
  }
  const more = periodsUntil(arrived, true, enough);
  return unknown(
    'coverage',
    `${arrived.filter(Boolean).length} of ${criterion.over.last} ${metric.grain}s arrived`,
    more === null ? null : after(more),
  );
}

function largeEnough(facts: UnitFacts): Unit | null {
  const { criterion, metric, points, pooled, unknown } = facts;
  const needed = Math.max(criterion.minimum.denominator, criterion.minimum.n);
  const window = pooled();
  const denominator = window.denominator ?? window.n;
  if (denominator >= criterion.minimum.denominator && window.n >= criterion.minimum.n) return null;
  const { earliest, words } = whenEnough(facts, needed);
  return {
    ...unknown(
      'too-few',
      `${formatNumber(denominator, 0)} in ${points.filter((point) => point?.value != null).length} ${metric.grain}s, needs ${formatNumber(needed, 0)}${words}`,
      earliest,
    ),
    value: window.value,
    n: denominator,
  };
}

/** The baseline of a relative criterion is there and long enough; limits want more of it than a change does. */
function baselineLongEnough({ criterion, metric, traced, unknown }: UnitFacts): Unit | null {
  if (
    !isRelative(criterion) ||
    (criterion.must?.kind !== 'change' && criterion.must?.kind !== 'improved')
  )
    return null;
  const baseline = baselineOf(criterion, metric);
  if (!baseline) return unknown('no-baseline', 'there is no locked baseline to compare with', null);
  const range = span(baseline.period ?? '');
  if (!range)
    return criterion.must.kind === 'improved'
      ? unknown('no-baseline', 'limits need the periods of the baseline, not only its value', null)
      : null;
  const { start, end } = placesWithin(traced.periods, range, metric.grain);
  const held = traced.values.slice(start, end).filter((value) => value !== null).length;
  const needed =
    criterion.must.kind === 'improved'
      ? Math.max(12, criterion.minimum.baselinePeriods)
      : criterion.minimum.baselinePeriods;
  return held >= needed
    ? null
    : unknown('baseline-short', `the baseline has ${held} of ${needed} ${metric.grain}s`, null);
}

function isRelative({ kind, must }: MeasuredCriterion): boolean {
  return (
    kind === 'guardrail' ||
    must?.kind === 'change' ||
    must?.kind === 'improved' ||
    must?.kind === 'held'
  );
}

function judged(facts: UnitFacts): Unit {
  const { criterion, metric, of, unknown } = facts;
  if (
    criterion.kind !== 'guardrail' &&
    (criterion.must?.kind === 'threshold' || criterion.must?.kind === 'change')
  )
    return judgeThreshold(facts);
  const found = signalAgainstLimits(facts);
  if ('reason' in found) return unknown(found.reason, found.words, found.earliest);
  const { better, worse, limits, chart, newest } = found;
  const unit = {
    ...facts.blank,
    value: newest,
    threshold: (metric.direction === 'up' ? limits?.upper : limits?.lower) ?? null,
  };
  const range = limits
    ? `limits ${formatNumber(limits.lower, metric.decimals)} to ${formatNumber(limits.upper, metric.decimals)}`
    : chart;
  const shown = `${formatValue(metric, newest)}, ${range}`;
  if (criterion.kind !== 'guardrail' && criterion.must?.kind === 'improved') {
    if (better && !worse)
      return {
        ...unit,
        state: 'met',
        reason: 'signal',
        sentence: `${of.name}: a signal of improvement since ${better} (${shown})`,
      };
    if (worse && !better)
      return {
        ...unit,
        state: 'not-met',
        reason: 'harm',
        sentence: `${of.name}: a signal on the bad side since ${worse} (${shown})`,
      };
    return {
      ...unit,
      state: 'not-met',
      reason: 'no-signal',
      sentence: `${of.name}: no signal, the movement is within what this process does anyway (${shown})`,
    };
  }
  unit.threshold = (metric.direction === 'up' ? limits?.lower : limits?.upper) ?? null;
  if (worse)
    return {
      ...unit,
      state: 'not-met',
      reason: 'harm',
      sentence: `${of.name}: a signal of harm in ${metric.title} since ${worse} (${shown})`,
    };
  return {
    ...unit,
    state: 'met',
    reason: 'no-harm',
    sentence: `${of.name}: no signal of harm (${shown})`,
  };
}
