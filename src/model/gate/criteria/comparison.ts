import type { EvidenceView } from '#model/gate/evidenceView.ts';
import { differenceUnit, formatNumber } from '#model/words/format.ts';
import type { Judgement } from '#model/gate/kinds/kind.ts';
import type { MetricCriterion } from '#model/record/criterion.ts';
import type { Initiative } from '#model/record/initiative.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Observation } from '#model/record/observation.ts';
import { span } from '#model/time/period.ts';
import type { Scope } from '#model/metric/series/scope.ts';
import { series } from '#model/metric/series/series.ts';
import {
  differenceInDifferences,
  type DifferenceInDifferences,
} from '#model/statistics/differenceInDifferences.ts';
import { blankResult } from './result.ts';
import { endOfOpen, staleness } from './window.ts';

/** Fewest periods on each side of the start. */
const LEAST_PERIODS = 8;
/** What one comparison line cannot say. */
export const ONE_LINE =
  'with one comparison line nothing tells this from how far two lines part by chance; name at least two';
const OPEN = new Set<string>();

/** `comparison: favourable`: difference in differences against the comparison lines that the initiative locked. */
export function judgeComparison(
  criterion: MetricCriterion,
  view: EvidenceView,
  metric: Metric,
  cells: readonly Observation[],
): Judgement {
  const blank = blankResult(criterion, view, metric);
  const open = (reason: string, words: string, earliest: string | null = null): Judgement => ({
    ...blank,
    reason,
    because: `${words}${earliest ? `; earliest possible ${earliest}` : ''}`,
    earliest,
  });
  const compared = compareLines(view.initiative, metric, cells, view.asOf);
  if (typeof compared === 'string')
    return open('no-comparison', compared, afterStart(view, metric));
  const { periods, newest } = compared;
  const change = changeWithin(metric, compared);
  if (change)
    return open(
      'definition-changed',
      `the definition changed on ${change.validFrom}, between before and after`,
    );
  const after = span(view.initiative.comparison?.after ?? '');
  const stale = after && after.to >= view.asOf ? staleness(view, metric, newest, OPEN) : null;
  if (stale) return { ...blank, state: 'stale', reason: 'stale', because: stale };
  const { effect } = compared.result;
  return {
    ...blank,
    value: effect,
    threshold: 0,
    margin: metric.direction === 'up' ? effect : -effect,
    periods,
    n: periods.length,
    decimals: Math.max(2, metric.decimals),
    unit: differenceUnit(metric),
    ...resultOf(metric, compared.result),
  };
}

/** A definition that changed between the first period before and the last after. */
const changeWithin = ({ definitions }: Metric, { from, periods }: Compared) =>
  definitions
    .slice(1)
    .find(({ validFrom }) => validFrom > from && validFrom <= (periods.at(-1) ?? from));

/** Whether the effect is in the good direction and larger than in every comparison line; open where nobody can tell. */
function resultOf(
  metric: Metric,
  { effect, placebos, ofCounterfactual, parallel, rank }: DifferenceInDifferences,
): Pick<Judgement, 'reason' | 'because'> & Partial<Pick<Judgement, 'state'>> {
  const isGood = metric.direction === 'up' ? effect > 0 : effect < 0;
  const lines = placebos.length;
  const words = `${formatNumber(effect, 2)} ${differenceUnit(metric)} against the comparison lines' development (${formatNumber(100 * ofCounterfactual, 1)} %)`;
  if (lines === 0) return { reason: 'one-line', because: `${words}; ${ONE_LINE}` };
  if (!parallel)
    return {
      reason: 'pre-trend',
      because: 'the lines were already drifting apart before the start',
    };
  if (isGood && rank === 1)
    return {
      state: 'met',
      reason: 'comparison',
      because: `${words}; larger than in any of the ${lines} comparison lines, smallest possible p with ${lines + 1} lines is 1/${lines + 1}`,
    };
  const why = isGood
    ? `${rank - 1} of ${lines} comparison lines moved as much without it`
    : 'not in the good direction';
  return { state: 'not-met', reason: 'comparison', because: `${words}; ${why}` };
}

/** When eight periods after the start can have come. */
function afterStart(view: EvidenceView, metric: Metric): string | null {
  const design = view.initiative.comparison;
  const after = design?.metric === metric.id ? span(design.after) : null;
  if (!after) return null;
  const day = endOfOpen(after.from, metric.grain, LEAST_PERIODS, OPEN);
  return day > view.asOf ? day : null;
}

export interface Compared {
  result: DifferenceInDifferences;
  /** First period before the start. */
  from: string;
  /** Periods that every line has, before and after the start. */
  before: string[];
  periods: string[];
  newest: string;
  /** The treated lines stood worst of all before the start: part of a gain may be a return to the usual. */
  worstBefore: boolean;
}

/** The comparison of an initiative, or in words why there is none. Only periods that every line has are compared. */
export function compareLines(
  initiative: Initiative,
  metric: Metric,
  cells: readonly Observation[],
  asOf: string,
): Compared | string {
  const design = initiative.comparison;
  if (!design || design.metric !== metric.id)
    return 'no comparison lines are named for this metric';
  const before = span(design.before);
  const after = span(design.after);
  if (!before || !after) return 'the periods of the comparison cannot be read';
  const valuesOf = (id: string) => {
    const scope: Scope = cells.some((cell) => cell.line === id) ? { lines: [id] } : { sites: [id] };
    return new Map(
      series(metric, cells, scope, asOf).flatMap((point) =>
        point.value === null ? [] : [[point.period, point.value] as const],
      ),
    );
  };
  const treated = design.treated.map(valuesOf);
  const controls = design.controls.map(valuesOf);
  const lines = [...treated, ...controls];
  const common = [...(lines[0]?.keys() ?? [])].filter((period) =>
    lines.every((line) => line.has(period)),
  );
  const within = (range: { from: string; to: string }) =>
    common.filter((period) => period >= range.from && period <= range.to);
  const sides = { before: within(before), after: within(after) };
  const shortest = Math.min(sides.before.length, sides.after.length);
  if (shortest < LEAST_PERIODS)
    return `only ${shortest} of ${LEAST_PERIODS} ${metric.grain}s that every line has on one side of the start; before and after only`;
  const pick = (line: ReadonlyMap<string, number>, side: 'before' | 'after') =>
    sides[side].map((period) => line.get(period)!);
  const mean = (side: 'before' | 'after') =>
    sides[side].map(
      (period) => treated.reduce((sum, line) => sum + line.get(period)!, 0) / treated.length,
    );
  const result = differenceInDifferences(
    { before: mean('before'), after: mean('after') },
    controls.map((line) => ({ before: pick(line, 'before'), after: pick(line, 'after') })),
    { washout: design.washout },
  );
  const level = (values: readonly number[]) =>
    (values.reduce((sum, value) => sum + value, 0) / values.length) *
    (metric.direction === 'up' ? 1 : -1);
  const worstBefore = controls.every((line) => level(pick(line, 'before')) > level(mean('before')));
  return {
    result,
    from: sides.before[0]!,
    before: sides.before,
    periods: sides.after,
    newest: common.at(-1)!,
    worstBefore,
  };
}
