import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import { metricChart } from './metricChart.ts';
import { sharedRange } from './metricAxes.ts';
import { type Frame, FRAMES } from './metricSpec.ts';

/** The charts that the pages of metrics show, those first that other pages show as well; each is drawn when it is called. */
export function metricCharts(metrics: readonly MetricState[]): (() => Promise<string>)[] {
  const one = (state: MetricState, scope: ScopeState | undefined, frame: Frame) =>
    scope && scope.periods.length > 0 ? [() => metricChart(state, scope, frame)] : [];
  const large = metrics.flatMap((state) =>
    [FRAMES.wide, FRAMES.narrow].flatMap((frame) => one(state, state.all, frame)),
  );
  const small = metrics.flatMap((state) =>
    [state.bySite, state.byRole, state.byLine].flatMap((scopes) => {
      const frame = FRAMES.small(sharedRange(state, scopes));
      return scopes.length > 1 ? scopes.flatMap((scope) => one(state, scope, frame)) : [];
    }),
  );
  return [...large, ...small];
}
