import { baselineValue } from '#model/metric/baseline.ts';
import { addsUpOverTime, isOfOnePeriod } from '#model/metric/series/perPeriod.ts';
import { meanOf } from '#model/statistics/sum.ts';
import { formatNumber, formatValue } from '#model/words/format.ts';
import type { Comparator } from '#model/record/criterion.ts';
import type { Metric } from '#model/record/metric.ts';
import { baselineOf } from './signal.ts';
import { whenEnough } from './pace.ts';
import type { Unit, UnitFacts } from './unitFacts.ts';
import { compare, distance, sampleThatWouldDo, shownBeside, unfavourableBound } from './value.ts';

/** A number against what was asked: the value of the window, or each of its periods where that is to be sustained; a sample by its interval. */
export function judgeThreshold(facts: UnitFacts): Unit {
  const { criterion, metric, of, pooled, unknown } = facts;
  const wanted = threshold(facts);
  if (typeof wanted === 'string') return unknown('no-baseline', wanted, null);
  const window = pooled();
  const sustained = criterion.kind === 'metric' ? criterion.sustained : null;
  // What does not add up over periods, such as a count of different people, has no value of the window; each period has its own.
  const isMean = wanted.baseline !== null && isOfOnePeriod(metric);
  const value =
    (isMean ? meanOfWindow(facts) : window.value) ??
    (sustained ? (facts.blank.values.findLast((one) => one !== null) ?? null) : null);
  if (value === null)
    return {
      ...unknown(
        'no-value',
        'it does not add up over the periods of the window: ask for each of them with sustained',
        null,
      ),
      threshold: wanted.value,
    };
  const asked: Asked = {
    facts,
    window,
    value,
    wanted,
    unit: {
      ...facts.blank,
      value,
      n: window.denominator ?? window.n,
      threshold: wanted.value,
    },
    clears: (one) => compare(one, wanted.comparator, wanted.value),
    spare: (one) => distance(one, wanted.comparator, wanted.value),
    shown: `${of.name} ${windowValue(facts, value, wanted.value, isMean)}${movedFrom(metric, value, wanted.baseline)}`,
  };
  const held = sustained ? periodsHeld(asked, sustained) : windowHeld(asked);
  if (typeof held !== 'number') return held;
  const sampled = metric.population === 'sample' ? boundHeld(asked, held) : held;
  if (typeof sampled !== 'number') return sampled;
  return { ...asked.unit, state: 'met', reason: 'met', sentence: asked.shown, margin: sampled };
}

interface Asked {
  facts: UnitFacts;
  window: ReturnType<UnitFacts['pooled']>;
  value: number;
  wanted: Wanted;
  /** Without a result yet. */
  unit: Unit;
  clears: (value: number) => boolean;
  /** How far a value is on the good side of what is wanted. */
  spare: (value: number) => number;
  shown: string;
}

/** The margin of the whole window, or why it is not met. */
function windowHeld({ unit, value, clears, spare, shown }: Asked): number | Unit {
  const margin = spare(value);
  return clears(value)
    ? margin
    : { ...unit, state: 'not-met', reason: 'below-threshold', sentence: shown, margin };
}

/** The margin of the worst period that still counts, not of the window as a whole; or why too few hold. */
function periodsHeld(
  { facts: { of, metric, unknown }, unit, value, wanted, clears, spare, shown }: Asked,
  { n, k }: { n: number; k: number },
): number | Unit {
  const last = unit.values.slice(-n);
  const known = last.filter((one) => one !== null);
  const held = known.filter(clears).length;
  const open = last.length - known.length;
  const spares = known.map(spare).sort((a, b) => b - a);
  if (held + open < k)
    return {
      ...unit,
      state: 'not-met',
      reason: 'not-sustained',
      sentence: held === 0 ? shown : `${of.name} ${held} of ${n} ${metric.grain}s`,
      margin: spares[k - open - 1]!,
    };
  if (held >= k) return spares[k - 1]!;
  const why = `${held} of ${n} ${metric.grain}s hold, ${open} did not arrive`;
  return {
    ...unit,
    ...unknown('sustained-unknown', why, null),
    value,
    threshold: wanted.value,
  };
}

/** The margin of a sample by the unfavourable bound of its interval; or what the interval leaves open. */
function boundHeld(
  { facts, window, wanted, unit, clears, spare, shown }: Asked,
  margin: number,
): number | Unit {
  const { metric } = facts;
  const bound = unfavourableBound(metric, window, wanted.comparator);
  if (bound === null)
    return {
      ...unit,
      reason: 'interval',
      sentence: `${shown}, a sample that no interval can be made of`,
    };
  if (clears(bound)) return Math.min(margin, spare(bound));
  const enough = sampleThatWouldDo(metric, window, wanted.comparator, wanted.value);
  const { earliest, words } =
    enough === null ? { earliest: null, words: '' } : whenEnough(facts, enough);
  const more =
    enough === null
      ? ''
      : `; at this share ${formatNumber(enough, 0)} would do, ${formatNumber(unit.n, 0)} came${words}`;
  return {
    ...unit,
    reason: 'interval',
    earliest,
    sentence: `${shown}, but its 80 % interval reaches ${formatValue(metric, bound)}${more}`,
  };
}

function meanOfWindow({ blank }: UnitFacts): number | null {
  const known = blank.values.filter((value) => value !== null);
  return known.length === 0 ? null : meanOf(known);
}

/** The value of the window; of what adds up over time per period, with the number of periods that it is the mean of. */
function windowValue(
  { metric, points }: UnitFacts,
  value: number,
  wanted: number,
  isMean: boolean,
): string {
  const shown = shownBeside(metric, value, wanted);
  const periods = points.filter((point) => point != null && point.value !== null).length;
  return (addsUpOverTime(metric) || isMean) && periods > 1
    ? `${shown} a ${metric.grain}, the mean of ${periods} ${metric.grain}s`
    : shown;
}

function movedFrom(metric: Metric, value: number, baseline: number | null): string {
  if (baseline === null) return '';
  const change = `, ${formatNumber(100 * (value / baseline - 1), 1)} % against the baseline`;
  return addsUpOverTime(metric) || isOfOnePeriod(metric)
    ? `${change} of ${formatValue(metric, baseline)} a ${metric.grain}`
    : change;
}

interface Wanted {
  value: number;
  comparator: Comparator;
  baseline: number | null;
}

/** The number that must be reached, in the metric's unit; a relative change is turned into one by the locked baseline. In words why there is none. */
function threshold({ criterion, metric, view, cells, of }: UnitFacts): Wanted | string {
  const { must } = criterion;
  if (must?.kind === 'threshold')
    return { value: must.value, comparator: must.comparator, baseline: null };
  if (must?.kind !== 'change') return 'nothing is asked of it';
  const baseline = baselineValue(
    { ...metric, baseline: baselineOf(criterion, metric) },
    cells,
    view,
    of.scope,
  );
  if (baseline === null) return 'there is no locked baseline to compare with';
  if (baseline.value <= 0)
    return `the baseline is ${formatValue(metric, baseline.value)}, of which no change in per cent can be told: ask for a number`;
  return {
    value: baseline.value * (1 + must.percent / 100),
    comparator: must.comparator,
    baseline: baseline.value,
  };
}
