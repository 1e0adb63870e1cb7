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
import { podLoad, podOf } from './pods.ts';
import { STATUS_WORDS } from '#model/roadmap/roadmapSentence.ts';
import type { Portal } from '#model/portal.ts';
import { siteName } from '#model/record/site.ts';
import { podsMeeting } from '#model/trust/trust.ts';
import { unusedMetrics } from '#model/findings/unusedMetrics.ts';
import { rolloutSentence, standupSentence, waitSentence } from '#model/trust/trustSentence.ts';
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
} from './question.ts';

export function coo(portal: Portal): RoleQuestion[] {
  const still = standstills(portal);
  const star = portal.goals.find((state) => state.isNorthStar);
  const pods = live(portal).map(({ initiative }) => ({ initiative, ...podOf(initiative, portal) }));
  const many = podLoad(portal).filter(
    (one) => new Set(one.seats.map((seat) => seat.initiative)).size > 3,
  );
  const risky = portal.roadmap.filter(
    (state) =>
      state.item.layer === 'business' && state.item.status !== 'done' && state.roots.length > 0,
  );
  const title = (id: string) => portal.roadmap.find((state) => state.item.id === id)?.item;
  const due = portal.reviews.filter((review) => review.state !== 'decided');
  const unused = unusedMetrics(portal);
  const rarely = podsMeeting(portal.portfolio).filter(
    ({ state }) => state.threeLens * 2 < state.planned,
  );
  const least =
    rarely.length === 0
      ? ''
      : ` Least in ${few(rarely.map(({ initiative, state }) => `${initiative.title}, ${state.threeLens} of ${state.planned}`))}.`;
  const lacking = pods.filter((pod) => pod.seats.some((seat) => !seat.member));
  const told = portal.goals
    .filter((state) => state.metric)
    .slice(0, 3)
    .map((state) => state.metric?.metric.title ?? '');
  return [
    {
      about: 'misalignment',
      question:
        'How much have we spent on initiatives that do not move, and what exactly are they waiting for?',
      path: 'misalignment/',
      source: records(portal),
      answer:
        still.stalled === 0
          ? still.unknown > 0
            ? `No live initiative is known to stand still; of ${still.unknown} of ${still.live} nothing dated says whether it moves.`
            : 'No live initiative is stalled.'
          : sentence(
              `${formatThousands(still.spent, portal.portfolio.settings.currency)} on ${countOf(still.stalled, 'initiative')}: ${few(still.between.map((one) => `${one.title}, where ${LENS_NAMES[one.waiting]} waits for ${LENS_NAMES[one.blocking]}: ${one.because}`))}`,
            ),
    },
    {
      about: 'goals',
      question:
        'At the present pace, when do we reach the target, and is the plan enough to get there?',
      path: star ? `goals/${star.goal.id}/#brings` : 'goals/',
      source: metricSource(star?.metric, portal),
      answer: star
        ? `${star.course} ${coverSentence(star, coverOf(star, portal))}`
        : 'No North Star is named.',
    },
    {
      about: 'pods',
      question: 'Which pods lack a role or have one person carrying several?',
      path: 'pods/',
      source: records(portal),
      answer:
        pods.length === 0
          ? 'No pod is written down yet.'
          : sentence(
              [
                ...(lacking.length > 0
                  ? [
                      `${listOf(lacking.map((pod) => pod.initiative.title))} lack${lacking.length === 1 ? 's' : ''} a role`,
                    ]
                  : ['every pod is complete']),
                ...pods.flatMap((pod) => pod.gaps.filter((gap) => gap.includes('leads for'))),
                ...many.map(
                  (one) =>
                    `${one.person} sits in ${numberWord(new Set(one.seats.map((seat) => seat.initiative)).size)} pods`,
                ),
              ].join('; '),
            ),
    },
    {
      about: 'trust',
      question: 'Do the three functions meet, answer and close, and where not?',
      path: 'trust/',
      source: `${logSource(portal)}; ${standupSource(portal)}`,
      answer: `${standupSentence(portal.trust.standups)}${least} ${sentence(waitSentence(portal.trust))} ${rolloutSentence(portal.trust.rollouts)}`,
    },
    {
      about: 'roadmap',
      question: 'Which business milestone is at risk because of which item in which layer?',
      path: 'roadmap/#holds',
      source: records(portal),
      answer:
        risky.length === 0
          ? 'None waits for an unfinished item of another layer.'
          : sentence(
              few(
                risky.map(
                  (state) =>
                    `${state.item.title} rests on ${listOf(state.roots.slice(0, 3).map((id) => `${title(id)?.title} (${LENS_NAMES[title(id)?.layer ?? 'it']}, ${STATUS_WORDS[title(id)?.status ?? 'planned'].word})`))}`,
                ),
              ),
            ),
    },
    {
      about: 'gates',
      question: 'Which gates need my decision, what does the evidence support, what is missing?',
      path: 'gates/',
      source: records(portal),
      answer:
        due.length === 0
          ? 'No gate is open.'
          : sentence(
              few(
                due.map(
                  (review) =>
                    `${review.gate} of ${initiativeTitle(portal, review.initiative)}${review.review.sites.length === 1 ? ` at ${siteName(portal.portfolio.sites, review.review.sites[0] as string)}` : ''}: ${POSITION_TERMS[review.position]}${lackingOf(review)}`,
                ),
                4,
              ),
            ),
    },
    {
      about: 'metrics',
      question: 'Which numbers tell me that it works, and which published ones tell me nothing?',
      path: 'metrics/',
      source: records(portal),
      answer: sentence(
        `${told.length === 0 ? 'No goal has a metric yet' : `${capital(listOf(told))} ${told.length === 1 ? 'tells' : 'tell'} whether it works`}${unused.length > 0 ? `; nothing hangs on ${few(unused.map((metric) => metric.title))}` : '; every published number feeds a goal, a gate or an initiative'}`,
      ),
    },
  ];
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
