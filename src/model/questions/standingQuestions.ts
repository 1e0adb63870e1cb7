import { workingDaysBetween } from '#model/time/date.ts';
import { countedOf, countOf, formatNumber, listOf } from '#model/words/format.ts';
import { LENS_NAMES } from '#model/record/lens.ts';
import type { Portal } from '#model/portal.ts';
import type { InitiativeState } from '#model/initiative/initiativeState.ts';

/** A question that leaders ask again and again, answered again from the records of every build. */
export interface StandingQuestion {
  id: string;
  question: string;
  /** Sentences, each a fact with its count. */
  answer: string[];
  links: { path: string; text: string }[];
}

/** The five standing questions, answered from the records. */
export function standingQuestions(portal: Portal): StandingQuestion[] {
  const live = portal.initiatives.filter(
    ({ initiative }) => !['stopped', 'done'].includes(initiative.status),
  );
  return [
    engagingOt(portal, live),
    measuring(portal, live),
    shelfware(portal),
    executives(portal),
    strategy(portal, live),
  ];
}

function engagingOt(portal: Portal, live: InitiativeState[]): StandingQuestion {
  const before = live.filter(({ initiative }) =>
    initiative.checkpoints.some(
      (point) =>
        point.outcome !== 'rejected' &&
        point.date <= (firstUse(initiative.sites) ?? portal.portfolio.asOf),
    ),
  );
  const operators = live
    .flatMap(({ initiative }) => initiative.checkpoints)
    .reduce((sum, point) => sum + point.operators, 0);
  const sites = new Set(
    live.flatMap(({ initiative }) => initiative.checkpoints.map((point) => point.site)),
  );
  const comments = live
    .flatMap(({ initiative }) => initiative.checkpoints)
    .reduce(
      (sum, point) => ({
        received: sum.received + (point.commentsReceived ?? 0),
        answered: sum.answered + (point.commentsAnswered ?? 0),
      }),
      { received: 0, answered: 0 },
    );
  const raised = portal.trust.pairs
    .filter((pair) => pair.from === 'ot')
    .map(
      (pair) =>
        `${LENS_NAMES[pair.to]} ${pair.within} of ${pair.within + pair.late + pair.openOverdue}`,
    );
  return {
    id: 'engaging-ot',
    question: 'How do we engage OT?',
    answer:
      live.length === 0
        ? ['No initiative is live yet, so no operator had to be heard.']
        : [
            `${before.length} of ${live.length} live initiatives were validated on the floor before their first use.`,
            `${countOf(operators, 'operator')} heard at ${countOf(sites.size, 'site')}.`,
            ...(comments.received > 0
              ? [
                  `${countedOf(comments.answered, comments.received, 'comment', ['is', 'are'])} answered.`,
                ]
              : []),
            ...(raised.length > 0 ? [`Questions of OT answered in time: ${listOf(raised)}.`] : []),
          ].map(sentence),
    links: [
      { path: 'trust/', text: 'Trust' },
      { path: 'guide/rules/trust/validation-after-rollout/', text: 'the rule' },
    ],
  };
}

function measuring(portal: Portal, live: InitiativeState[]): StandingQuestion {
  const has = (state: InitiativeState, type: string) =>
    state.initiative.metrics.some((entry) => portal.metrics.get(entry.id)?.metric.type === type);
  const whole = live.filter((state) =>
    ['adoption', 'behavior', 'outcome'].every((type) => has(state, type)),
  );
  const onlyDelivery = live.filter((state) => {
    const primary = state.initiative.metrics.filter((entry) => entry.role === 'primary');
    return (
      primary.length > 0 &&
      primary.every((entry) => portal.metrics.get(entry.id)?.metric.type === 'delivery')
    );
  });
  return {
    id: 'measuring-success',
    question: 'How do we measure success across departments?',
    answer:
      live.length === 0
        ? ['No initiative is live yet, so there is nothing to measure.']
        : [
            `${whole.length} of ${live.length} live initiatives measure use, change of work and result together.`,
            onlyDelivery.length > 0
              ? `Only what was delivered is measured by ${listOf(onlyDelivery.map((state) => state.initiative.title))}.`
              : 'None rests on what was delivered alone.',
          ],
    links: [
      { path: 'metrics/', text: 'Metrics' },
      { path: 'guide/rules/metric/type-mix/', text: 'the rule' },
    ],
  };
}

function shelfware(portal: Portal): StandingQuestion {
  const below = portal.findings.filter(
    (finding) => finding.rule === 'finding/adoption-below-floor',
  );
  const early = portal.reviews.filter(
    (review) =>
      review.review.decision?.outcome.startsWith('advance') &&
      ['unsupported', 'override-expired'].includes(review.class ?? ''),
  );
  const title = (id: string) =>
    portal.portfolio.initiatives.find((initiative) => initiative.id === id)?.title ?? id;
  return {
    id: 'avoiding-shelfware',
    question: 'How do we avoid tools that nobody uses?',
    answer: [
      ...(below.length === 0
        ? ['Thirteen weeks after its start no tool is used by fewer than the floor.']
        : below.map((finding) => `${finding.title}: ${finding.what}`)),
      early.length > 0
        ? `Advanced beyond the recorded evidence: ${listOf([...new Set(early.map((review) => title(review.initiative)))])}.`
        : 'Nothing was advanced beyond the recorded evidence.',
    ].map(sentence),
    links: [
      { path: 'gates/', text: 'Gates' },
      { path: 'guide/rules/finding/adoption-below-floor/', text: 'the rule' },
    ],
  };
}

function executives(portal: Portal): StandingQuestion {
  const due = portal.reviews.filter((review) => review.state === 'overdue').length;
  const requests = portal.initiatives.flatMap(({ initiative }) =>
    initiative.decisionsOpen.map((request) =>
      workingDaysBetween(request.requested, portal.portfolio.asOf),
    ),
  );
  const overrides = portal.portfolio.initiatives
    .flatMap((initiative) => initiative.gates)
    .filter((gate) => gate.decision?.override).length;
  const stopped = portal.portfolio.initiatives.filter(
    (initiative) => initiative.status === 'stopped',
  ).length;
  return {
    id: 'role-of-executives',
    question: 'What is the role of executives?',
    answer: [
      `${countOf(due, 'gate')} past the date of the review; ${countOf(requests.length, 'decision')} asked for${requests.length > 0 ? `, the oldest ${Math.max(...requests)} working days ago` : ''}.`,
      `${countOf(overrides, 'override')} signed.`,
      `${countOf(stopped, 'initiative')} stopped; stopping in time is an achievement.`,
    ].map(sentence),
    links: [
      { path: 'gates/', text: 'Decisions due' },
      { path: 'guide/rules/pod/decision-overdue/', text: 'the rule' },
    ],
  };
}

function strategy(portal: Portal, live: InitiativeState[]): StandingQuestion {
  const { currency } = portal.portfolio.settings;
  const served = new Set(live.flatMap(({ initiative }) => initiative.goals));
  const wished = portal.goals.filter(
    (state) => state.goal.status === 'active' && !state.isNorthStar && !served.has(state.goal.id),
  );
  const without = portal.initiatives.filter(({ initiative }) => initiative.goals.length === 0);
  const spent = (states: InitiativeState[]) =>
    states.reduce((sum, state) => sum + state.money.spent, 0);
  return {
    id: 'alignment-with-strategy',
    question: 'How do we stay aligned with strategy?',
    answer: [
      portal.goals.every((state) => state.goal.status !== 'active')
        ? 'No goal is active yet.'
        : wished.length > 0
          ? `No live initiative works for ${listOf(wished.map((state) => state.goal.title))}.`
          : 'Every active goal has a live initiative.',
      ...(spent(portal.initiatives) > 0
        ? [
            `${formatNumber(spent(portal.initiatives.filter((state) => !without.includes(state))), 0)} k ${currency} spent under a goal, ${formatNumber(spent(without), 0)} k without one.`,
          ]
        : []),
    ],
    links: [
      { path: 'goals/', text: 'Goals' },
      { path: 'guide/rules/goal/orphan/', text: 'the rule' },
    ],
  };
}

function firstUse(sites: readonly { since?: string | undefined }[]): string | null {
  return sites.flatMap((entry) => entry.since ?? []).sort()[0] ?? null;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
