import type { MetricState, ScopeState } from '#model/metricState.ts';
import { metricSpec, type Frame } from './metricSpec.ts';
import { renderSvg } from './render.ts';

const cache = new Map<string, Promise<string>>();

/** The chart of one scope at one size. The same chart on several pages is drawn once a build. */
export function metricChart(state: MetricState, scope: ScopeState, frame: Frame): Promise<string> {
  const spec = metricSpec(state, scope, frame);
  const id = ['c', state.metric.id, scope.site ?? 'all', scope.line ?? '', String(frame.width)].join('-').replaceAll(/[^a-zA-Z0-9-]/g, '_');
  const key = id + JSON.stringify(spec);
  let svg = cache.get(key);
  if (!svg) {
    svg = renderSvg(spec, id);
    cache.set(key, svg);
  }
  return svg;
}
