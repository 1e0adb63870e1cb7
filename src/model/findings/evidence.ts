import { longDate } from '#model/time/date.ts';
import { compareLines } from '#model/gate/criteria/comparison.ts';
import type { Found, Rule } from '#model/record/finding.ts';
import { formatNumber, formatValue, monthYear } from '#model/words/format.ts';
import { leadState, REACHED_FOR } from '#model/metric/leadState.ts';
import type { Portal } from '#model/portal.ts';
import { countsRareEvents } from '#model/metric/limits/rareEvents.ts';
import { siteName } from '#model/record/site.ts';
import { aboutGoal, aboutInitiative, aboutMetric } from './about.ts';
import { liveInitiatives } from './live.ts';

type Compared = 'favourable' | 'unfavourable' | 'indistinct';

/** What comparisons, links and projections say. */
export const evidenceRules: Rule<Portal>[] = [
  {
    id: 'finding/comparison-favourable',
    severity: 'info',
    what: 'a pilot did better than any of its comparison lines',
    why: 'before and after alone cannot tell the pilot from the season',
    fix: 'take it to the gate',
    check: (portal) => comparisons(portal, 'favourable'),
  },
  {
    id: 'finding/comparison-unfavourable',
    severity: 'warn',
    what: 'no pilot did worse than its comparison lines',
    why: 'what harms on one line harms on more',
    fix: 'find out why before the gate',
    check: (portal) => comparisons(portal, 'unfavourable'),
  },
  {
    id: 'finding/comparison-indistinct',
    severity: 'info',
    what: 'a pilot can be told from its comparison lines',
    why: 'lines that were not treated moved as much',
    fix: 'wait for more periods, or add comparison lines',
    check: (portal) => comparisons(portal, 'indistinct'),
  },
  {
    id: 'finding/lead-lag-confirmed',
    severity: 'info',
    what: 'a leading metric was followed by what it leads',
    why: 'a link that was borne out once may be trusted a little more',
    fix: 'use it to steer',
    check: (portal) => leads(portal, 'confirmed'),
  },
  {
    id: 'finding/lead-lag-not-confirmed',
    severity: 'info',
    what: 'what a leading metric leads follows in time',
    why: 'a link that is not borne out is a belief',
    fix: 'revise the link or the solution',
    check: (portal) => leads(portal, 'not-confirmed'),
  },
  {
    id: 'finding/goal-late',
    severity: 'info',
    what: 'the projected range of a goal reaches back to its due date',
    why: 'late is late, and better known early',
    fix: 'decide: more, later or less',
    check: (portal) =>
      portal.goals
        .filter((state) => state.goal.status === 'active')
        .flatMap(({ goal, metric }) => {
          const by = goal.target?.by ?? metric?.metric.target?.by;
          const projection = metric?.projection;
          return by && projection && projection.low > by
            ? [
                aboutGoal(
                  goal,
                  `Projected for ${monthYear(projection.date)} (${monthYear(projection.low)} at the earliest), due ${monthYear(by)}.`,
                  {
                    field: ['target', 'by'],
                    records: metric ? [`metrics/${metric.metric.id}`] : [],
                  },
                ),
              ]
            : [];
        }),
  },
  {
    id: 'finding/guardrail-harm',
    severity: 'error',
    what: 'no guardrail worsens where its initiative is in use',
    why: 'harm is stopped first and explained afterwards',
    fix: 'apply the stop rule; ask the plant manager and safety',
    check: (portal) =>
      liveInitiatives(portal).flatMap(({ initiative }) => {
        const where = new Set(initiative.sites.map((entry) => entry.site));
        return initiative.metrics
          .filter((entry) => entry.role === 'guardrail')
          .flatMap((entry) => {
            const state = portal.metrics.get(entry.id);
            const harmed =
              state?.bySite.filter(
                (scope) =>
                  where.has(scope.site ?? '') &&
                  scope.variation === 'concern' &&
                  !countsRareEvents(scope) &&
                  startedAfter(initiative.sites, scope),
              ) ?? [];
            return harmed.map((scope) =>
              aboutInitiative(
                initiative,
                `${state?.metric.title} worsens at ${siteName(portal.portfolio.sites, scope.site)} since ${monthYear(scope.since ?? '')}: ${state ? formatValue(state.metric, scope.latest?.value) : ''}.`,
                'otLead',
                { records: [`metrics/${entry.id}`, `sites/${scope.site}`], field: ['metrics'] },
              ),
            );
          });
      }),
  },
];

function startedAfter(
  sites: readonly { site: string; since?: string | undefined }[],
  scope: { site: string | null; since: string | null },
): boolean {
  const live = sites
    .flatMap((entry) => (entry.site === scope.site && entry.since ? [entry.since] : []))
    .sort()[0];
  return live === undefined || scope.since === null || scope.since >= live.slice(0, 8).concat('01');
}

function comparisons(portal: Portal, wanted: Compared): Found[] {
  return portal.initiatives.flatMap(({ initiative }) => {
    const state = portal.metrics.get(initiative.comparison?.metric ?? '');
    if (!state) return [];
    const compared = compareLines(
      initiative,
      state.metric,
      state.observations.latest,
      portal.portfolio.asOf,
    );
    if (typeof compared === 'string') return [];
    const { effect, rank, placebos, parallel } = compared.result;
    const good = state.metric.direction === 'up' ? effect > 0 : effect < 0;
    const kind: Compared =
      rank !== 1 || !parallel || Math.abs(effect) < 1e-9
        ? 'indistinct'
        : good
          ? 'favourable'
          : 'unfavourable';
    if (kind !== wanted) return [];
    const words = parallel
      ? `rank ${rank} of ${placebos.length + 1}, smallest possible p 1/${placebos.length + 1}`
      : 'but the lines were drifting apart before the start';
    return [
      aboutInitiative(
        initiative,
        `${state.metric.title}: ${formatNumber(effect, 2)} ${state.metric.unit} against the comparison lines; ${words}.`,
        'businessLead',
        { records: [`metrics/${state.metric.id}`], field: ['comparison'] },
      ),
    ];
  });
}

function leads(portal: Portal, wanted: 'confirmed' | 'not-confirmed'): Found[] {
  return [...portal.metrics.values()].flatMap((state) =>
    state.metric.leads.flatMap((lead, index) => {
      const target = state.metric.target?.value;
      const lagging = portal.metrics.get(lead.metric);
      if (target === undefined || !lagging || lead.checkBy) return [];
      const { reached, signal, result } = leadState(
        state,
        lead,
        portal.metrics,
        portal.portfolio.asOf,
      );
      if (reached === null || result === null) return [];
      if (result.state !== wanted) return [];
      const words =
        wanted === 'confirmed'
          ? `${lagging.metric.title} followed with a signal in ${monthYear(signal!)}`
          : `${lagging.metric.title} showed no improvement by ${longDate(result.checkBy)}`;
      return [
        aboutMetric(
          state.metric,
          `Reached ${formatValue(state.metric, target)} for ${REACHED_FOR} periods on ${longDate(reached)}; ${words}.`,
          'owner',
          { records: [`metrics/${lead.metric}`], field: ['leads', index] },
        ),
      ];
    }),
  );
}
