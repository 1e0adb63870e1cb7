import { POSITION_TERMS } from '#model/gate/position.ts';
import {
  capital,
  countOf,
  formatThousands,
  listOf,
  lower,
  numberWord,
} from '#model/words/format.ts';
import { coverOf, coverSentence } from '#model/goal/goalCover.ts';
import { LENS_NAMES } from '#model/record/lens.ts';
import { standstills } from '#model/trust/misalignment.ts';
import { STATUS_WORDS } from '#model/roadmap/roadmapSentence.ts';
import type { Portal } from '#model/portal.ts';
import { siteName } from '#model/record/site.ts';
import { podsMeeting } from '#model/trust/trust.ts';
import { unusedMetrics } from '#model/findings/unusedMetrics.ts';
import { rolloutSentence, standupSentence, waitSentence } from '#model/trust/trustSentence.ts';
import { podLoad, podOf, podsOf } from '../pods.ts';
import {
  few,
  initiativeTitle,
  live,
  logSource,
  metricSource,
  records,
  sentence,
  standupSource,
  type RoleQuestion,
} from '../question.ts';

/** The questions of operations leadership, answered from the records. */
export function coo(portal: Portal): RoleQuestion[] {
  return [
    spentOnStalled(portal),
    paceToTarget(portal),
    incompletePods(portal),
    meetAnswerClose(portal),
    milestonesAtRisk(portal),
    gatesToDecide(portal),
    tellingNumbers(portal),
  ];
}

function spentOnStalled(portal: Portal): RoleQuestion {
  return {
    about: 'misalignment',
    question:
      'How much have we spent on initiatives that do not move, and what exactly are they waiting for?',
    path: 'misalignment/',
    source: records(portal),
    answer: stalled(portal),
  };
}

function stalled(portal: Portal): string {
  const still = standstills(portal);
  if (still.stalled === 0)
    return still.unknown > 0
      ? `No live initiative is known to stand still; of ${still.unknown} of ${still.live} nothing dated says whether it moves.`
      : 'No live initiative is stalled.';
  const waits = still.between.map(
    (one) =>
      `${one.title}, where ${LENS_NAMES[one.waiting]} waits for ${LENS_NAMES[one.blocking]}: ${one.because}`,
  );
  return sentence(
    `${formatThousands(still.spent, portal.portfolio.settings.currency)} on ${countOf(still.stalled, 'initiative')}: ${few(waits)}`,
  );
}

function paceToTarget(portal: Portal): RoleQuestion {
  const star = portal.goals.find((state) => state.isNorthStar);
  return {
    about: 'goals',
    question:
      'At the present pace, when do we reach the target, and is the plan enough to get there?',
    path: star ? `goals/${star.goal.id}/#brings` : 'goals/',
    source: metricSource(star?.metric, portal),
    answer: star
      ? `${star.course} ${coverSentence(star, coverOf(star, portal))}`
      : 'No North Star is named.',
  };
}

function incompletePods(portal: Portal): RoleQuestion {
  const pods = live(portal).map(({ initiative }) => ({ initiative, ...podOf(initiative, portal) }));
  const lacking = pods.filter((pod) => pod.seats.some((seat) => !seat.member));
  const complete =
    lacking.length === 0
      ? 'every pod is complete'
      : `${listOf(lacking.map((pod) => pod.initiative.title))} lack${lacking.length === 1 ? 's' : ''} a role`;
  const doubled = pods.flatMap((pod) => pod.gaps.filter((gap) => gap.includes('leads for')));
  const many = podLoad(portal)
    .filter((one) => podsOf(one) > 3)
    .map((one) => `${one.person} sits in ${numberWord(podsOf(one))} pods`);
  return {
    about: 'pods',
    question: 'Which pods lack a role or have one person carrying several?',
    path: 'pods/',
    source: records(portal),
    answer:
      pods.length === 0
        ? 'No pod is written down yet.'
        : sentence([complete, ...doubled, ...many].join('; ')),
  };
}

function meetAnswerClose(portal: Portal): RoleQuestion {
  const rarely = podsMeeting(portal.portfolio)
    .filter(({ state }) => state.threeLens * 2 < state.planned)
    .map(({ initiative, state }) => `${initiative.title}, ${state.threeLens} of ${state.planned}`);
  const least = rarely.length === 0 ? '' : ` Least in ${few(rarely)}.`;
  return {
    about: 'trust',
    question: 'Do the three functions meet, answer and close, and where not?',
    path: 'trust/',
    source: `${logSource(portal)}; ${standupSource(portal)}`,
    answer: `${standupSentence(portal.trust.standups)}${least} ${sentence(waitSentence(portal.trust))} ${rolloutSentence(portal.trust.rollouts)}`,
  };
}

function milestonesAtRisk(portal: Portal): RoleQuestion {
  const items = new Map(portal.roadmap.map(({ item }) => [item.id, item]));
  const root = (id: string) => {
    const item = items.get(id);
    return `${item?.title} (${LENS_NAMES[item?.layer ?? 'it']}, ${STATUS_WORDS[item?.status ?? 'planned'].word})`;
  };
  const risky = portal.roadmap
    .filter(
      ({ item, roots }) => item.layer === 'business' && item.status !== 'done' && roots.length > 0,
    )
    .map(({ item, roots }) => `${item.title} rests on ${listOf(roots.slice(0, 3).map(root))}`);
  return {
    about: 'roadmap',
    question: 'Which business milestone is at risk because of which item in which layer?',
    path: 'roadmap/#holds',
    source: records(portal),
    answer:
      risky.length === 0
        ? 'None waits for an unfinished item of another layer.'
        : sentence(few(risky)),
  };
}

function gatesToDecide(portal: Portal): RoleQuestion {
  const due = portal.reviews
    .filter((review) => review.state !== 'decided')
    .map((review) => {
      const [site, ...others] = review.review.sites;
      const at =
        site === undefined || others.length > 0
          ? ''
          : ` at ${siteName(portal.portfolio.sites, site)}`;
      return `${review.gate} of ${initiativeTitle(portal, review.initiative)}${at}: ${POSITION_TERMS[review.position]}${lackingOf(review)}`;
    });
  return {
    about: 'gates',
    question: 'Which gates need my decision, what does the evidence support, what is missing?',
    path: 'gates/',
    source: records(portal),
    answer: due.length === 0 ? 'No gate is open.' : sentence(few(due, 4)),
  };
}

/** What is still missing for a gate: criteria that are not met or not known, and signatures. */
function lackingOf({ results, missingSignOffs }: Portal['reviews'][number]): string {
  const open = results
    .filter((result) => result.state !== 'met' && result.criterion.level === 'must')
    .map((result) => lower(result.criterion.title ?? result.criterion.id));
  const unsigned = missingSignOffs.length;
  const parts = [
    ...(open.length > 0 ? [`not shown: ${listOf(open)}`] : []),
    ...(unsigned > 0 ? [`${countOf(unsigned, 'signature')} missing`] : []),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function tellingNumbers(portal: Portal): RoleQuestion {
  const unused = unusedMetrics(portal);
  const told = portal.goals.flatMap((state) => state.metric?.metric.title ?? []).slice(0, 3);
  const telling =
    told.length === 0
      ? 'No goal has a metric yet'
      : `${capital(listOf(told))} ${told.length === 1 ? 'tells' : 'tell'} whether it works`;
  const idle =
    unused.length > 0
      ? `nothing hangs on ${few(unused.map((metric) => metric.title))}`
      : 'every published number feeds a goal, a gate or an initiative';
  return {
    about: 'metrics',
    question: 'Which numbers tell me that it works, and which published ones tell me nothing?',
    path: 'metrics/',
    source: records(portal),
    answer: sentence(`${telling}; ${idle}`),
  };
}
