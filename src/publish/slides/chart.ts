import { shortMonth } from '#model/words/format.ts';
import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import { periodName } from '#model/time/period.ts';
import type { Portal } from '#model/portal.ts';
import {
  COURSE,
  FINDING,
  LIMIT,
  LINE,
  MUTED,
  RULE,
  SANS,
  SIGNAL,
  SOURCE,
  TARGET,
  type Page,
} from './look.ts';
import type { Block } from './outline.ts';

/** A scope of a metric, as a figure on the page shows it. */
interface Shown {
  state: MetricState;
  scope: ScopeState;
}
/** One line of a native chart; a period without a value is a gap. */
interface Series {
  name: string;
  color: string;
  values: (number | null)[];
}

/** A native chart: the numbers lie in the deck and can be edited. */
export function drawChart(
  page: Page,
  block: Extract<Block, { kind: 'chart' }>,
  portal: Portal,
  place: { x: number; w: number },
): void {
  page.addText(block.finding, { ...place, y: 1.35, h: 0.75, ...FINDING });
  const shown = scopeNamed(block.id, portal);
  if (shown && shown.scope.series.length > 0)
    addLines(page, shown, { ...place, altText: block.finding });
  else
    page.addText('This chart is on the page of the report.', {
      ...place,
      y: 2.2,
      h: 0.4,
      fontSize: 14,
      color: MUTED,
      fontFace: SANS,
      margin: 0,
    });
  page.addText(block.source, { ...place, ...SOURCE });
}

function addLines(
  page: Page,
  shown: Shown,
  place: { x: number; w: number; altText: string },
): void {
  const { metric } = shown.state;
  const labels = shown.scope.series.map(({ period }) =>
    metric.grain === 'month' ? shortMonth(period) : periodName(period, metric.grain),
  );
  const series = seriesOf(shown);
  const digits = '0'.repeat(metric.decimals);
  page.addChart(
    'line',
    series.map(({ name, values }) => ({ name, labels, values })),
    {
      ...place,
      y: 2.1,
      h: 4.45,
      chartColors: series.map((one) => one.color),
      ...LOOK,
      catAxisLabelFrequency: String(Math.max(1, Math.ceil(labels.length / 8))),
      valAxisLabelFormatCode: digits ? `#,##0.${digits}` : '#,##0',
      valGridLine: { color: RULE, size: 0.5 },
      catGridLine: { style: 'none' },
      ...range(series.flatMap((one) => one.values.filter((value) => value !== null))),
    },
  );
}

const LOOK = {
  lineSize: 2,
  lineDataSymbol: 'none',
  displayBlanksAs: 'gap',
  showLegend: true,
  legendPos: 'b',
  legendFontSize: 11,
  legendFontFace: SANS,
  legendColor: MUTED,
  catAxisLabelFontSize: 10,
  catAxisLabelFontFace: SANS,
  catAxisLabelColor: MUTED,
  valAxisLabelFontSize: 10,
  valAxisLabelFontFace: SANS,
  valAxisLabelColor: MUTED,
} as const;

/** What the chart shows: values, limits, signals, the planned course and the target, each where there is one. */
function seriesOf(shown: Shown): Series[] {
  const { state, scope } = shown;
  const { metric } = state;
  const values = scope.series.map((point) => point.value);
  const all = (value: number) => scope.series.map(() => value);
  return [
    { name: metric.unit ? `${metric.title}, ${metric.unit}` : metric.title, color: LINE, values },
    ...(scope.limits.length > 0
      ? [
          { name: 'Mean', color: MUTED, values: bounds(scope, 'mean') },
          { name: 'Lower limit', color: LIMIT, values: bounds(scope, 'lower') },
          { name: 'Upper limit', color: LIMIT, values: bounds(scope, 'upper') },
        ]
      : []),
    ...(scope.signals.length > 0
      ? [{ name: 'Signals', color: SIGNAL, values: signalled(scope) }]
      : []),
    ...(scope === state.all && state.trajectory.length > 1
      ? [{ name: 'Planned course', color: COURSE, values: planned(shown) }]
      : []),
    ...(metric.target ? [{ name: 'Target', color: TARGET, values: all(metric.target.value) }] : []),
  ];
}

function bounds({ series, limits }: ScopeState, bound: 'lower' | 'mean' | 'upper') {
  return series.map(
    ({ period }) =>
      limits.findLast((limit) => limit.from <= period && period <= limit.to)?.[bound] ?? null,
  );
}

function signalled({ series, signals }: ScopeState): (number | null)[] {
  const periods = new Set(signals.map((signal) => signal.period));
  return series.map(({ period, value }) => (periods.has(period) ? value : null));
}

function planned({ state, scope }: Shown): (number | null)[] {
  const values = new Map(state.trajectory.map(({ period, value }) => [period, value]));
  return scope.series.map(({ period }) => values.get(period) ?? null);
}

/** Axis ends with a tenth of room, on round numbers. */
function range(values: readonly number[]): { valAxisMinVal?: number; valAxisMaxVal?: number } {
  if (values.length === 0) return {};
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const step = 10 ** Math.floor(Math.log10(Math.max((high - low) / 4, 1e-9)));
  const room = (high - low) / 10;
  return {
    valAxisMinVal:
      low >= 0
        ? Math.max(0, Math.floor((low - room) / step) * step)
        : Math.floor((low - room) / step) * step,
    valAxisMaxVal: Math.ceil((high + room) / step) * step,
  };
}

/** The scope that a figure on the page is named after. */
function scopeNamed(id: string, portal: Portal): Shown | null {
  for (const state of portal.metrics.values()) {
    if (!id.startsWith(state.metric.id)) continue;
    for (const scope of [state.all, ...state.bySite, ...state.byLine]) {
      if (
        [state.metric.id, scope.line === null ? scope.site : null, scope.line]
          .filter((part) => part !== null)
          .join('-') === id
      )
        return { state, scope };
    }
  }
  return null;
}
