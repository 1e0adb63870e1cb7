import { roleName } from '#model/record/playbookSteps.ts';
import { siteName } from '#model/record/site.ts';
import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import type { Portal } from '#model/portal.ts';
import { formatValue, lower } from '#model/words/format.ts';

/** "supervisor 6.3 %, analyst 86.7 %": the lowest first, at most four. */
export function groupWords(
  { metric }: MetricState,
  kind: 'role' | 'line',
  scopes: readonly ScopeState[],
  { portfolio }: Pick<Portal, 'portfolio'>,
): string {
  const value = (scope: ScopeState) => scope.latest?.value ?? 0;
  const sorted = scopes.toSorted((a, b) =>
    metric.direction === 'up' ? value(a) - value(b) : value(b) - value(a),
  );
  const names = portfolio.sites.flatMap(({ lines }) => lines);
  const name = (scope: ScopeState) =>
    kind === 'role'
      ? lower(roleName(scope.role ?? ''))
      : (names.find(({ id }) => id === scope.line)?.name ?? siteName(portfolio.sites, scope.line));
  const shown = sorted.length > 4 ? [...sorted.slice(0, 3), ...sorted.slice(-1)] : sorted;
  return shown.map((scope) => `${name(scope)} ${formatValue(metric, value(scope))}`).join(', ');
}
