import { reaches } from '#model/statistics/nearly.ts';
import { compareTexts } from '#model/words/compareTexts.ts';
import { daysBetween, longDate, type IsoDate } from '#model/time/date.ts';
import { countOf, formatValue, lower } from '#model/words/format.ts';
import { USUAL_PROFILES, type FunctionProfile } from '#model/record/functionProfile.ts';
import type { FrictionItem } from '#model/record/friction.ts';
import { LENSES, LENS_NAMES, type Lens } from '#model/record/lens.ts';
import { phaseKind } from '#model/record/phase.ts';
import type { Portal } from '#model/portal.ts';
import type { InitiativeState } from '#model/initiative/initiativeState.ts';
import { ageDays, agreedHours, elapsedHours } from './response.ts';
import { siteName } from '#model/record/site.ts';

/** Why an initiative stands still between two functions. */
export interface Standstill {
  initiative: string;
  title: string;
  waiting: Lens;
  blocking: Lens;
  since: IsoDate;
  because: string;
  spent: number;
  /** Open items between the two, and decisions asked for and not taken. */
  open: string[];
}

/** What one function rubs against, counted in the log, beside what it usually says. */
export interface FunctionState {
  profile: FunctionProfile;
  /** True where nothing is written and the usual profile stands in. */
  usual: boolean;
  raised: number;
  unanswered: number;
  /** Items that others wait for from it. */
  owed: number;
  /** The oldest that it raised and that is unresolved. */
  oldest: string | null;
}

export interface PatternState {
  id: string;
  title: string;
  initiative: string;
  initiativeTitle: string;
  symptoms: { lens: Lens; evidence: string }[];
  state: 'present' | 'partly';
}

/** How many initiatives live, how many of them stand still and what those spent, and where two functions wait for each other. */
export function standstills(portal: Portal): {
  live: number;
  stalled: number;
  /** Of which nothing dated says whether they move. */
  unknown: number;
  between: Standstill[];
  spent: number;
} {
  // One that is paused rests on purpose, and counts as neither.
  const live = portal.initiatives.filter(
    ({ initiative }) => !['done', 'stopped', 'paused'].includes(initiative.status),
  );
  const stalled = live.filter((state) => state.stalled);
  const between = stalled
    .flatMap((state): Standstill[] => waitingBetween(state, portal))
    .sort((a, b) => compareTexts(a.since, b.since));
  return {
    live: live.length,
    stalled: stalled.length,
    unknown: live.filter((state) => state.stall === 'unknown').length,
    between,
    spent: stalled.reduce((sum, state) => sum + state.money.spent, 0),
  };
}

function waitingBetween(state: InitiativeState, { portfolio }: Portal): Standstill[] {
  const { initiative } = state;
  const overdue = portfolio.friction
    .filter(
      (item) =>
        item.initiative === initiative.id &&
        item.resolved === null &&
        item.from !== item.to &&
        isOverdue(item, portfolio.settings.responseHours, portfolio.asOf),
    )
    .sort((a, b) => (a.opened < b.opened ? -1 : 1));
  const declared = initiative.stall;
  const first = overdue[0];
  if (!declared && !first) return [];
  const decisions = initiative.decisionsOpen.map(
    (request) =>
      `${request.question}${/[?!.]$/.test(request.question) ? '' : ':'} ${request.decider} has been asked since ${longDate(request.requested)} (${request.id})`,
  );
  return [
    {
      initiative: initiative.id,
      title: initiative.title,
      waiting: declared?.waitingFor ?? first!.from,
      blocking: declared?.blockedBy ?? first!.to,
      since: declared?.since ?? first!.opened.slice(0, 10),
      because: declared?.reason ?? first!.title,
      spent: state.money.spent,
      open: [
        ...decisions,
        ...overdue.map(
          (item) =>
            `${led(item.title)} ${LENS_NAMES[item.from]} waits for ${LENS_NAMES[item.to]}, ${countOf(ageDays(item, portfolio.asOf), 'day')} (${item.id})`,
        ),
      ],
    },
  ];
}

/** Past the time agreed for a first answer, or answered and unresolved for more than ten working days. */
function isOverdue(item: FrictionItem, agreed: readonly number[], asOf: IsoDate): boolean {
  if (item.firstResponse === null)
    return elapsedHours(item.opened, `${asOf}T00:00`) > agreedHours(item, agreed);
  return daysBetween(item.opened.slice(0, 10), asOf) > 14;
}

/** The three functions as they describe themselves and as the log counts them. */
export function functionStates({ portfolio, trust }: Portal): FunctionState[] {
  return LENSES.map((lens) => {
    const written = portfolio.functions.find((profile) => profile.lens === lens);
    const raised = portfolio.friction.filter((item) => item.from === lens);
    const oldest = trust.open.find((item) => item.from === lens);
    return {
      profile: written ?? USUAL_PROFILES[lens],
      usual: written === undefined,
      raised: raised.length,
      unanswered: raised.filter((item) => item.firstResponse === null).length,
      owed: trust.open.filter((item) => item.to === lens).length,
      oldest: oldest
        ? `${oldest.title}, ${countOf(oldest.ageDays, 'day')}${oldest.site ? `, ${siteName(portfolio.sites, oldest.site)}` : ''}`
        : null,
    };
  });
}

type Symptom = { lens: Lens; find: (state: InitiativeState, portal: Portal) => string | null };

/** Patterns of misalignment; each symptom is evidence in the records. One is shown when its first symptom and one of another function are there. */
const PATTERNS: {
  id: string;
  title: string;
  applies: (state: InitiativeState, portal: Portal) => boolean;
  symptoms: Symptom[];
}[] = [
  {
    id: 'shipped-and-unused',
    title: 'Shipped by one function, not used by another',
    applies: ({ initiative }, { portfolio }) =>
      phaseKind(portfolio.frameworks, initiative, initiative.phase) !== 'pilot',
    symptoms: [
      { lens: 'ot', find: lowUse },
      {
        lens: 'it',
        find: ({ initiative }) =>
          initiative.checkpoints.length === 0
            ? 'no operator validated it before the roll-out'
            : null,
      },
      {
        lens: 'business',
        find: ({ initiative }, portal) =>
          typesOf(initiative, portal).has('behavior')
            ? null
            : 'no metric says whether work is done differently',
      },
    ],
  },
  {
    id: 'equipped-not-connected',
    title: 'Equipped on the line, not connected',
    applies: () => true,
    symptoms: [
      { lens: 'ot', find: (state, portal) => tie(state, portal, 'ot', 'it') },
      {
        lens: 'it',
        find: (state, portal) =>
          portal.roadmap
            .filter(
              (one) =>
                one.item.initiative === state.initiative.id &&
                one.item.layer === 'it' &&
                one.item.status === 'blocked',
            )
            .map((one) => `${one.item.title} is blocked`)[0] ?? null,
      },
      {
        lens: 'business',
        find: ({ money }) =>
          money.planned > 0 && money.confirmed === 0 ? 'finance has confirmed no benefit' : null,
      },
    ],
  },
  {
    id: 'bypassed',
    title: 'A tool that is worked around',
    applies: () => true,
    symptoms: [
      { lens: 'ot', find: notChanged },
      { lens: 'it', find: ({ initiative }, { trust }) => openTo(trust.open, initiative.id, 'it') },
      {
        lens: 'business',
        find: ({ initiative }, { trust }) => openTo(trust.open, initiative.id, 'business'),
      },
    ],
  },
];

/** Which patterns the records show, the fullest first. */
export function alignmentPatterns(portal: Portal): PatternState[] {
  return PATTERNS.flatMap((pattern) =>
    portal.initiatives
      .filter(
        (state) =>
          !['done', 'stopped'].includes(state.initiative.status) && pattern.applies(state, portal),
      )
      .flatMap((state): PatternState[] => {
        const symptoms = pattern.symptoms.flatMap(({ lens, find }) => {
          const evidence = find(state, portal);
          return evidence === null ? [] : [{ lens, evidence }];
        });
        return symptoms.length < 2 || symptoms[0]?.lens !== pattern.symptoms[0]?.lens
          ? []
          : [
              {
                id: pattern.id,
                title: pattern.title,
                initiative: state.initiative.id,
                initiativeTitle: state.initiative.title,
                symptoms,
                state: symptoms.length === pattern.symptoms.length ? 'present' : 'partly',
              },
            ];
      }),
  ).sort((a, b) => b.symptoms.length - a.symptoms.length);
}

function typesOf(initiative: InitiativeState['initiative'], portal: Portal): Set<string> {
  return new Set(
    initiative.metrics
      .filter((entry) => entry.role !== 'context')
      .flatMap((entry) => portal.metrics.get(entry.id)?.metric.type ?? []),
  );
}

function lowUse({ initiative }: InitiativeState, portal: Portal): string | null {
  const state = initiative.metrics
    .flatMap((entry) => portal.metrics.get(entry.id) ?? [])
    .find((one) => one.metric.type === 'adoption' && one.metric.unit === '%' && one.all.latest);
  const value = state?.all.latest?.value;
  return state && value != null && value < 40
    ? `${lower(state.metric.title)}: ${formatValue(state.metric, value)}`
    : null;
}

/** A behaviour metric that misses its target, or had no signal, long after the start. */
function notChanged({ initiative }: InitiativeState, portal: Portal): string | null {
  const state = initiative.metrics
    .filter((entry) => entry.role === 'primary' || entry.role === 'input')
    .flatMap((entry) => portal.metrics.get(entry.id) ?? [])
    .find((one) => one.metric.type === 'behavior');
  if (
    !state?.all.latest ||
    state.all.variation === 'improvement' ||
    !initiative.start ||
    daysBetween(initiative.start, portal.portfolio.asOf) < 180
  )
    return null;
  const { value } = state.all.latest;
  const target = state.metric.target?.value;
  const missed =
    value !== null && target !== undefined && !reaches(value, target, state.metric.direction);
  return missed || state.freshness === 'stale'
    ? `${lower(state.metric.title)}: ${formatValue(state.metric, value)}${state.freshness === 'stale' ? ' when last seen' : ', not at its target'}`
    : null;
}

function openTo(open: Portal['trust']['open'], initiative: string, to: Lens): string | null {
  const item = open.find(
    (one) => one.initiative === initiative && one.to === to && one.severity <= 2,
  );
  return item ? `${led(item.title)} open for ${countOf(item.ageDays, 'day')} (${item.id})` : null;
}

/** An item of one layer done for more than 30 days, and one of another that needs it still open. */
function tie(state: InitiativeState, portal: Portal, done: Lens, open: Lens): string | null {
  const items = new Map(portal.roadmap.map((one) => [one.item.id, one]));
  for (const one of portal.roadmap) {
    if (
      one.item.initiative !== state.initiative.id ||
      one.item.layer !== done ||
      one.item.status !== 'done' ||
      daysBetween(one.item.doneOn ?? one.item.end, portal.portfolio.asOf) <= 30
    )
      continue;
    const waiting = one.neededBy
      .map((id) => items.get(id))
      .find((other) => other?.item.layer === open && other.item.status !== 'done');
    if (waiting) return `${one.item.title} is done, ${waiting.item.title} is not`;
  }
  return null;
}

/** A title that leads a sentence: a question keeps its own mark. */
function led(title: string): string {
  return /[?!.:]$/.test(title) ? title : `${title}:`;
}
