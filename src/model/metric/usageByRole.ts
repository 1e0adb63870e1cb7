import type { IsoDate } from '#model/time/date.ts';
import { formatValue, lower } from '#model/words/format.ts';
import type { MetricState } from './metricState.ts';
import { roleName } from '#model/record/playbookSteps.ts';
import { trace, type SeriesPoint } from '#model/metric/series/series.ts';
import { wilson } from '#model/statistics/interval/wilson.ts';

export interface RoleUse {
  role: string;
  name: string;
  /** The newest period of the metric; null where this role did not report in it. */
  all: SeriesPoint | null;
  bySite: { site: string; point: SeriesPoint | null }[];
}

/** Who uses it and who does not, in the newest period: role by role, at all sites together and at each. */
export function usageByRole(state: MetricState, asOf: IsoDate, least: number): RoleUse[] {
  const newest = state.all.latest?.period;
  const at = (role: string, sites?: readonly string[]): SeriesPoint | null => {
    const traced = trace(state.metric, state.observations.latest, { role, sites, least }, asOf);
    const place = traced.periods.indexOf(newest ?? '');
    return place === -1 ? null : traced.point(place);
  };
  return state.byRole.map((scope) => {
    const role = scope.role!;
    return {
      role,
      name: roleName(role),
      all: at(role),
      bySite: state.bySite.map(({ site }) => ({
        site: site!,
        point: at(role, [site!]),
      })),
    };
  });
}

/** "Analyst 81.0 %, Supervisor 24.0 %: the difference is more than chance." */
export function usageSentence(state: MetricState, uses: readonly RoleUse[]): string {
  const { metric } = state;
  const known = uses
    .filter((use) => use.all !== null && use.all.value !== null)
    .sort((a, b) => (b.all?.value ?? 0) - (a.all?.value ?? 0));
  const [most, fewest] = [known[0], known.at(-1)];
  if (!most || !fewest || most === fewest) return 'Too few roles report to compare them.';
  const said = `Most used by the role ${lower(most.name)} (${formatValue(metric, most.all?.value)}), least by ${lower(fewest.name)} (${formatValue(metric, fewest.all?.value)})`;
  const interval = ({ all }: RoleUse) =>
    all?.denominator && all.numerator !== null && all.numerator <= all.denominator
      ? wilson(all.numerator, all.denominator)
      : null;
  const [high, low] = [interval(most), interval(fewest)];
  if (!high || !low) return `${said}.`;
  return low.high < high.low
    ? `${said}: more apart than chance explains.`
    : `${said}; so small a difference may be chance.`;
}
