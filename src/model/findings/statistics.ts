import { daysBetween, longDate } from '#model/time/date.ts';
import type { Rule } from '#model/record/finding.ts';
import { formatNumber, formatValue, listOf } from '#model/words/format.ts';
import { currentLimits, type MetricState } from '#model/metric/metricState.ts';
import type { Portal } from '#model/portal.ts';
import { LEAST_EVENTS, meanEvents } from '#model/metric/limits/rareEvents.ts';
import { MIN_POINTS } from '#model/statistics/chart/processLimits.ts';
import { siteName } from '#model/record/site.ts';
import { aboutInitiative, aboutMetric } from './about.ts';
import { goLive, liveInitiatives } from './live.ts';

const all = (portal: Portal) => [...portal.metrics.values()];

/** Whether the statistics fit what they are used on. */
export const statisticsRules: Rule<Portal>[] = [
  {
    id: 'metric/target-inside-noise',
    severity: 'warn',
    what: 'the way from baseline to target is longer than half the natural process width',
    why: 'success could not be told from chance',
    fix: 'longer window, line level, or comparison lines',
    check: (portal) =>
      all(portal).flatMap(({ metric, all: scope, baseline }) => {
        const limit = currentLimits(scope);
        if (!limit || !metric.target || baseline === null) return [];
        const distance = Math.abs(metric.target.value - baseline);
        const half = (limit.upper - limit.lower) / 2;
        return distance > 0 && distance < half
          ? [
              aboutMetric(
                metric,
                `From ${formatValue(metric, baseline)} to ${formatValue(metric, metric.target.value)} is less than half the process width (${formatNumber(half, metric.decimals)}).`,
                'owner',
                { field: ['target'] },
              ),
            ]
          : [];
      }),
  },
  {
    id: 'metric/baseline-short',
    severity: 'warn',
    what: 'a named baseline fixes the limits',
    why: 'limits over all points hide the change that they are to show',
    fix: `name a baseline of at least ${MIN_POINTS} points within the data, or say spc: none`,
    check: (portal) =>
      all(portal).flatMap(({ metric, all: scope }) => {
        const note = scope.stretches.findLast((stretch) => stretch.note !== null)?.note;
        return note
          ? [
              aboutMetric(metric, `Its limits are over all points: ${note}.`, 'owner', {
                field: ['baseline'],
              }),
            ]
          : [];
      }),
  },
  {
    id: 'metric/target-beyond-process',
    severity: 'info',
    what: 'a target outside a stable process has a change planned behind it',
    why: 'more effort will not reach it',
    fix: 'plan a change of the process, or change the target',
    check: (portal) => {
      const worked = new Set(
        liveInitiatives(portal).flatMap(({ initiative }) =>
          initiative.metrics
            .filter((entry) => entry.role === 'primary' || entry.role === 'input')
            .map((entry) => entry.id),
        ),
      );
      const open = portal.portfolio.roadmap.filter((item) => item.status !== 'done');
      const planned = new Set(open.flatMap((item) => item.goals));
      return all(portal).flatMap(({ metric, all: scope }) => {
        const goal = portal.goals.find((state) => state.goal.metric === metric.id);
        if (
          scope.assurance !== 'fail' ||
          scope.variation !== 'common-cause' ||
          worked.has(metric.id) ||
          (goal && planned.has(goal.goal.id))
        )
          return [];
        return [
          aboutMetric(
            metric,
            `Stable at ${formatValue(metric, currentLimits(scope)?.mean)}, target ${formatValue(metric, metric.target?.value)}, and no change is planned.`,
            'owner',
            { field: ['target'] },
          ),
        ];
      });
    },
  },
  {
    id: 'metric/spc-on-rare-events',
    severity: 'warn',
    what: 'process limits stand on at least five events a period',
    why: 'with fewer, chance raises signals',
    fix: 'longer periods, time between events, or spc: none',
    limits: { events: LEAST_EVENTS },
    check: (portal, { events = LEAST_EVENTS }) =>
      all(portal)
        .filter(
          ({ metric, all: scope }) =>
            metric.value.kind === 'ratio' && scope.stretches.at(-1)?.method === 'xmr',
        )
        .flatMap((state) => {
          const rare = rareScopes(state, events);
          if (rare.length === 0) return [];
          const where = rare.some((entry) => entry.site === null)
            ? 'over all sites'
            : `at ${listOf(rare.map((entry) => siteName(portal.portfolio.sites, entry.site)))}`;
          return [
            aboutMetric(
              state.metric,
              `On average ${formatNumber(rare[0]?.mean ?? 0, 1)} events a ${state.metric.grain} ${where}; single ${state.metric.grain}s outside the limits are often chance.`,
              'steward',
              { field: ['spc'] },
            ),
          ];
        }),
  },
  {
    id: 'metric/spc-on-ramp',
    severity: 'warn',
    what: 'no process limits on use within 26 weeks of go-live',
    why: 'a ramp is not a stable process',
    fix: 'set spc: none, and judge by thresholds that are sustained',
    limits: { weeks: 26 },
    check: (portal, { weeks = 26 }) =>
      all(portal)
        .filter(({ metric }) => metric.type === 'adoption' && metric.spc !== 'none')
        .flatMap((state) => {
          const users = liveInitiatives(portal).filter(({ initiative }) =>
            initiative.metrics.some((entry) => entry.id === state.metric.id),
          );
          const ramping = state.bySite
            .filter((scope) => scope.limits.length > 0)
            .flatMap((scope) => {
              const since = users
                .flatMap((user) => goLive(user, scope.site ?? '') ?? [])
                .sort()
                .at(-1);
              return since && daysBetween(since, portal.portfolio.asOf) < 7 * weeks
                ? [siteName(portal.portfolio.sites, scope.site)]
                : [];
            });
          return ramping.length > 0
            ? [
                aboutMetric(
                  state.metric,
                  `Limits are drawn over the ramp at ${listOf(ramping)}.`,
                  'steward',
                  { field: ['spc'], initiative: users[0]?.initiative.id ?? null },
                ),
              ]
            : [];
        }),
  },
  {
    id: 'metric/survey-thin',
    severity: 'warn',
    what: 'a survey has eight answers, half of those on shift, and every shift',
    why: 'volunteers are not the shift',
    fix: 'ask on shift',
    limits: { answers: 8, share: 0.5 },
    check: (portal, { answers = 8, share = 0.5 }) => [
      ...all(portal)
        .filter(
          ({ metric, all: scope }) =>
            metric.population === 'sample' &&
            metric.value.kind === 'column' &&
            metric.value.of.aggregate === 'mean' &&
            (scope.latest?.n ?? answers) < answers,
        )
        .map(({ metric, all: scope }) =>
          aboutMetric(
            metric,
            `The newest ${metric.grain} rests on ${scope.latest?.n} answer${scope.latest?.n === 1 ? '' : 's'}.`,
          ),
        ),
      ...liveInitiatives(portal).flatMap(({ initiative }) => {
        const newest = [
          ...Map.groupBy(initiative.checkpoints, (point) => point.site).values(),
        ].flatMap((points) => points.toSorted((a, b) => (a.date < b.date ? 1 : -1)).slice(0, 1));
        const thin = newest
          .filter((point) => point.feedbackScore !== undefined)
          .flatMap((point) => {
            const shifts = portal.portfolio.sites.find(
              (site) => site.id === point.site,
            )?.shiftsPerDay;
            const few =
              point.ofPresent && point.operators / point.ofPresent < share
                ? `${point.operators} of ${point.ofPresent} operators answered`
                : shifts && point.shifts < shifts
                  ? `${point.shifts} of ${shifts} shifts`
                  : null;
            return few
              ? [
                  {
                    point,
                    words: `${few} at ${siteName(portal.portfolio.sites, point.site)} on ${longDate(point.date)}`,
                  },
                ]
              : [];
          });
        return thin.length > 0
          ? [
              aboutInitiative(
                initiative,
                `${listOf(thin.map((entry) => entry.words))}.`,
                'otLead',
                {
                  field: [
                    'checkpoints',
                    initiative.checkpoints.indexOf(
                      thin[0]?.point as (typeof thin)[number]['point'],
                    ),
                  ],
                },
              ),
            ]
          : [];
      }),
    ],
  },
];

/** Scopes that count fewer whole events a period than limits can stand on: all sites, else the single ones. */
function rareScopes(
  { all: scope, bySite }: MetricState,
  events: number,
): { site: string | null; mean: number }[] {
  const pooled = meanEvents(scope);
  if (pooled === null) return [];
  if (pooled < events) return [{ site: null, mean: pooled }];
  // The total bounds what a site can have: only where it is small are the sites looked at.
  if (pooled / Math.max(1, bySite.length) >= events) return [];
  return bySite
    .filter((one) => one.limits.length > 0)
    .flatMap((one) => {
      const mean = meanEvents(one);
      return mean !== null && mean < events ? [{ site: one.site, mean }] : [];
    });
}
