import { dayOf } from '#model/record/export.ts';
import { reportDate } from '#model/record/report.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import type { Portal } from '#model/portal.ts';
import { longDate } from '#model/time/date.ts';
import { periodName } from '#model/time/period.ts';
import { formatValue } from '#model/words/format.ts';
import { href } from '#site/urls.ts';
import { escaped } from './inline.ts';
import { TWIN, type TwinFacts } from './twin.ts';

/** What the twins of a portal say beside their pages; only of what is in this edition. */
export function twinFacts(portal: Portal): TwinFacts {
  const { settings, exports, asOf } = portal.portfolio;
  const { url } = settings;
  return {
    portal: settings.name,
    audience: settings.audience ?? null,
    base: href(''),
    url: url === undefined ? null : url.replace(/\/?$/, '/'),
    asOf: exports.length > 0 ? asOf : null,
    frozen: Object.fromEntries(
      portal.reports
        .filter(({ frozen }) => frozen !== null)
        .map(({ report }) => [`reports/${report.id}/`, reportDate(report)]),
    ),
    numbers: Object.fromEntries(
      [...portal.metrics].map(([id, state]) => [id, tableRow(state)] as const),
    ),
  };
}

/** The newest value of a metric over all sites with its period; null where there is none, or where it is withheld. */
export function newestValue({
  metric,
  all,
}: MetricState): { value: string; period: string } | null {
  const { latest } = all;
  if (latest === null || latest.value === null) return null;
  return {
    value: formatValue(metric, latest.value),
    period: periodName(latest.period, metric.grain),
  };
}

/** Where the numbers of a metric come from, and of which day that is: "Cost ledger (ERP), extracted 6 October 2026". */
export function sourceWords({ metric, export: report, extracted }: MetricState): string {
  const source =
    report?.contract.title ??
    report?.contract.name ??
    (metric.value.kind === 'clock' ? 'the records' : 'other metrics');
  const system = report?.contract.system === undefined ? '' : ` (${report.contract.system})`;
  const day = extracted === null ? '' : `, ${dayOf(report)} ${longDate(extracted)}`;
  return source + system + day;
}

function tableRow(state: MetricState): string {
  const { metric, doubts } = state;
  const newest = newestValue(state);
  const cells = [
    `[${escaped(metric.title)}](${href(`metrics/${metric.id}/${TWIN}`)})`,
    escaped(newest?.value ?? 'no value'),
    newest?.period ?? '–',
    escaped(sourceWords(state)),
    doubts.length === 0 ? 'none' : escaped(doubts.join(' ')),
    `[JSON](${href(`api/metrics/${metric.id}.json`)})`,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
