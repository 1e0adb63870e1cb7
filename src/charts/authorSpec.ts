import type { TopLevelSpec } from 'vega-lite';
import type { MetricState } from '#model/metric/metricState.ts';
import { renderSvg } from './render.ts';

/** An author's own Vega-Lite spec over a metric's rows: period, site, value, numerator, denominator. Its data is always the metric's. */
export function authorSpec(
  spec: unknown,
  state: MetricState,
  id: string,
  make?: (whole: TopLevelSpec) => Promise<string>,
): Promise<string> {
  const values = [state.all, ...state.bySite].flatMap((scope) =>
    scope.series.map((point) => ({
      period: point.period,
      site: scope.site ?? 'all',
      value: point.value,
      numerator: point.numerator,
      denominator: point.denominator,
    })),
  );
  return renderSvg(
    { width: 640, height: 260, ...(spec as object), data: { values } } as unknown as TopLevelSpec,
    `${id}-${state.metric.id}`,
    make,
  );
}
