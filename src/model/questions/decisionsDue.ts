import { workingDaysAt } from '#model/record/calendar.ts';
import { compareTexts } from '#model/words/compareTexts.ts';
import type { IsoDate } from '#model/time/date.ts';
import { DECISION_TABLE, STANDS } from '#model/gate/decisionClass.ts';
import { capital, formatThousands, listOf } from '#model/words/format.ts';
import { type JudgedReview, OUTCOMES, type Position } from '#model/record/gate.ts';
import type { DecisionOption } from '#model/record/initiative.ts';
import { LENSES, type Lens } from '#model/record/lens.ts';
import type { Portal } from '#model/portal.ts';

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
  doubts: string[];
}

const NO_GATE = 'No gate judges it: a question of means, not of evidence.';
const LEADS: Record<Lens, 'business-lead' | 'it-lead' | 'ot-lead'> = {
  business: 'business-lead',
  it: 'it-lead',
  ot: 'ot-lead',
};

/** Everything that waits for a decision, the longest overdue first. */
export function decisionsDue({
  portfolio,
  reviews,
  initiatives,
  foresight,
}: Pick<Portal, 'portfolio' | 'reviews' | 'initiatives' | 'foresight'>): DecisionDue[] {
  const initiative = (id: string) => portfolio.initiatives.find((one) => one.id === id);
  const over = (sites: readonly string[], by: IsoDate) =>
    workingDaysAt(sites, portfolio.sites, by, portfolio.asOf);
  const waiting = (initiative: string, id: string) =>
    foresight.delays.decisions.find((one) => one.id === id && one.initiative === initiative)
      ?.sentence ?? null;
  const gates = reviews
    .filter((review) => review.state !== 'decided')
    .map((review): DecisionDue => {
      const of = initiative(review.initiative);
      const only =
        review.review.sites.length === 1
          ? (portfolio.sites.find((site) => site.id === review.review.sites[0])?.name ??
            review.review.sites[0])
          : undefined;
      const sites = only === undefined || review.gateTitle.includes(only) ? '' : ` at ${only}`;
      return {
        id: review.review.id,
        question: `${capital(of?.title ?? review.initiative)}${sites}: pass ${review.gate}, ${review.gateTitle}?`,
        decider: of?.pod.executiveSponsor?.name ?? 'Sponsor, not named',
        by: review.review.due,
        over: over(review.review.sites, review.review.due),
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
          waiting(review.initiative, review.review.id),
        ),
        doubts: [...new Set(review.results.flatMap((result) => result.doubts))],
      };
    });
  const requests = portfolio.initiatives.flatMap((of) =>
    of.decisionsOpen.map((request): DecisionDue => {
      const held = request.holds.map(
        (id) =>
          portfolio.roadmap.find((item) => item.id === id)?.title ?? initiative(id)?.title ?? id,
      );
      return {
        id: request.id,
        question: `${request.question}?`.replace('??', '?'),
        decider: request.decider,
        by: request.neededBy,
        over: over(
          of.sites.map((entry) => entry.site),
          request.neededBy,
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
        waits: held,
        cost: waiting(of.id, request.id),
        doubts: [],
      };
    }),
  );
  return [...gates, ...requests].sort((a, b) =>
    a.by === b.by ? (a.id < b.id ? -1 : 1) : a.by < b.by ? -1 : 1,
  );
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
