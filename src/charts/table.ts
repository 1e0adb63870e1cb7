import { formatNumber, formatValue } from '#model/words/format.ts';
import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import { periodName } from '#model/time/period.ts';
import { partPeriods } from '#model/metric/series/partPeriods.ts';
import { sitesReporting } from '#model/metric/series/sitesReporting.ts';
import { planTableHtml } from './planTable.ts';

const RULES = [
  '',
  'outside the limits',
  'trend of seven',
  'two of three near a limit',
  'seven on one side',
] as const;

/** Rows beside a chart, at most: five years of weeks; half a year where it is one of a group, of which a page may hold hundreds. */
const MOST_ROWS = { alone: 260, grouped: 26 } as const;

/** The numbers beside a chart. */
export interface ShownTable {
  /** The inside of a `<table>`. */
  html: string;
  /** Older periods that only the files hold. */
  leftOut: number;
}

const written = {
  alone: new WeakMap<ScopeState, ShownTable>(),
  grouped: new WeakMap<ScopeState, ShownTable>(),
};

/** The newest numbers behind a chart, written once a build: a chart stands on many pages. */
export function chartTableHtml(
  state: MetricState,
  scope: ScopeState,
  place: keyof typeof MOST_ROWS,
): ShownTable {
  const known = written[place].get(scope);
  if (known !== undefined) return known;
  const { head, rows } = chartTable(state, scope);
  const most = MOST_ROWS[place];
  const shown = {
    html: planTableHtml({ head, rows: rows.slice(0, most) }),
    leftOut: Math.max(0, rows.length - most),
  };
  written[place].set(scope, shown);
  return shown;
}

/** Newest first. Names of periods of one grain sort as the periods do. */
function byName(rows: readonly string[][]): string[][] {
  return rows.toSorted(([a = ''], [b = '']) => (a < b ? 1 : a > b ? -1 : 0));
}

/** The numbers behind a chart, newest first. Cells are plain text. */
function chartTable(
  state: MetricState,
  scope: ScopeState,
  locale?: string,
): { head: string[]; rows: string[][] } {
  const { metric } = state;
  const signals = new Map(scope.signals.map((signal) => [signal.period, signal]));
  const ratio = scope.series.some((point) => point.numerator !== null);
  const reporting = sitesReporting(scope.series);
  const head = [
    'Period',
    metric.unit === '' ? 'Value' : `Value (${metric.unit})`,
    ...(ratio ? ['Numerator', 'Denominator'] : ['n']),
    ...(reporting.length > 0 ? ['Sites'] : []),
    'Signal',
  ];
  const rows = scope.series.map((point, at) => {
    const signal = signals.get(point.period);
    const parts = ratio ? [count(point.numerator), count(point.denominator)] : [count(point.n)];
    const { reported = 0, of = 0 } = reporting[at] ?? {};
    const sites =
      reporting.length === 0
        ? []
        : [reported === of || reported === 0 ? String(reported) : `${reported} of ${of}`];
    return [
      periodName(point.period, metric.grain),
      formatValue({ ...metric, unit: '' }, point.value, locale) +
        (point.lacks ? ' (no total)' : point.preliminary ? ' (preliminary)' : ''),
      ...parts,
      ...sites,
      signal ? `${signal.kind}: ${RULES[signal.rule]}` : '–',
    ];
  });
  const parts = partPeriods(state, scope).map((part) => [
    periodName(part.period, metric.grain),
    `${formatValue({ ...metric, unit: '' }, part.value, locale)} (${part.days} of ${part.of} days)`,
    ...(ratio ? ['–', '–'] : ['–']),
    ...(reporting.length > 0 ? ['–'] : []),
    'not judged: the rows do not cover it',
  ]);
  return { head, rows: byName([...parts, ...rows]) };

  function count(value: number | null): string {
    return value === null ? '–' : formatNumber(value, Number.isInteger(value) ? 0 : 1, locale);
  }
}
