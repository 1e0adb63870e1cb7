import { countOf, listOf, lower } from '#model/words/format.ts';
import { groupWords } from '../groupWords.ts';
import { laggingGroups, laggingSites, type Computed } from '../overview.ts';
import type { Answer } from '#model/portal.ts';
import { siteName } from '#model/record/site.ts';
import { answer } from './answer.ts';
import { widestAdoption } from './widestAdoption.ts';

/** The plant that is behind in use, with what the records say about the cause: prerequisites not done, items open there. */
export function laggard(portal: Computed): Answer {
  const question = 'Which plant lags, and why?';
  const state = widestAdoption(portal);
  if (state && state.bySite.length < 2)
    return answer(
      question,
      'Use is not read at several plants, so none can be compared.',
      'sites/',
      { tone: 'unknown' },
    );
  const site = state ? laggingSites(state)[0]?.site : undefined;
  if (!site || !state) {
    const [group] = state ? laggingGroups(state) : [];
    const none = 'No plant lies clearly below the others in use';
    // Plants that are alike may all have the same role or line that stays away.
    return state && group
      ? answer(
          question,
          `${none}, but a ${group.kind} does: ${groupWords(state, group.kind, [...group.behind, ...group.rest], portal)}.`,
          `metrics/${state.metric.id}/`,
          { tone: 'bad' },
        )
      : answer(question, `${none}.`, 'sites/', { tone: state ? 'good' : 'unknown' });
  }
  const causes = causesAt(site, portal);
  return answer(
    question,
    `${siteName(portal.portfolio.sites, site)}, in ${lower(state.metric.title)}${causes.length > 0 ? `: ${causes.join('; ')}` : '; no cause is recorded'}.`,
    `sites/${site}/`,
    { tone: 'bad' },
  );
}

/** What the records say about a plant that is behind: what is not done, what is open, and how few were heard. */
function causesAt(site: string, { portfolio, trust }: Computed): string[] {
  const here = portfolio.roadmap.filter((item) => item.sites.includes(site));
  const blocked = here.filter((item) => item.status === 'blocked');
  const missing = here.filter((item) => item.status !== 'done' && item.end < portfolio.asOf);
  const undone = [...new Set([...blocked, ...missing].map((item) => lower(item.title)))];
  const open = trust.open.filter((item) => item.site === site).length;
  const thin = trust.rollouts.find(
    (rollout) => rollout.site === site && rollout.state === 'thin',
  )?.before;
  return [
    ...(undone.length > 0 ? [`${listOf(undone.slice(0, 2))} not done`] : []),
    ...(open > 0 ? [`${countOf(open, 'item')} open there`] : []),
    ...(thin ? [`validated by ${countOf(thin.operators, 'operator')}`] : []),
  ];
}
