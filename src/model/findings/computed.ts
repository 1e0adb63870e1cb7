import { compareLines } from '#model/criteria/comparison.ts';
import type { Rule } from '#model/finding.ts';
import { formatNumber, formatValue, listOf, monthYear } from '#model/format.ts';
import { laggingSites, recentSignals } from '#model/overview.ts';
import type { Portal } from '#model/portal.ts';
import { leadLag } from '#model/statistics/leadLag.ts';
import { aboutInitiative, aboutMetric } from './about.ts';

const name = (portal: Portal, id: string | null) => portal.portfolio.sites.find((site) => site.id === id)?.name ?? id ?? '';

/** What the data says about the business, not about the records. */
export const computedRules: Rule<Portal>[] = [
  {
    id: 'finding/signal-worsening', severity: 'warn', what: 'no metric signals on the bad side', why: 'a signal has a cause that can be found', fix: 'find what changed then',
    check: (portal) => [...portal.metrics.values()].flatMap((state) => [state.all, ...state.bySite].filter((scope) => scope.variation === 'concern').map((scope) => aboutMetric(state.metric, `${scope.site ? `${name(portal, scope.site)}: ` : ''}worsening since ${monthYear(scope.since ?? '')}, ${formatValue(state.metric, scope.latest?.value)}.`, 'ot'))),
  },
  {
    id: 'finding/signal-improving', severity: 'info', what: 'signals of improvement that began in the newest periods', why: 'what works should be known', fix: 'write down what changed then',
    check: (portal) => recentSignals(portal).filter((signal) => signal.kind === 'improvement').flatMap((signal) => { const state = portal.metrics.get(signal.metric); return state ? [aboutMetric(state.metric, `${signal.text}.`)] : []; }),
  },
  {
    id: 'finding/lagging-site', severity: 'warn', what: 'no site lies clearly below the rest in use', why: 'the total hides it', fix: 'ask there: tool, data, language or time?',
    check: (portal) => [...portal.metrics.values()].filter((state) => state.metric.type === 'adoption').flatMap((state) => laggingSites(state).map((scope) => aboutMetric(state.metric, `${name(portal, scope.site)} ${formatValue(state.metric, scope.latest?.value)}, all sites ${formatValue(state.metric, state.all.latest?.value)}.`, 'ot'))),
  },
  {
    id: 'finding/restated', severity: 'warn', what: 'published values do not change', why: 'decisions relied on them', fix: 'tell everybody who signed',
    check: (portal) => [...portal.metrics.values()].filter((state) => state.restated.length > 0).map((state) => { const last = state.restated.at(-1); return aboutMetric(state.metric, `${state.restated.length} values were restated on ${last?.vintage}; the newest from ${formatValue(state.metric, last?.first)} to ${formatValue(state.metric, last?.latest)}.`, 'it'); }),
  },
  {
    id: 'finding/stalled', severity: 'warn', what: 'no initiative stands still', why: 'money spent and nothing learned', fix: 'take the decision it waits for, or stop',
    check: (portal) => portal.initiatives.filter((state) => state.stalled).map((state) => aboutInitiative(state.initiative, `${state.stalledBecause}.`)),
  },
  {
    id: 'finding/comparison', severity: 'info', what: 'pilots against their comparison lines', why: 'before and after alone cannot tell the pilot from the season', fix: 'nothing to do',
    check: (portal) =>
      portal.initiatives.flatMap(({ initiative }) => {
        const state = portal.metrics.get(initiative.comparison?.metric ?? '');
        if (!state) return [];
        const compared = compareLines(initiative, state.metric, state.observations.latest, portal.portfolio.asOf);
        if (typeof compared === 'string') return [];
        const { effect, rank, placebos } = compared.result;
        return [aboutInitiative(initiative, `${formatNumber(effect, 2)} ${state.metric.unit} against the comparison lines; rank ${rank} of ${placebos.length + 1}, smallest possible p 1/${placebos.length + 1}.`)];
      }),
  },
  {
    id: 'finding/lead-lag', severity: 'info', what: 'leading metrics are followed by what they lead', why: 'a link that is not borne out is a belief', fix: 'keep or revise the link',
    check: (portal) =>
      [...portal.metrics.values()].flatMap((state) =>
        state.metric.leads.flatMap((lead) => {
          const target = state.metric.target?.value;
          const lagging = portal.metrics.get(lead.metric);
          if (target === undefined || !lagging) return [];
          const good = (value: number | null) => value !== null && (state.metric.direction === 'up' ? value >= target : value <= target);
          const series = state.all.series.filter((point) => point.value !== null);
          const at = series.findIndex((_, index) => index >= 3 && series.slice(index - 3, index + 1).every((point) => good(point.value)));
          const reached = series[at]?.period;
          if (!reached) return [];
          const signal = [lagging.all, ...lagging.bySite].flatMap((scope) => scope.signals.filter((entry) => entry.kind === 'improvement' && entry.period >= reached).map((entry) => entry.period)).sort()[0] ?? null;
          const result = leadLag({ reached, lagWeeks: lead.lagWeeks, signal, asOf: portal.portfolio.asOf });
          return [aboutMetric(state.metric, `Reached ${formatValue(state.metric, target)} for four periods on ${reached}; ${lagging.metric.title}: ${result.state.replace('-', ' ')}${signal && result.state === 'confirmed' ? `, signal ${signal}` : ''} (check by ${result.checkBy}).`)];
        }),
      ),
  },
  {
    id: 'finding/adoption-below-floor', severity: 'warn', what: 'use is above 40 % 13 weeks after the start', why: 'a tool few use pays nothing back', fix: 'ask why, change it, or stop it',
    check: (portal) =>
      [...portal.metrics.values()].filter((state) => state.metric.type === 'adoption' && state.metric.unit === '%').flatMap((state) => {
        const low = state.bySite.filter((scope) => scope.periods.length > (state.metric.grain === 'week' ? 13 : 3) && (scope.latest?.value ?? 100) < 40);
        return low.length > 0 ? [aboutMetric(state.metric, `Below 40 % at ${listOf(low.map((scope) => name(portal, scope.site)))}.`, 'ot')] : [];
      }),
  },
];
