import { capital, countOf, formatValue, listOf, lower, monthYear } from '#model/words/format.ts';
import { countsRareEvents } from '#model/metric/limits/rareEvents.ts';
import { recentSignals, type Computed } from '../overview.ts';
import type { ScopeState } from '#model/metric/metricState.ts';
import type { Answer } from '#model/portal.ts';
import { siteName } from '#model/record/site.ts';
import { answer, counted } from './answer.ts';

export function changed(portal: Computed): Answer {
  const question = 'What really changed?';
  const signals = Map.groupBy(recentSignals(portal), (signal) => `${signal.metric} ${signal.kind}`);
  const said = [...signals.values()]
    .toSorted((a, b) => Number(b[0]?.kind === 'concern') - Number(a[0]?.kind === 'concern'))
    .flatMap((group) => changeOf(group, portal));
  if (said.length === 0) return answer(question, nothingBegan(portal), 'metrics/');
  return answer(
    question,
    `${capital(listOf(said.slice(0, 3)))}${said.length > 3 ? `, and ${countOf(said.length - 3, 'more signal')}` : '; nothing else left its limits'}.`,
    'metrics/',
    {
      number: counted(said.length, 'signal'),
      tone: [...signals.keys()].some((key) => key.endsWith('concern')) ? 'bad' : 'good',
    },
  );
}

/** "scrap at North and South plant worsened": the signals of one metric in one direction. */
function changeOf(group: ReturnType<typeof recentSignals>, portal: Computed): string[] {
  const [first] = group;
  const state = first && portal.metrics.get(first.metric);
  if (!state) return [];
  const verb = first.kind === 'concern' ? 'worsened' : 'improved';
  const title = lower(state.metric.title);
  if (group.some((signal) => signal.site === null))
    return [`${title} ${verb} to ${formatValue(state.metric, state.all.latest?.value)}`];
  const sites = group.map((signal) => siteName(portal.portfolio.sites, signal.site));
  return [`${title} at ${listOf(sites)} ${verb}`];
}

/** Whether the newest period has no total, since a site of it did not report: nobody knows that a change lasts. */
const lacksNewest = ({ periods, point }: ScopeState) =>
  periods.length > 0 && point(periods.length - 1).lacks !== undefined;

/** A change that began earlier and lasts is no new one, and not nothing. */
function nothingBegan({ metrics }: Computed): string {
  const lasting = [...metrics.values()].filter(
    ({ all, freshness }) =>
      all.since !== null && freshness !== 'stale' && !countsRareEvents(all) && !lacksNewest(all),
  );
  const said = lasting.map(
    ({ metric, all }) =>
      `${lower(metric.title)} ${all.variation === 'concern' ? 'worsening' : 'improved'} since ${monthYear(all.since ?? '')}`,
  );
  if (said.length === 0) return 'Nothing left its limits in the newest period.';
  const more = said.length > 3 ? `, and ${countOf(said.length - 3, 'more metric')}` : '';
  return `No signal began in the newest period; what began before lasts: ${listOf(said.slice(0, 3))}${more}.`;
}
