import { longDate } from '#model/time/date.ts';
import { countOf, formatValue, listOf, lower, monthYear } from '#model/words/format.ts';
import type { Portal } from '#model/portal.ts';
import type { PodMember } from '#model/record/initiative.ts';
import { itemDate } from '#model/roadmap/roadmapSentence.ts';
import { siteName } from '#model/record/site.ts';
import { podLoad, podsOf } from '../pods.ts';
import {
  few,
  initiativeTitle,
  live,
  logSource,
  metricSource,
  nothingLogged,
  records,
  sentence,
  type RoleQuestion,
} from '../question.ts';

/** The questions of the manager of one plant, answered from the records. */
export function plantManager(portal: Portal, site: string): RoleQuestion[] {
  return [
    openItems(portal, site),
    partInGoal(portal, site),
    seatsInPods(portal, site),
    validationsHere(portal, site),
    installedHere(portal, site),
    stillToShow(portal, site),
    signalsHere(portal, site),
  ];
}

function openItems(portal: Portal, site: string): RoleQuestion {
  const open = portal.trust.open.filter((item) => item.site === site);
  const owed = open.filter((item) => item.to === 'ot').length;
  const asked = open.filter((item) => item.from === 'ot').length;
  const others = open.filter((item) => item.from !== 'ot' && item.to !== 'ot').length;
  const [oldest] = open;
  return {
    about: 'misalignment',
    question: `Which open items wait for ${siteName(portal.portfolio.sites, site)}, and which of ours wait for someone else?`,
    path: `sites/${site}/#waiting`,
    source: logSource(portal),
    answer: !oldest
      ? nothingLogged(portal, 'None is open.')
      : sentence(
          `${countOf(owed, 'item')} ${owed === 1 ? 'waits' : 'wait'} for the plant, ${asked} of the plant for others, ${others} between the others; the oldest: ${oldest.title}, ${oldest.ageDays} days`,
        ),
  };
}

function partInGoal(portal: Portal, site: string): RoleQuestion {
  const goal = portal.goals.find((state) => state.isNorthStar);
  return {
    about: 'goals',
    question: `What is ${siteName(portal.portfolio.sites, site)}'s part in the goal, and which of its numbers moves it?`,
    path: goal ? `goals/${goal.goal.id}/#plants` : 'goals/',
    source: metricSource(goal?.metric, portal),
    answer: (goal && partOf(goal, portal, site)) ?? 'The goal has no number for this plant.',
  };
}

/** The plant's own number under a goal, with the goals below it that the plant has data for. */
function partOf(
  { goal, metric: state }: Portal['goals'][number],
  { goals }: Portal,
  site: string,
): string | null {
  const share = state?.bySite.find((scope) => scope.site === site);
  if (!state || !share?.latest) return null;
  const under = goals
    .filter(
      (other) =>
        other.goal.parent === goal.id && other.metric?.bySite.some((scope) => scope.site === site),
    )
    .map((other) => other.goal.title);
  const { metric, all } = state;
  return sentence(
    `${metric.title} here: ${formatValue(metric, share.latest.value)}, all plants ${formatValue(metric, all.latest?.value)}; under it: ${listOf(under) || 'no goal with data here'}`,
  );
}

function seatsInPods(portal: Portal, site: string): RoleQuestion {
  const load = new Map(podLoad(portal).map((one) => [one.person, podsOf(one)]));
  const lead = (member: PodMember | undefined) => {
    if (!member) return 'vacant';
    const seats = load.get(member.name) ?? 1;
    return `${member.name}${seats > 1 ? ` (in ${countOf(seats, 'pod')})` : ''}`;
  };
  const pods = live(portal)
    .filter(({ initiative }) => initiative.sites.some((entry) => entry.site === site))
    .map(
      ({ initiative: { title, pod } }) =>
        `${title}: OT ${lead(pod.otLead)}, decides ${pod.executiveSponsor?.name ?? 'nobody named'}`,
    );
  return {
    about: 'pods',
    question: 'Who of us is in how many pods, and who decides without me?',
    path: `sites/${site}/#pods`,
    source: records(portal),
    answer: pods.length === 0 ? 'No initiative names this plant.' : sentence(few(pods, 4)),
  };
}

function validationsHere(portal: Portal, site: string): RoleQuestion {
  const validations = portal.trust.validations
    .filter((entry) => entry.site === site)
    .map(
      (entry) =>
        `${initiativeTitle(portal, entry.initiative)}, ${longDate(entry.date)}: ${countOf(entry.operators, 'operator')}, ${countOf(entry.shifts, 'shift')}, ${entry.atTheLine ? 'at the line' : 'not at the line'}`,
    );
  return {
    about: 'trust',
    question: 'Are the validations here real: which shifts, how many people, at the line?',
    path: `sites/${site}/#validations`,
    source: records(portal),
    answer:
      validations.length === 0
        ? 'No field validation is recorded here.'
        : sentence(few(validations)),
  };
}

function installedHere(portal: Portal, site: string): RoleQuestion {
  const open = portal.roadmap.filter(({ item }) => item.status !== 'done');
  const ahead = open.filter(({ item }) => item.sites.includes(site)).map(dateAndStop);
  const training = open
    .filter(
      ({ item }) =>
        item.kind === 'training' && (item.sites.includes(site) || item.sites.length === 0),
    )
    .map(({ item }) => `${item.title}, ${item.owner ?? 'no owner'}`);
  return {
    about: 'roadmap',
    question: 'What will be installed here, in which stop, and who trains the shifts?',
    path: `sites/${site}/#ahead`,
    source: records(portal),
    answer: sentence(
      `${ahead.length === 0 ? 'Nothing is ahead' : few(ahead, 4)}; training: ${training.length === 0 ? 'no item' : few(training)}`,
    ),
  };
}

function dateAndStop({ item, stop }: Portal['roadmap'][number]): string {
  const booked = stop?.booked
    ? `, in the stop of ${longDate(stop.booked.from)}`
    : ', no stop booked';
  return `${item.title}, ${itemDate(item.when)}${stop ? booked : ''}`;
}

function stillToShow(portal: Portal, site: string): RoleQuestion {
  const reviews = portal.reviews
    .filter((review) => review.state !== 'decided' && review.review.sites.includes(site))
    .map(
      (review) =>
        `${initiativeTitle(portal, review.initiative)} by ${longDate(review.review.due)}: ${notMet(review).join(', ') || 'everything is met'}`,
    );
  return {
    about: 'gates',
    question: 'What must this plant still show to be accepted, and by when?',
    path: `sites/${site}/#acceptance`,
    source: records(portal),
    answer: reviews.length === 0 ? 'No gate is open here.' : sentence(few(reviews)),
  };
}

function notMet({ results }: Portal['reviews'][number]): string[] {
  return results
    .filter((result) => result.state !== 'met')
    .map(
      ({ criterion, sentence }) =>
        `${lower(criterion.title ?? criterion.id)} (${sentence.replace(/[.]$/, '')})`,
    );
}

function signalsHere(portal: Portal, site: string): RoleQuestion {
  const worse = [...portal.metrics.values()]
    .filter((state) => state.freshness !== 'stale')
    .flatMap((state) => {
      const scope = state.bySite.find((one) => one.site === site && one.variation === 'concern');
      return scope ? [{ state, scope }] : [];
    });
  const signals = worse.map(
    ({ state: { metric }, scope }) =>
      `${metric.title} (${formatValue(metric, scope.latest?.value)}${scope.since ? `, since ${monthYear(scope.since)}` : ''})`,
  );
  return {
    about: 'metrics',
    question: 'Is the last change here a signal or noise?',
    path: `sites/${site}/#metrics`,
    source: metricSource(worse[0]?.state, portal),
    answer:
      worse.length === 0
        ? 'No number of this plant signals a change for the worse; what moved is within what the process does anyway.'
        : sentence(`A signal for the worse in ${listOf(signals)}`),
  };
}
