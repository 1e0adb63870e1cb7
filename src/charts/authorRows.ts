import type { MetricState } from '#model/metric/metricState.ts';

/** One row of an author's chart. */
export interface AuthorRow {
  period: string;
  /** `all` for the total, and only where a spec asks for it by that name. */
  site: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

/**
 * The rows that a spec draws from. A total beside its parts would be counted twice by every sum and stand as one more site, so a
 * spec that names `site` gets the sites and any other the total; one that names `"all"` itself gets both.
 */
export function authorRows(spec: unknown, state: MetricState): AuthorRow[] {
  const text = JSON.stringify(spec);
  const bySite = /"site"|\bdatum\.site\b|datum\[\\?['"]site/.test(text);
  const both = bySite && /(["'])all\1|\\"all\\"/.test(text);
  const scopes = both
    ? [state.all, ...state.bySite]
    : bySite && state.bySite.length > 0
      ? state.bySite
      : [state.all];
  return scopes.flatMap((scope) =>
    scope.series.map((point) => ({
      period: point.period,
      site: scope.site ?? 'all',
      value: point.value,
      numerator: point.numerator,
      denominator: point.denominator,
    })),
  );
}
