import type { MetricState, ScopeState } from '#model/metricState.ts';
import { metricSpec, type Frame } from './metricSpec.ts';
import { renderSvg } from './render.ts';

/** The chart of one scope at one size. The same chart on several pages is drawn once. */
export function metricChart(state: MetricState, scope: ScopeState, frame: Frame): Promise<string> {
  const place = [scope.site ?? 'all', scope.line ?? ''].join('-');
  return renderSvg(metricSpec(state, scope, frame), `c-${state.metric.id}-${place}-${frame.width}`.replaceAll(/[^a-zA-Z0-9-]/g, '_'));
}
