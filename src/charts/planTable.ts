import type { MetricState } from '#model/metric/metricState.ts';
import { quantity, type ChartCell, type ChartPlan } from '#model/ownChart/kind.ts';
import { siteName, type Site } from '#model/record/site.ts';
import { periodName } from '#model/time/period.ts';
import { formatValue } from '#model/words/format.ts';
import { authorRows } from './authorRows.ts';

/** The numbers that a chart draws, as the inside of a `<table>`. */
export function planTableHtml({ head, rows }: Pick<ChartPlan, 'head' | 'rows'>): string {
  const columns = head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('');
  const body = rows.map(
    ([first = '', ...cells]) =>
      `<tr><th scope="row">${shown(first)}</th>${cells.map((cell) => `<td>${shown(cell)}</td>`).join('')}</tr>`,
  );
  return `<thead><tr>${columns}</tr></thead><tbody>${body.join('')}</tbody>`;
}

function shown(cell: ChartCell): string {
  return typeof cell === 'string' ? escaped(cell) : formatValue(cell, cell.value);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** The rows that an author's spec draws from, newest first: sites where it draws sites. */
export function authorTableHtml(spec: unknown, state: MetricState, sites: readonly Site[]): string {
  const rows = authorRows(spec, state).toReversed();
  const { metric } = state;
  const bySite = rows.some(({ site }) => site !== 'all');
  const hasParts = rows.some(({ numerator }) => numerator !== null);
  const whole = (value: number | null) => ({
    value,
    unit: '',
    decimals: value === null || Number.isInteger(value) ? 0 : 1,
  });
  return planTableHtml({
    head: [
      'Period',
      ...(bySite ? ['Site'] : []),
      'Value',
      ...(hasParts ? ['Numerator', 'Denominator'] : []),
    ],
    rows: rows.map((row) => [
      periodName(row.period, metric.grain),
      ...(bySite ? [row.site === 'all' ? 'all sites' : siteName(sites, row.site)] : []),
      quantity(metric, row.value),
      ...(hasParts ? [whole(row.numerator), whole(row.denominator)] : []),
    ]),
  });
}
