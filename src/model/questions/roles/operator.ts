import { longDate } from '#model/time/date.ts';
import { countedOf, countOf, listOf, lower } from '#model/words/format.ts';
import type { FrictionItem } from '#model/record/friction.ts';
import type { Initiative } from '#model/record/initiative.ts';
import type { Portal } from '#model/portal.ts';
import { itemDate } from '#model/roadmap/roadmapSentence.ts';
import {
  few,
  logSource,
  nothingLogged,
  records,
  sentence,
  type RoleQuestion,
} from '../question.ts';

/** The questions of an operator of one plant, answered from the records. */
export function operator(portal: Portal, site: string): RoleQuestion[] {
  return [
    reported(portal, site),
    whyHere(portal, site),
    voices(portal, site),
    commentsRead(portal, site),
    whenHere(portal, site),
    changedSince(portal, site),
    countedByName(portal, site),
  ];
}

/** What runs or is planned at the plant: its initiatives that are not done. */
function initiativesHere(portal: Portal, site: string): Initiative[] {
  return portal.initiatives
    .map(({ initiative }) => initiative)
    .filter(({ sites, status }) => sites.some((entry) => entry.site === site) && status !== 'done');
}

function reported(portal: Portal, site: string): RoleQuestion {
  const raised = portal.portfolio.friction
    .filter((item) => item.site === site && item.from === 'ot')
    .sort((a, b) => (a.opened < b.opened ? 1 : -1));
  return {
    about: 'misalignment',
    question: 'I reported something. What happened?',
    path: `sites/${site}/line-card/#reported`,
    source: logSource(portal),
    answer:
      raised.length === 0
        ? nothingLogged(portal, 'Nothing from this plant is in the log.')
        : sentence(few(raised.map(outcome))),
  };
}

/** What came of an item: answered when, resolved when. */
function outcome(item: FrictionItem): string {
  return `${item.title} (${item.id}, ${longDate(item.opened.slice(0, 10))}): ${item.resolved ? `resolved ${longDate(item.resolved.slice(0, 10))}` : item.firstResponse ? `answered ${longDate(item.firstResponse.slice(0, 10))}, not resolved` : 'not answered'}`;
}

function whyHere(portal: Portal, site: string): RoleQuestion {
  const goal = portal.goals.find((state) => state.isNorthStar)?.goal;
  const here = initiativesHere(portal, site)
    .filter((initiative) => initiative.status !== 'stopped')
    .map((initiative) => initiative.title);
  return {
    about: 'goals',
    question: 'Why are we doing this, and what changes on my line?',
    path: `sites/${site}/line-card/#why`,
    source: records(portal),
    answer: goal
      ? sentence(`${goal.statement || goal.title} Here: ${listOf(here) || 'nothing yet'}`)
      : 'No goal is named.',
  };
}

function voices(portal: Portal, site: string): RoleQuestion {
  const named = initiativesHere(portal, site).flatMap(({ pod, title }) =>
    pod.operatorVoice ? [`${pod.operatorVoice.name} (${title})`] : [],
  );
  return {
    about: 'pods',
    question: 'Who speaks for my shift?',
    path: `sites/${site}/line-card/#voice`,
    source: records(portal),
    answer: named.length === 0 ? 'Nobody is named.' : sentence(named.join(', ')),
  };
}

function commentsRead(portal: Portal, site: string): RoleQuestion {
  const heard = portal.trust.validations.filter((entry) => entry.site === site);
  const operators = heard.reduce((sum, entry) => sum + entry.operators, 0);
  const changed = changesHere(portal, site);
  return {
    about: 'trust',
    question: 'Was my comment read, and what changed?',
    path: `sites/${site}/line-card/#said`,
    source: records(portal),
    answer:
      heard.length === 0
        ? 'No validation with operators is recorded here.'
        : sentence(
            `${countOf(operators, 'operator')} heard, last ${longDate(heard[0]?.date ?? '')}${commentsAt(portal, site)}; ${changed.length === 0 ? 'no change is recorded since' : few(changed, 2)}`,
          ),
  };
}

/** "; one of four comments is answered": where it was counted. */
function commentsAt({ portfolio }: Portal, site: string): string {
  const points = portfolio.initiatives.flatMap((initiative) =>
    initiative.checkpoints.filter(
      (point) => point.site === site && (point.commentsReceived ?? 0) > 0,
    ),
  );
  const received = points.reduce((sum, point) => sum + (point.commentsReceived ?? 0), 0);
  const answered = points.reduce((sum, point) => sum + (point.commentsAnswered ?? 0), 0);
  return received === 0
    ? ''
    : `; ${lower(countedOf(answered, received, 'comment', ['is', 'are']))} answered`;
}

function whenHere(portal: Portal, site: string): RoleQuestion {
  const ahead = portal.roadmap
    .filter(({ item }) => item.sites.includes(site) && item.status !== 'done')
    .map(
      ({ item }) =>
        `${item.title}: ${itemDate(item.when)}${item.status === 'blocked' ? ', blocked' : ''}`,
    );
  return {
    about: 'roadmap',
    question: 'When does it reach my line?',
    path: `sites/${site}/line-card/#when`,
    source: records(portal),
    answer: ahead.length === 0 ? 'Nothing more is planned here.' : sentence(few(ahead, 4)),
  };
}

function changedSince(portal: Portal, site: string): RoleQuestion {
  const changed = changesHere(portal, site);
  return {
    about: 'gates',
    question: 'What did you change after we said the first version was no good?',
    path: `sites/${site}/line-card/#changed`,
    source: records(portal),
    answer:
      changed.length === 0
        ? 'No iteration is recorded for what runs here.'
        : sentence(few(changed)),
  };
}

function changesHere(portal: Portal, site: string): string[] {
  return initiativesHere(portal, site).flatMap(({ title, iterations }) =>
    iterations.filter((entry) => entry.changed).map((entry) => `${title}: ${entry.changed}`),
  );
}

function countedByName(portal: Portal, site: string): RoleQuestion {
  return {
    about: 'metrics',
    question: 'Do you count me by name?',
    path: `sites/${site}/line-card/#names`,
    source: records(portal),
    answer: `No. Only groups of at least ${portal.portfolio.settings.minGroupSize} are shown; smaller ones are withheld when the portal is built.`,
  };
}
