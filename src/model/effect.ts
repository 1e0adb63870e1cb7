import { compareLines } from './criteria/comparison.ts';
import { formatNumber, formatValue } from './format.ts';
import type { Initiative } from './initiative.ts';
import type { Metric } from './metric.ts';
import type { Portfolio } from './portfolio.ts';
import { span } from './period.ts';
import { pooled, series } from './series.ts';
import type { DifferenceInDifferences } from './statistics/differenceInDifferences.ts';
import { MIN_POINTS, processLimits } from './statistics/processLimits.ts';
import { processSignals, signalKind } from './statistics/processSignals.ts';

/** Did it work: one metric before and after, with comparison lines where some are named. */
export interface Effect {
  metric: string;
  /** What was changed: the iteration's words, or the comparison. */
  about: string;
  before: { value: number; periods: number } | null;
  after: { value: number; periods: number } | null;
  comparison: DifferenceInDifferences | null;
  /** Honest words: what the data supports, or why it cannot say. */
  sentence: string;
  state: 'favourable' | 'unfavourable' | 'indistinct' | 'unknown';
}

/** Effects of one initiative: its comparison first, then each iteration that names a metric and its spans. */
export function effects(initiative: Initiative, portfolio: Portfolio): Effect[] {
  const metric = (id: string) => portfolio.metrics.find((one) => one.id === id);
  const design = initiative.comparison;
  const compared = design ? metric(design.metric) : undefined;
  return [
    ...(design && compared ? [comparisonEffect(initiative, compared, portfolio)] : []),
    ...initiative.iterations.flatMap((entry) => {
      const measured = entry.metric ? metric(entry.metric) : undefined;
      return measured && entry.before && entry.after ? [beforeAfter(initiative, measured, portfolio, entry.before, entry.after, entry.changed || entry.tried)] : [];
    }),
  ];
}

function comparisonEffect(initiative: Initiative, metric: Metric, portfolio: Portfolio): Effect {
  const design = initiative.comparison as NonNullable<Initiative['comparison']>;
  const cells = portfolio.observations.get(metric.id)?.latest ?? [];
  const compared = compareLines(initiative, metric, cells, portfolio.asOf);
  const plain = beforeAfter(initiative, metric, portfolio, design.before, design.after, `${design.treated.join(', ')} against ${design.controls.join(', ')}`, design.treated);
  if (typeof compared === 'string') return { ...plain, sentence: `${plain.sentence} No comparison: ${compared}.` };
  const { result } = compared;
  const good = metric.direction === 'up' ? result.effect > 0 : result.effect < 0;
  const [low, high] = [result.interval.low, result.interval.high].map((value) => formatNumber(value, metric.decimals));
  const size = `${formatNumber(Math.abs(result.effect), metric.decimals)} ${metric.unit} ${result.effect < 0 ? 'lower' : 'higher'} than the comparison lines' development would suggest (80 % interval ${low} to ${high}), ${formatNumber(Math.abs(100 * result.ofCounterfactual), 0)} % of it`;
  const lines = result.placebos.length;
  const rank = result.rank === 1 ? `larger than in each of the ${lines} comparison lines; with ${lines + 1} lines the smallest possible p is 1/${lines + 1}` : `${result.rank - 1} of ${lines} comparison lines moved as much without it`;
  if (!result.parallel) return { ...plain, comparison: result, state: 'unknown', sentence: `${size}. The lines were already drifting apart before the start, so the difference cannot be given to the change.` };
  const state = result.rank > 1 ? 'indistinct' : good ? 'favourable' : 'unfavourable';
  return { ...plain, comparison: result, state, sentence: `${size}; ${rank}.` };
}

/** Two spans of one process: pooled values, and a signal against limits locked on the first where it is long enough. */
function beforeAfter(initiative: Initiative, metric: Metric, portfolio: Portfolio, first: string, second: string, about: string, lines: readonly string[] = []): Effect {
  const cells = portfolio.observations.get(metric.id)?.latest ?? [];
  const present = lines.filter((line) => cells.some((cell) => cell.line === line));
  const sites = initiative.sites.map((entry) => entry.site).filter((site) => cells.some((cell) => cell.site === site));
  const scope = present.length > 0 ? { lines: present } : sites.length > 0 ? { sites } : {};
  const points = series(metric, cells, scope, portfolio.asOf);
  const spanOf = (text: string) => {
    const range = span(text);
    const inside = range ? points.filter((point) => point.value !== null && point.period >= range.from && point.period <= range.to) : [];
    const value = range ? pooled(metric, cells, scope, range.from, range.to).value : null;
    return { inside, side: value === null ? null : { value, periods: inside.length } };
  };
  const before = spanOf(first);
  const after = spanOf(second);
  const effect: Effect = { metric: metric.id, about, before: before.side, after: after.side, comparison: null, state: 'unknown', sentence: '' };
  if (!before.side || !after.side) return { ...effect, sentence: `${metric.title}: nothing was measured ${before.side ? 'after' : 'before'} the change.` };
  const moved = `${metric.title} from ${formatValue(metric, before.side.value)} (${before.side.periods} ${metric.grain}s) to ${formatValue(metric, after.side.value)} (${after.side.periods} ${metric.grain}s).`;
  const values = [...before.inside, ...after.inside].map((point) => point.value);
  const limits = processLimits(values, { fixedBaseline: before.inside.length });
  if (metric.spc === 'none' || before.inside.length < MIN_POINTS || !limits) return { ...effect, sentence: `${moved} Before and after only; ${before.inside.length} ${metric.grain}s before are too few for limits, so chance and season are not ruled out.` };
  const rules = processSignals(values, limits);
  const kinds = new Set(rules.flatMap((rule, at) => (at >= before.inside.length && rule > 0 ? [signalKind(rule, at, values, limits, metric.direction)] : [])));
  const state = kinds.has('improvement') && !kinds.has('concern') ? 'favourable' : kinds.has('concern') && !kinds.has('improvement') ? 'unfavourable' : 'indistinct';
  const words = { favourable: 'A signal against the limits of before; without comparison lines other changes are not ruled out.', unfavourable: 'A signal on the bad side of the limits of before.', indistinct: 'No clear signal against the limits of before.', unknown: '' };
  return { ...effect, state, sentence: `${moved} ${words[state]}` };
}
