import type { Rule } from '#model/finding.ts';
import type { Portal } from '#model/portal.ts';
import { aboutMetric } from './about.ts';

const all = (portal: Portal) => [...portal.metrics.values()];

export const metricRules: Rule<Portal>[] = [
  {
    id: 'metric/owner', severity: 'error', what: 'owner and data steward are named', why: 'otherwise nobody answers for the number', fix: 'name both',
    check: (portal) => all(portal).filter(({ metric }) => !metric.owner || !metric.steward).map(({ metric }) => aboutMetric(metric, `${metric.owner ? 'No steward' : metric.steward ? 'No owner' : 'Neither owner nor steward'} is named.`, 'it')),
  },
  {
    id: 'metric/cumulative-progress', severity: 'error', what: 'running totals are not used as progress', why: 'they always rise', fix: 'count per period and per eligible person',
    check: (portal) => all(portal).filter(({ metric }) => metric.cumulative && (metric.target || portal.portfolio.initiatives.some((initiative) => initiative.metrics.some((entry) => entry.id === metric.id && entry.role === 'primary')))).map(({ metric }) => aboutMetric(metric, 'A running total is used as a target or as a primary metric.', 'business')),
  },
  {
    id: 'metric/delivery-as-success', severity: 'error', what: 'what was delivered is not the only proof', why: 'deployment is not adoption', fix: 'add an adoption and a behaviour metric',
    check: (portal) =>
      portal.portfolio.initiatives.flatMap((initiative) => {
        const primary = initiative.metrics.filter((entry) => entry.role === 'primary').map((entry) => portal.metrics.get(entry.id)?.metric);
        const first = primary[0];
        return first && primary.every((metric) => metric?.type === 'delivery') ? [{ ...aboutMetric(first, `It is the only proof of ${initiative.title}.`, 'business'), initiative: initiative.id }] : [];
      }),
  },
  {
    id: 'metric/lens-names', severity: 'warn', what: 'each function has its name for the number', why: 'one number, three languages', fix: 'add lenses with a title',
    check: (portal) => all(portal).filter(({ metric }) => metric.type !== 'delivery' && Object.keys(metric.lenses).length < 3).map(({ metric }) => aboutMetric(metric, `${3 - Object.keys(metric.lenses).length} of three lens names are missing.`)),
  },
  {
    id: 'metric/lead-unlinked', severity: 'warn', what: 'a leading metric says what it leads', why: 'leading of what?', fix: 'fill in leads: metric, lag, mechanism',
    check: (portal) => all(portal).filter(({ metric }) => metric.indicator === 'leading' && metric.leads.length === 0).map(({ metric }) => aboutMetric(metric, 'It is called leading and names nothing that follows.')),
  },
  {
    id: 'metric/spc-on-rare-events', severity: 'warn', what: 'process limits stand on counts of at least five a period', why: 'with fewer, chance raises signals', fix: 'use longer periods or time between events',
    check: (portal) =>
      all(portal).filter(({ metric, all: scope }) => {
        const counts = scope.series.flatMap((point) => (point.numerator !== null && Number.isInteger(point.numerator) ? [point.numerator] : []));
        return metric.spc === 'xmr' && scope.limits.length > 0 && counts.length === scope.series.length && counts.reduce((sum, count) => sum + count, 0) / counts.length < 15 && metric.type === 'outcome' && Math.max(...counts) < 40;
      }).map(({ metric }) => aboutMetric(metric, 'It counts rare events; single months outside the limits are often chance.')),
  },
  {
    id: 'metric/target-inside-noise', severity: 'warn', what: 'the target lies outside the noise', why: 'success could not be told from chance', fix: 'longer window, line level, or control lines',
    check: (portal) =>
      all(portal).filter(({ metric, all: scope, baseline }) => {
        const limit = scope.limits[0];
        return limit && metric.target && baseline !== null && Math.abs(metric.target.value - baseline) < (limit.upper - limit.lower) / 2;
      }).map(({ metric }) => aboutMetric(metric, 'The distance from baseline to target is smaller than half the process width.')),
  },
  {
    id: 'metric/unused', severity: 'info', what: 'a metric serves a goal, a criterion or an initiative', why: 'a shelf of numbers hides the few that matter', fix: 'retire it or link it',
    check: (portal) => portal.orphans.filter((orphan) => orphan.kind === 'metric').flatMap((orphan) => { const state = portal.metrics.get(orphan.id); return state ? [aboutMetric(state.metric, 'Nothing uses it.')] : []; }),
  },
];
