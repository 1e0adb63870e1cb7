import type { IsoDate } from '#model/date.ts';
import { cellIndex } from '#model/cellIndex.ts';
import type { EvidenceView } from '#model/evidenceView.ts';
import { formatNumber, formatValue } from '#model/format.ts';
import type { Criterion, CriterionResult } from '#model/gate.ts';
import type { Initiative } from '#model/initiative.ts';
import type { Metric } from '#model/metric.ts';
import type { Observation } from '#model/observation.ts';
import { span } from '#model/period.ts';
import { series, type Scope } from '#model/series.ts';
import { differenceInDifferences } from '#model/statistics/differenceInDifferences.ts';
import { MIN_POINTS, processLimits } from '#model/statistics/processLimits.ts';
import { processSignals, signalKind } from '#model/statistics/processSignals.ts';
import { blankResult } from './result.ts';
import { staleness } from './window.ts';

/** `improved`, `held` and guardrails: the newest points against limits locked on the baseline. Gates use rules 1 and 4 only: more rules, more false alarms. */
export function judgeChange(criterion: Criterion, view: EvidenceView, metric: Metric, cells: readonly Observation[], guardrail = false): CriterionResult {
  const blank = blankResult(criterion, view, metric);
  const sites = criterion.sites.length > 0 ? criterion.sites : view.review.sites.length > 0 ? view.review.sites : view.initiative.sites.map((entry) => entry.site);
  const present = cellIndex(cells).sites.filter((site) => sites.includes(site));
  const scope: Scope = { ...(present.length > 0 ? { sites: present } : {}), ...(criterion.lines.length > 0 ? { lines: criterion.lines } : {}) };
  const points = series(metric, cells, scope, view.asOf);
  const values = points.map((point) => point.value);
  const newest = points.findLast((point) => point.value !== null);
  const stale = staleness(view, metric, newest?.period ?? null, present.length === 1 ? (present[0] as string) : null);
  if (stale) return { ...blank, state: 'stale', reason: 'stale', sentence: `stale: ${stale}` };
  const baseline = metric.baseline?.period ? span(metric.baseline.period) : null;
  const inBaseline = baseline ? points.filter((point) => point.value !== null && point.period >= baseline.from && point.period <= baseline.to).length : 0;
  const limits = processLimits(values, inBaseline >= MIN_POINTS ? { fixedBaseline: inBaseline } : {});
  const known = values.filter((value) => value !== null).length;
  if (!limits || !newest) return { ...blank, reason: 'no-limits', sentence: `not enough data: ${known} of ${MIN_POINTS} ${metric.grain}s that limits need` };
  const rules = processSignals(values, limits);
  const recent = points.slice(-Math.max(criterion.over.last, 1));
  const found = recent.flatMap((point) => {
    const at = points.indexOf(point);
    const rule = rules[at] ?? 0;
    return rule === 1 || rule === 4 ? [{ point, kind: signalKind(rule, at, values, limits, metric.direction) }] : [];
  });
  const worse = found.find((signal) => signal.kind === 'concern');
  const better = found.find((signal) => signal.kind === 'improvement');
  const shown = `${formatValue(metric, newest.value)}, limits ${formatNumber(limits.lower, metric.decimals)} to ${formatNumber(limits.upper, metric.decimals)}`;
  const result = { ...blank, value: newest.value, threshold: metric.direction === 'up' ? limits.upper : limits.lower, periods: recent.map((point) => point.period), n: newest.n };
  if (criterion.must?.kind === 'improved' && !guardrail) {
    if (better && !worse) return { ...result, state: 'met', reason: 'signal', sentence: `met: a signal of improvement since ${better.point.period} (${shown})` };
    return { ...result, state: 'not-met', reason: 'no-signal', sentence: `not met: no signal, the movement is within what this process does anyway (${shown})` };
  }
  if (worse) return { ...result, state: 'not-met', reason: 'harm', sentence: `not met: a signal of harm in ${metric.title}, ${worse.point.period} (${shown})` };
  return { ...result, state: 'met', reason: 'no-harm', sentence: `met: no signal of harm (${shown})` };
}

/** `comparison: favourable`: difference in differences against the comparison lines that the initiative locked. */
export function judgeComparison(criterion: Criterion, view: EvidenceView, metric: Metric, cells: readonly Observation[]): CriterionResult {
  const blank = blankResult(criterion, view, metric);
  const compared = compareLines(view.initiative, metric, cells, view.asOf);
  if (typeof compared === 'string') return { ...blank, reason: 'no-comparison', sentence: `not enough data: ${compared}` };
  const { result, periods } = compared;
  const good = metric.direction === 'up' ? result.effect > 0 : result.effect < 0;
  const outside = result.rank === 1;
  const lines = result.placebos.length;
  const effect = `${formatNumber(result.effect, 2)} ${metric.unit} against the comparison lines' development (${formatNumber(100 * result.ofCounterfactual, 1)} %)`;
  const base = { ...blank, value: result.effect, threshold: 0, periods, n: periods.length };
  if (!result.parallel) return { ...base, reason: 'pre-trend', sentence: 'not enough data: the lines were already drifting apart before the start' };
  if (good && outside) return { ...base, state: 'met', reason: 'comparison', sentence: `met: ${effect}; larger than in any of the ${lines} comparison lines, smallest possible p with ${lines + 1} lines is 1/${lines + 1}` };
  return { ...base, state: 'not-met', reason: 'comparison', sentence: `not met: ${effect}; ${good ? `${result.rank - 1} of ${lines} comparison lines moved as much without it` : 'not in the good direction'}` };
}

/** The comparison of an initiative, or in words why there is none. */
export function compareLines(initiative: Initiative, metric: Metric, cells: readonly Observation[], asOf: IsoDate): { result: ReturnType<typeof differenceInDifferences>; periods: string[] } | string {
  const design = initiative.comparison;
  if (!design || design.metric !== metric.id) return 'no comparison lines are named for this metric';
  const before = span(design.before);
  const after = span(design.after);
  if (!before || !after) return 'the periods of the comparison cannot be read';
  const lineOf = (id: string) => {
    const scope: Scope = cells.some((cell) => cell.line === id) ? { lines: [id] } : { sites: [id] };
    const points = series(metric, cells, scope, asOf).filter((point) => point.value !== null);
    const pick = (range: { from: string; to: string }) => points.filter((point) => point.period >= range.from && point.period <= range.to);
    return { before: pick(before), after: pick(after) };
  };
  const treated = design.treated.map(lineOf);
  const controls = design.controls.map(lineOf);
  const shortest = Math.min(...[...treated, ...controls].flatMap((line) => [line.before.length, line.after.length]));
  if (shortest < 8) return `only ${shortest} of 8 periods on one side of the start; before and after only`;
  const mean = (lines: typeof treated, side: 'before' | 'after') => (lines[0]?.[side] ?? []).map((_, at) => lines.reduce((sum, line) => sum + (line[side][at]?.value ?? 0), 0) / lines.length);
  const result = differenceInDifferences(
    { before: mean(treated, 'before'), after: mean(treated, 'after') },
    controls.map((line) => ({ before: line.before.map((point) => point.value as number), after: line.after.map((point) => point.value as number) })),
  );
  return { result, periods: (treated[0]?.after ?? []).map((point) => point.period) };
}
