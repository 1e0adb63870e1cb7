import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import { metricSpec, type Frame } from './metricSpec.ts';
import { renderSvg } from './render.ts';

/** By the scope itself: it is made again whenever its numbers are. */
const drawn = new WeakMap<ScopeState, Map<string, Promise<string>>>();

/** The chart of one scope at one size. The same chart on several pages is drawn once a build. */
export function metricChart(state: MetricState, scope: ScopeState, frame: Frame): Promise<string> {
  const charts = drawn.get(scope) ?? new Map<string, Promise<string>>();
  drawn.set(scope, charts);
  const size = [frame.width, frame.height, ...(frame.domain ?? [])].join(' ');
  const known = charts.get(size);
  if (known) return known;
  const id = [
    'c',
    state.metric.id,
    scope.site ?? 'all',
    scope.line ?? '',
    scope.role ?? '',
    String(frame.width),
  ]
    .join('-')
    .replaceAll(/[^a-zA-Z0-9-]/g, '_');
  const svg = renderSvg(metricSpec(state, scope, frame), id);
  charts.set(size, svg);
  return svg;
}
