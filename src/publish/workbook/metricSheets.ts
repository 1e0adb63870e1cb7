import { computedAs, writtenDefinition } from '#model/metric/metricDefinition.ts';
import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import { siteName, type Site } from '#model/record/site.ts';
import { periodName } from '#model/time/period.ts';
import { dayCell, type Held, type SheetTable } from './workbook.ts';

/** The values of a metric with limits, target and signals, and a sheet that says what they are. */
export function metricSheets(state: MetricState, sites: readonly Site[]): SheetTable[] {
  return [valuesOf(state, sites), definitionOf(state)];
}

function valuesOf(state: MetricState, sites: readonly Site[]): SheetTable {
  const { metric } = state;
  const unit = metric.unit === '' || metric.unit === 'count' ? '' : `, ${metric.unit}`;
  const decimals = metric.decimals;
  const number = { 3: decimals, 4: decimals, 5: decimals, 6: decimals, 7: decimals };
  const free = Object.values(state.byFree ?? {}).flat();
  const scopes = [state.all, ...state.bySite, ...state.byLine, ...state.byRole, ...free];
  return {
    name: 'Values',
    head: [
      'Period',
      'First day',
      'Where',
      `Value${unit}`,
      `Lower limit${unit}`,
      `Mean${unit}`,
      `Upper limit${unit}`,
      `Planned course${unit}`,
      'Numerator',
      'Denominator',
      'Rows',
      'Signal',
    ],
    rows: scopes.flatMap((scope) => rowsOf(state, scope, whereOf(scope, sites))),
    decimals: number,
  };
}

function rowsOf(state: MetricState, scope: ScopeState, where: string): Held[][] {
  const course = new Map(
    scope === state.all ? state.trajectory.map(({ period, value }) => [period, value]) : [],
  );
  const signals = new Map(scope.signals.map((signal) => [signal.period, signal]));
  return scope.series.map((point) => {
    const limit = scope.limits.find(({ from, to }) => from <= point.period && point.period <= to);
    const signal = signals.get(point.period);
    return [
      periodName(point.period, state.metric.grain),
      dayCell(point.period),
      where,
      point.value,
      limit?.lower,
      limit?.mean,
      limit?.upper,
      course.get(point.period),
      point.numerator,
      point.denominator,
      point.n,
      signal ? `${signal.kind}, rule ${signal.rule}` : '',
    ];
  });
}

function whereOf({ site, line, role }: ScopeState, sites: readonly Site[]): string {
  if (line) return sites.flatMap(({ lines }) => lines).find(({ id }) => id === line)?.name ?? line;
  if (role) return role;
  return site === null ? 'all' : siteName(sites, site);
}

function definitionOf(state: MetricState): SheetTable {
  const { metric } = state;
  const source = state.export?.contract;
  return {
    name: 'Definition',
    head: ['What', 'As recorded'],
    rows: [
      ['Metric', metric.title],
      ['Id', metric.id],
      ['What is counted', writtenDefinition(metric) ?? 'not written'],
      ['Computed as', computedAs(metric)],
      ['Unit', metric.unit || 'none'],
      ['Better', metric.direction === 'up' ? 'higher' : 'lower'],
      ['Period', metric.grain],
      ['Target', metric.target?.value ?? 'none'],
      ['Target by', dayCell(metric.target?.by)],
      ['Baseline', state.baseline ?? 'none'],
      ['Owner', metric.owner ?? 'not named'],
      ['Steward', metric.steward ?? 'not named'],
      ['Source', source ? (source.title ?? source.name) : 'other metrics'],
      ['Data as of', dayCell(state.extracted)],
      ['Status', state.sentence],
      ['Confidence', `${state.confidence.label}: ${state.confidence.weakest}`],
      ...state.doubts.map((doubt): Held[] => ['Doubt', doubt]),
    ],
  };
}
