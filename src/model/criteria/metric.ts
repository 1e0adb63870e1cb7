import { cellIndex, cellsOf } from '#model/cellIndex.ts';
import { baselineValue } from '#model/computeMetric.ts';
import type { EvidenceView } from '#model/evidenceView.ts';
import type { IsoDate } from '#model/date.ts';
import { formatNumber, formatValue } from '#model/format.ts';
import type { Comparator, Criterion, CriterionResult, ResultState } from '#model/gate.ts';
import type { Metric } from '#model/metric.ts';
import type { Observation } from '#model/observation.ts';
import { periodEnd, span } from '#model/period.ts';
import { pooled, trace, type Scope, type Trace } from '#model/series.ts';
import { studentQuantile } from '#model/statistics/studentT.ts';
import { wilson } from '#model/statistics/wilson.ts';
import { combineUnits } from './across.ts';
import { blankResult } from './result.ts';
import { judgeChange, judgeComparison } from './signal.ts';
import { earliestDate, staleness, windowOf } from './window.ts';

export type Unit = CriterionResult['units'][number] & { reason: string; earliest: IsoDate | null; periods: IsoDate[]; threshold: number | null };

/** Judges a criterion on a metric in the fixed order of the rules: scope, window, freshness, coverage, size, baseline, value, sustained, strength, sites. */
export function judgeMetric(criterion: Criterion, view: EvidenceView): CriterionResult {
  const metric = view.metric(criterion.metric ?? '');
  const blank = blankResult(criterion, view, metric);
  if (!metric || !criterion.must) return { ...blank, reason: 'not-configured', sentence: 'not enough data: the metric is not configured' };
  const cells = view.observations(metric.id);
  if (criterion.must.kind === 'comparison') return judgeComparison(criterion, view, metric, cells);
  if (criterion.must.kind === 'improved' || criterion.must.kind === 'held') return judgeChange(criterion, view, metric, cells);
  const units = scopes(criterion, view, cells).map(({ id, site, scope }) => judgeUnit(criterion, view, metric, cells, id, site, scope));
  if (units.length === 0) return { ...blank, reason: 'no-scope', sentence: 'not enough data: no site or line is in scope yet' };
  return combineUnits(criterion, metric, units, blank);
}

/** The units that are judged one by one: sites, lines, or all of them pooled. */
function scopes(criterion: Criterion, view: EvidenceView, cells: readonly Observation[]): { id: string; site: string | null; scope: Scope }[] {
  const sites = criterion.sites.length > 0 ? criterion.sites : view.review.sites.length > 0 ? view.review.sites : view.initiative.sites.map((entry) => entry.site);
  const lines = criterion.lines;
  if (criterion.per === 'line') {
    const named = lines.length > 0 ? lines : [...new Set(cells.flatMap((cell) => (cell.line !== null && (sites.length === 0 || sites.includes(cell.site ?? '')) ? [cell.line] : [])))];
    return named.map((line) => ({ id: line, site: view.portfolio.sites.find((site) => site.lines.some((entry) => entry.id === line))?.id ?? null, scope: { lines: [line] } }));
  }
  const withLines: Scope = lines.length > 0 ? { lines } : {};
  if (criterion.per === 'site') return [...new Set(sites)].map((site) => ({ id: site, site, scope: { sites: [site], ...withLines } }));
  const { places } = cellIndex(cells);
  const pooledSites = sites.filter((site) => places.has(site));
  return [{ id: 'all', site: pooledSites.length === 1 ? (pooledSites[0] as string) : null, scope: { ...(pooledSites.length > 0 ? { sites: pooledSites } : {}), ...withLines } }];
}

function judgeUnit(criterion: Criterion, view: EvidenceView, metric: Metric, cells: readonly Observation[], id: string, site: string | null, scope: Scope): Unit {
  const name = id === 'all' ? 'all sites' : view.siteName(id);
  const periods = windowOf(view, metric.grain, criterion.over.last, site);
  const traced = trace(metric, cells, scope, view.asOf);
  const inWindow = periods.map((period) => traced.periods.lastIndexOf(period)).map((at) => (at < 0 ? null : traced.point(at)));
  const values = inWindow.map((point) => point?.value ?? null);
  const n = inWindow.reduce((sum, point) => sum + (point?.denominator ?? point?.n ?? 0), 0);
  const base: Unit = { id, name, state: 'insufficient-data', value: null, values, n, sentence: '', reason: '', earliest: null, periods, threshold: null };
  const unknown = (reason: string, sentence: string, missing: number): Unit => ({ ...base, reason, sentence, earliest: earliestDate(view, metric.grain, missing) });

  if (traced.periods.length === 0) return unknown('no-data', `${name}: nothing received`, criterion.over.last);
  if (periods.length < criterion.over.last) return unknown('window-too-short', `${name}: ${periods.length} of ${criterion.over.last} ${metric.grain}s are open`, criterion.over.last - periods.length);
  const change = metric.definitions.slice(1).find((definition) => definition.validFrom > (periods[0] as string) && definition.validFrom <= periodEnd(periods.at(-1) as string, metric.grain));
  if (change) return unknown('definition-changed', `${name}: the definition changed on ${change.validFrom}, inside the window`, criterion.over.last);
  const newestAt = traced.values.findLastIndex((value) => value !== null);
  const newest = traced.periods[newestAt] ?? null;
  const stale = staleness(view, metric, newest, site);
  if (stale) return { ...base, state: 'stale', reason: 'stale', sentence: `${name}: ${stale}`, value: traced.values[newestAt] ?? null };
  // What is not due yet is not missing.
  const due = inWindow.filter((point, index) => point !== null || (periods[index] as string) <= (newest ?? ''));
  const present = values.filter((value) => value !== null).length;
  const coverage = due.length === 0 ? 0 : present / criterion.over.last;
  if (coverage < criterion.minimum.coverage) return unknown('coverage', `${name}: ${present} of ${criterion.over.last} ${metric.grain}s arrived`, criterion.over.last - present);
  const window = pooled(metric, cells, scope, periods[0] as string, periodEnd(periods.at(-1) as string, metric.grain));
  const denominator = window.denominator ?? window.n;
  if (denominator < criterion.minimum.denominator || window.n < criterion.minimum.n) {
    const needed = Math.max(criterion.minimum.denominator, criterion.minimum.n);
    const each = denominator / Math.max(1, present);
    const more = each > 0 ? Math.ceil((needed - denominator) / each) : criterion.over.last;
    return { ...unknown('too-few', `${name}: ${formatNumber(denominator, 0)} in ${present} ${metric.grain}s, needs ${needed}`, more), value: window.value, n: denominator };
  }
  const relative = criterion.must?.kind === 'change' ? relativeTo(criterion, metric, traced) : null;
  if (relative) return unknown(relative.reason, `${name}: ${relative.words}`, criterion.over.last);
  const wanted = threshold(criterion, metric, view.observations(metric.id), scope);
  if (wanted === null) return unknown('no-baseline', `${name}: there is no baseline to compare with`, criterion.over.last);
  return compareUnit(criterion, metric, { ...base, value: window.value, n: denominator, threshold: wanted.value }, window, wanted);
}

function compareUnit(criterion: Criterion, metric: Metric, unit: Unit, window: ReturnType<typeof pooled>, wanted: { value: number; comparator: Comparator }): Unit {
  const clears = (value: number) => compare(value, wanted.comparator, wanted.value);
  const shown = formatValue(metric, window.value);
  const sustained = criterion.sustained;
  if (window.value === null) return { ...unit, reason: 'no-value', sentence: `${unit.name}: no value in the window` };
  if (sustained) {
    const last = unit.values.slice(-sustained.n);
    const held = last.filter((value) => value !== null && clears(value)).length;
    const open = last.filter((value) => value === null).length;
    if (held + open < sustained.k) {
      const failing = held === 0 ? `${unit.name} ${shown}` : `${unit.name} ${held} of ${sustained.n} ${metric.grain}s`;
      return { ...unit, state: 'not-met', reason: 'not-sustained', sentence: failing };
    }
    if (held < sustained.k) return { ...unit, reason: 'sustained-unknown', sentence: `${unit.name}: ${held} of ${sustained.n} ${metric.grain}s hold, ${open} did not arrive` };
  } else if (!clears(window.value)) return { ...unit, state: 'not-met', reason: 'below-threshold', sentence: `${unit.name} ${shown}` };
  if (metric.population === 'sample' && window.numerator !== null && window.denominator) {
    const bound = unfavourableBound(metric, window, wanted.comparator);
    if (bound === null) return { ...unit, reason: 'interval', sentence: `${unit.name} ${shown}, from too few values for an interval` };
    if (!clears(bound)) return { ...unit, reason: 'interval', sentence: `${unit.name} ${shown}, but its 80 % interval reaches ${formatValue(metric, bound)}` };
  }
  return { ...unit, state: 'met', reason: 'met', sentence: `${unit.name} ${shown}` };
}

/** What keeps a relative criterion from being judged: a baseline that is too short, or of another definition. */
function relativeTo(criterion: Criterion, metric: Metric, { periods, values }: Trace): { reason: string; words: string } | null {
  const baseline = span((criterion.baseline ?? metric.baseline)?.period ?? '');
  if (!baseline) return null;
  const held = periods.filter((period, at) => period >= baseline.from && period <= baseline.to && values[at] !== null).length;
  if (held < criterion.minimum.baselinePeriods) return { reason: 'baseline-short', words: `the baseline has ${held} of ${criterion.minimum.baselinePeriods} ${metric.grain}s` };
  const change = metric.definitions.slice(1).find((definition) => definition.validFrom > baseline.from);
  return change ? { reason: 'definition-changed', words: `the definition changed on ${change.validFrom}, after the baseline` } : null;
}

/** The end of the 80 % interval that counts against the sample: Wilson for a share, t for a mean. */
function unfavourableBound(metric: Metric, window: ReturnType<typeof pooled>, comparator: Comparator): number | null {
  const n = window.denominator as number;
  if (metric.value.kind === 'ratio') {
    const interval = wilson(window.numerator as number, n, 80);
    return (comparator.startsWith('>') ? interval.low : interval.high) * metric.value.scale;
  }
  if (window.sd === null || window.value === null) return null;
  const reach = (studentQuantile(0.9, n - 1) * window.sd) / Math.sqrt(n);
  return comparator.startsWith('>') ? window.value - reach : window.value + reach;
}

/** The number that must be reached, in the metric's unit; a relative change is turned into one by the baseline. */
function threshold(criterion: Criterion, metric: Metric, cells: readonly Observation[], scope: Scope): { value: number; comparator: Comparator } | null {
  const must = criterion.must;
  if (must?.kind === 'threshold') return { value: must.value, comparator: must.comparator };
  if (must?.kind !== 'change') return null;
  const ofSites = scope.sites ? cellsOf(cellIndex(cells), scope.sites) : cells;
  const scoped = scope.lines ? ofSites.filter((cell) => scope.lines?.includes(cell.line ?? '')) : ofSites;
  const baseline = baselineValue({ ...metric, baseline: criterion.baseline ?? metric.baseline }, scoped);
  return baseline === null ? null : { value: baseline.value * (1 + must.percent / 100), comparator: must.comparator };
}

export function compare(value: number, comparator: Comparator, wanted: number): boolean {
  if (comparator === '>=') return value >= wanted;
  if (comparator === '<=') return value <= wanted;
  if (comparator === '>') return value > wanted;
  return comparator === '<' ? value < wanted : value === wanted;
}

export function stateWords(state: ResultState): string {
  return state === 'insufficient-data' ? 'not enough data' : state === 'not-met' ? 'not met' : state;
}

