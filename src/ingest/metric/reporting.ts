import { formulaParts } from '#model/metric/series/formula.ts';
import { incompleteTotals } from '#model/metric/incompleteTotals.ts';
import { namedColumns } from '#model/metric/namedColumns.ts';
import type { IncompleteTotal, Metric } from '#model/record/metric.ts';
import type { Observations } from '#model/record/observation.ts';
import { siteName, type Site } from '#model/record/site.ts';
import type { IsoDate } from '#model/time/date.ts';
import { periodStart } from '#model/time/period.ts';
import type { ReadExport } from '#ingest/export/exports.ts';
import { isTotal } from './coverage.ts';
import { shortSites } from './shortSites.ts';

/**
 * Marks on each metric the periods whose total lacks a site, and the sites that were promised and never reported. Where
 * the metric itself knows no sites, those of its export say who reported.
 */
export function markIncomplete(
  metrics: readonly Metric[],
  observations: ReadonlyMap<string, Observations>,
  exports: readonly ReadExport[],
  { sites, asOf }: { sites: readonly Site[]; asOf: IsoDate },
): void {
  for (const metric of metrics) {
    const source = exports.find(({ report }) => report.contract.name === metric.export);
    if (metric.value.kind === 'formula' || !source) continue;
    const expected = expectedIn(metric, source);
    const short = isTotal(metric) ? shortSites(metric, source, sites) : new Map();
    const { atEnd, within } = incompleteTotals({
      grain: metric.grain,
      asOf,
      periods: reportedToEnd(periodsBySite(metric, observations.get(metric.id), source), short),
      expected,
      sites,
    });
    const seen = new Set(source.digest.cells.map(({ site }) => site));
    const never = expected.filter(
      (id) => !seen.has(id) && sites.find((site) => site.id === id)?.until === undefined,
    );
    if (atEnd.length > 0)
      metric.incomplete = atEnd.map((total) =>
        total.lacks.every((site) => short.get(site) === total.period)
          ? { ...total, isShort: true }
          : total,
      );
    if (within.length > 0) metric.gaps = within;
    if (never.length > 0) metric.neverReported = never.map((id) => siteName(sites, id));
  }
  for (const metric of metrics) if (metric.value.kind === 'formula') inherit(metric, metrics);
}

/** A site that began a period and did not report its end has not reported it. */
function reportedToEnd(
  periods: Map<string, Set<IsoDate>>,
  short: ReadonlyMap<string, IsoDate>,
): Map<string, Set<IsoDate>> {
  for (const [site, period] of short) periods.get(site)?.delete(period);
  return periods;
}

/** Sites that must report, as far as the metric asks for their rows. */
function expectedIn(metric: Metric, { report }: ReadExport): string[] {
  const asked = metric.where.find(
    ({ column }) => column === (metric.dimensions.site ?? report.contract.site),
  );
  return report.contract.expectedSites.filter((id) => !asked || asked.in.includes(id));
}

function periodsBySite(
  metric: Metric,
  observed: Observations | undefined,
  { digest }: ReadExport,
): Map<string, Set<IsoDate>> {
  const periods = new Map<string, Set<IsoDate>>();
  const add = (site: string | null, period: IsoDate) => {
    if (site === null) return;
    const own = periods.get(site) ?? new Set();
    periods.set(site, own.add(period));
  };
  if (metric.dimensions.site !== undefined) {
    for (const { site, period } of observed?.latest ?? []) add(site, period);
    return periods;
  }
  // A row whose number is missing reports nothing.
  const asked = namedColumns(metric)
    .filter(({ as }) => as === 'number')
    .map(({ column }) => digest.columns.indexOf(column))
    .filter((at) => at >= 0);
  for (const { site, date, counts } of digest.cells)
    if (date !== '' && asked.every((at) => (counts[at] ?? 0) > 0))
      add(site, periodStart(date, metric.grain));
  return periods;
}

/** What is computed from totals that lack a site lacks it, too. */
function inherit(
  metric: Metric,
  metrics: readonly Metric[],
  under: ReadonlySet<string> = new Set(),
): void {
  if (metric.value.kind !== 'formula' || under.has(metric.id)) return;
  const ids = formulaParts(metric.value.expression);
  const parts = metrics.filter(({ id }) => ids.includes(id));
  for (const part of parts) inherit(part, metrics, new Set([...under, metric.id]));
  const incomplete = together(parts.flatMap((part) => part.incomplete ?? []));
  const gaps = together(parts.flatMap((part) => part.gaps ?? []));
  const never = new Set(parts.flatMap((part) => part.neverReported ?? []));
  if (incomplete.length > 0) metric.incomplete = incomplete;
  if (gaps.length > 0) metric.gaps = gaps;
  if (never.size > 0) metric.neverReported = [...never];
}

function together(totals: readonly IncompleteTotal[]): IncompleteTotal[] {
  return [...Map.groupBy(totals, ({ period }) => period)]
    .map(([period, all]) => ({
      period,
      lacks: [...new Set(all.flatMap(({ lacks }) => lacks))],
      ...(all.every(({ isShort }) => isShort) ? { isShort: true } : {}),
    }))
    .sort((a, b) => (a.period < b.period ? -1 : 1));
}
