import { workingDaysAt } from '#model/record/calendar.ts';
import { compareTexts } from '#model/words/compareTexts.ts';
import type { IsoDate } from '#model/time/date.ts';
import { DECISION_TABLE, STANDS } from '#model/gate/decisionClass.ts';
import { capital, formatThousands, listOf } from '#model/words/format.ts';
import { type JudgedReview, OUTCOMES, type Position } from '#model/record/gate.ts';
import type { DecisionOption, DecisionRequest, Initiative } from '#model/record/initiative.ts';
import { LENSES, type Lens } from '#model/record/lens.ts';
import type { Portal } from '#model/portal.ts';
import { siteName } from '#model/record/site.ts';
import { byCostOfDelay } from './byCostOfDelay.ts';

/** One thing that somebody has to decide: a gate review, or a request of an initiative. */
export interface DecisionDue {
  id: string;
  question: string;
  decider: string;
  by: IsoDate;
  /** Working days since that day at the sites it is about; none before it. */
  over: number;
  initiative: string;
  path: string;
  /** The gate or the request in its file, for those who record what was decided. */
  record: { kind: 'gate' | 'request'; file: string; id: string };
  /** Since when it is asked for; null for a gate, which has a date and no asker. */
  asked: IsoDate | null;
  /** What the evidence supports; null where no gate judges it. */
  position: Position | null;
  evidence: string;
  /** The same beside a tag that names the position. */
  because: string;
  functions: {
    lens: Lens;
    name: string | null;
    verdict: 'agree' | 'agree-with-conditions' | 'disagree' | 'abstain' | 'missing';
  }[];
  /** Ways to decide, as the records name them; for a gate as the evidence supports them. */
  options: DecisionOption[];
  /** What happens when nobody decides, where the records say it. */
  ifNot: string | null;
  /** What does not move before it. */
  waits: string[];
  /** What waiting costs: money and points that do not come; null in reports that were frozen before it was kept. */
  cost: string | null;
  /** The same as numbers: thousands a month (null where that cannot be said), and points of the North Star. */
  delay: { perMonth: number | null; northStar: number };
  doubts: string[];
}

const NO_GATE = 'No gate judges it: a question of means, not of evidence.';
const LEADS: Record<Lens, 'business-lead' | 'it-lead' | 'ot-lead'> = {
  business: 'business-lead',
  it: 'it-lead',
  ot: 'ot-lead',
};

type Parts = Pick<Portal, 'portfolio' | 'reviews' | 'initiatives' | 'foresight'>;

/** Everything that waits for a decision, in the order of its cost of delay. */
export function decisionsDue(portal: Parts): DecisionDue[] {
  const gates = portal.reviews
    .filter((review) => review.state !== 'decided')
    .map((review) => gateDue(review, portal));
  const requests = portal.portfolio.initiatives.flatMap((initiative) =>
    initiative.decisionsOpen.map((request) => requestDue(request, initiative, portal)),
  );
  return [...gates, ...requests].sort(byCostOfDelay(portal.portfolio.asOf));
}

function gateDue(review: JudgedReview, { portfolio, initiatives, foresight }: Parts): DecisionDue {
  const of = portfolio.initiatives.find(({ id }) => id === review.initiative);
  const [only, ...others] = review.review.sites;
  const site = only === undefined || others.length > 0 ? null : siteName(portfolio.sites, only);
  const at = site === null || review.gateTitle.includes(site) ? '' : ` at ${site}`;
  const waiting = waitingFor(review.initiative, review.review.id, foresight);
  return {
    id: review.review.id,
    question: `${capital(of?.title ?? review.initiative)}${at}: pass ${review.gate}, ${review.gateTitle}?`,
    decider: of?.pod.executiveSponsor?.name ?? 'Sponsor, not named',
    by: review.review.due,
    over: workingDaysAt(review.review.sites, portfolio.sites, review.review.due, portfolio.asOf),
    initiative: of?.title ?? review.initiative,
    path: `initiatives/${review.initiative}/#${review.review.id}`,
    record: { kind: 'gate', file: of?.file ?? '', id: review.review.id },
    asked: null,
    position: review.position,
    evidence: review.sentence,
    because: review.because,
    functions: verdicts(review),
    options: outcomes(review.position),
    ifNot: review.review.ifNotDecided ?? null,
    waits: [],
    cost: sentences(
      spending(initiatives, review.initiative, portfolio.settings.currency),
      waiting.sentence,
    ),
    delay: waiting.delay,
    doubts: [...new Set(review.results.flatMap((result) => result.doubts))],
  };
}

function requestDue(
  request: DecisionRequest,
  of: Initiative,
  { portfolio, foresight }: Parts,
): DecisionDue {
  const title = (id: string) =>
    portfolio.roadmap.find((item) => item.id === id)?.title ??
    portfolio.initiatives.find((one) => one.id === id)?.title ??
    id;
  const waiting = waitingFor(of.id, request.id, foresight);
  return {
    id: request.id,
    question: `${request.question}?`.replace('??', '?'),
    decider: request.decider,
    by: request.neededBy,
    over: workingDaysAt(
      of.sites.map((entry) => entry.site),
      portfolio.sites,
      request.neededBy,
      portfolio.asOf,
    ),
    initiative: of.title,
    path: `initiatives/${of.id}/`,
    record: { kind: 'request', file: of.file, id: request.id },
    asked: request.requested,
    position: null,
    evidence: NO_GATE,
    because: NO_GATE,
    functions: [],
    options: request.options,
    ifNot: request.ifNotDecided ?? null,
    waits: request.holds.map(title),
    cost: waiting.sentence,
    delay: waiting.delay,
    doubts: [],
  };
}

/** What waiting for one decision costs: in a sentence, and as what decides its place in a list. */
function waitingFor(
  initiative: string,
  id: string,
  { delays }: Portal['foresight'],
): { sentence: string | null; delay: DecisionDue['delay'] } {
  const cost = delays.decisions.find((one) => one.id === id && one.initiative === initiative);
  return {
    sentence: cost?.sentence ?? null,
    delay: {
      perMonth: cost?.perMonth ?? null,
      northStar: cost?.points.find(({ isNorthStar }) => isNorthStar)?.likely ?? 0,
    },
  };
}

function sentences(...parts: (string | null)[]): string | null {
  const known = parts.filter((part) => part !== null);
  return known.length === 0 ? null : known.join(' ');
}

/** What can be decided at a gate, by how far the evidence goes: "Iterate, stop: supported by the evidence". */
function outcomes(position: Position): DecisionOption[] {
  const bySupport = Map.groupBy(OUTCOMES, (outcome) => DECISION_TABLE[position][outcome]);
  return [...bySupport]
    .sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b))
    .map(([support, names]) => ({
      title: capital(listOf(names.map((name) => name.replaceAll('-', ' ')))),
      means: STANDS[support],
      agree: [],
      disagree: [],
    }));
}

const ORDER: readonly (keyof typeof STANDS)[] = [
  'supported',
  'reason',
  'reason-and-date',
  'unsupported',
];

/** What each of the three functions recommends, or that it has not said it. */
function verdicts(review: JudgedReview): DecisionDue['functions'] {
  return LENSES.map((lens) => {
    const signed = review.review.signOffs.filter(
      (candidate) => candidate.role === LEADS[lens] && !review.voidSignOffs.includes(candidate),
    );
    const sign = signed.toSorted((a, b) => compareTexts(a.date, b.date)).at(-1);
    return { lens, name: sign?.name ?? null, verdict: sign?.verdict ?? 'missing' };
  });
}

/** An initiative that stands still before its gate costs what was spent on it. */
function spending(initiatives: Portal['initiatives'], id: string, currency: string): string | null {
  const state = initiatives.find((one) => one.initiative.id === id);
  return state?.stalled && state.money.spent > 0
    ? `${formatThousands(state.money.spent, currency)} are spent, and the initiative is stalled.`
    : null;
}
