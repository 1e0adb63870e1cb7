import { linearFit } from '#model/statistics/trend/linearFit.ts';
import { processLimits, type ProcessLimits } from '#model/statistics/chart/processLimits.ts';
import { processSignals } from '#model/statistics/chart/processSignals.ts';
import { studentQuantile } from '#model/statistics/interval/studentT.ts';

export interface DifferenceInDifferences {
  /** In the unit of the metric. */
  effect: number;
  beforeAfter: number;
  controlChange: number;
  /** Effect by what the comparison lines' development suggests, as a fraction. */
  ofCounterfactual: number;
  /** The same computed for each comparison line as if it were the pilot, in the order given; none where there is only one. */
  placebos: number[];
  /** Rank of the effect's size among all lines; 1 is larger than every other. */
  rank: number;
  p: number;
  smallestP: number;
  preTrend: { slope: number; se: number; t: number };
  parallel: boolean;
  /** 80 % interval of the effect: Welch's t on the differences before and after, which takes periods as independent. */
  interval: { low: number; high: number };
  /** Treated minus mean control, before and after, with the limits of before; what rules 1 (outside) and 4 (seven on one side) say of after. */
  difference: {
    before: number[];
    after: number[];
    mean: number;
    lower: number;
    upper: number;
    outside: number;
    belowMean: number;
    run: boolean;
  };
  /** Effect without the first periods after the start. */
  withoutWashout: number;
  washout: number;
}

interface Line {
  before: readonly number[];
  after: readonly number[];
}

/** Difference in differences of one treated line against comparison lines, with placebos in space and a test of the pre-trend. */
export function differenceInDifferences(
  treated: Line,
  controls: readonly Line[],
  options: { washout?: number } = {},
): DifferenceInDifferences {
  const washout = options.washout ?? 2;
  const change = (line: Line) => average(line.after) - average(line.before);
  const controlChange = average(controls.map(change));
  const effect = change(treated) - controlChange;
  // A single comparison line has no other to be compared with: no placebo says how far a line moves without any change.
  const placebos =
    controls.length < 2
      ? []
      : controls.map(
          (line, index) =>
            change(line) - average(controls.filter((_, other) => other !== index).map(change)),
        );
  const rank = 1 + placebos.filter((placebo) => Math.abs(placebo) >= Math.abs(effect)).length;
  const gap = (values: readonly number[], pick: (line: Line) => readonly number[]) =>
    values.map((value, at) => value - average(controls.map((line) => pick(line)[at]!)));
  const before = gap(treated.before, (line) => line.before);
  const after = gap(treated.after, (line) => line.after);
  const trend = linearFit(before.map((y, x) => ({ x, y })));
  const limits = processLimits(before, { screen: false, minimum: 3 });
  const late = (line: Line) => average(line.after.slice(washout)) - average(line.before);
  return {
    effect,
    beforeAfter: change(treated),
    controlChange,
    ofCounterfactual: effect / (average(treated.before) + controlChange),
    placebos,
    rank,
    p: rank / (controls.length + 1),
    smallestP: 1 / (controls.length + 1),
    preTrend: { slope: trend.slope, se: trend.seSlope, t: trend.t },
    parallel: Math.abs(trend.t) <= 2,
    interval: welch(before, after, effect),
    difference: {
      before,
      after,
      mean: limits?.mean ?? Number.NaN,
      lower: limits?.lower ?? Number.NaN,
      upper: limits?.upper ?? Number.NaN,
      ...levelSignal(before, after, limits),
    },
    withoutWashout: late(treated) - average(controls.map(late)),
    washout,
  };
}

/** The level chart of the difference: points after the start outside the limits of before, and runs on one side of their mean. */
function levelSignal(
  before: readonly number[],
  after: readonly number[],
  limits: ProcessLimits | null,
): { outside: number; belowMean: number; run: boolean } {
  if (!limits) return { outside: 0, belowMean: 0, run: false };
  const rules = processSignals([...before, ...after], limits).slice(before.length);
  return {
    outside: rules.filter((rule) => rule === 1).length,
    belowMean: after.filter((value) => value < limits.mean).length,
    run: rules.includes(4),
  };
}

/** Welch's interval for the difference of two means, around the estimate. */
function welch(
  before: readonly number[],
  after: readonly number[],
  estimate: number,
): { low: number; high: number } {
  const part = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + (value - average(values)) ** 2, 0) /
    (values.length - 1) /
    values.length;
  const [a, b] = [part(before), part(after)];
  const freedom = (a + b) ** 2 / (a ** 2 / (before.length - 1) + b ** 2 / (after.length - 1));
  const reach = studentQuantile(0.9, freedom) * Math.sqrt(a + b);
  return { low: estimate - reach, high: estimate + reach };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
