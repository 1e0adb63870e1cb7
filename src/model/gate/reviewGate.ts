import { commonlyClosed } from '#model/record/calendar.ts';
import { blankResult } from './criteria/result.ts';
import { judgeCriterion, withSentence } from './criterion.ts';
import { addDays, longDate, workingDaysBetween, type IsoDate } from '#model/time/date.ts';
import { decisionClass } from './decisionClass.ts';
import { evidenceView, type EvidenceView } from './evidenceView.ts';
import type { Criterion } from '#model/record/criterion.ts';
import type { CriterionResult, GateReview, JudgedReview } from '#model/record/gate.ts';
import { shortHash } from '#model/words/hash.ts';
import type { Initiative } from '#model/record/initiative.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { iterationsBefore, sameSites } from './kinds/iterations.ts';
import { position, positionWords, stopIsTrue, type Judged } from './position.ts';
import { signOffState } from './signOffs.ts';

/** A review further ahead than this many days is not due yet. */
const DUE_WITHIN = 30;

/** What was decided, and what is still to be: nobody is asked about an initiative that was stopped. */
export function reviewsOf({ status, gates }: Initiative): GateReview[] {
  return status === 'stopped' ? gates.filter((review) => review.decision) : gates;
}

/** Judges a review on the latest data and, when it was decided, as of the decision's date with the data known then. */
export function reviewGate(
  review: GateReview,
  initiative: Initiative,
  portfolio: Portfolio,
): JudgedReview {
  const phase = portfolio.frameworks
    .find((candidate) => candidate.id === initiative.framework)
    ?.phases.find((candidate) => candidate.id === review.phase);
  const { decision, due } = review;
  const { asOf } = portfolio;
  const day = decision?.date ?? asOf;
  const judgeOn = judgement(review, initiative, portfolio, phase?.criteria ?? []);
  // A decided review is shown with the evidence of its day.
  const { judged, view } = judgeOn(day);
  const evidence = evidenceHash(judged);
  const signOffs = signOffState(review.signOffs, phase?.signOffs ?? [], {
    hash: evidence,
    hashOn: (on) => evidenceHash(judgeOn(on).judged),
    until: day,
  });
  const found = position(judged, signOffs);
  // Evidence of today judges a past gate only where it was restated; time that passed since is not held against it.
  const latest =
    decision && view.isRestated() ? position(judgeOn(day, 'restated').judged, signOffs) : found;
  const state = stateOf(review, asOf);
  const classified = classOf(review, initiative, portfolio, {
    ...{ position: found, restated: latest, judged, signOffs, state },
  });
  const same = initiative.gates.filter(
    (gate) => gate.phase === review.phase && sameSites(gate, review) && gate.due <= due,
  );
  return {
    review,
    initiative: initiative.id,
    gate: phase?.gate ?? '',
    gateTitle: review.title ?? phase?.gateTitle ?? '',
    ...judged,
    position: found,
    ...positionWords(found, judged, signOffs),
    missingSignOffs: signOffs.missing,
    voidSignOffs: signOffs.voided,
    vetoes: signOffs.vetoes,
    dissent: signOffs.dissent,
    sequence: Math.max(1, same.length),
    iterations: iterationsBefore(evidenceView(review, initiative, portfolio, due), due),
    positionThen: decision ? found : null,
    positionLatest: latest,
    conditions: (decision?.conditions ?? []).map((condition) => ({
      ...condition,
      state: condition.done ? 'done' : condition.due < asOf ? 'lapsed' : 'open',
    })),
    class: classified.class,
    classSentence: classified.sentence,
    state,
    lock: lockState(review, [...judged.results, ...judged.stops]),
    evidence,
  };
}

interface OfDay {
  judged: Judged;
  /** What was asked of: it knows whether any of that was restated. */
  view: EvidenceView;
}

/** Judges a review on any day, with what was known then or with what was restated since; each day once. */
function judgement(
  review: GateReview,
  initiative: Initiative,
  portfolio: Portfolio,
  framework: readonly Criterion[],
): (on: IsoDate, known?: 'restated') => OfDay {
  const criteria = criteriaOf(review, framework);
  const judgedOn = new Map<string, OfDay>();
  return (on, known) => {
    const key = `${on} ${known ?? ''}`;
    const before = judgedOn.get(key);
    if (before) return before;
    const view = evidenceView(review, initiative, portfolio, on, known);
    const found = { view, judged: judgeAll(criteria, review, view) };
    judgedOn.set(key, found);
    return found;
  };
}

function stateOf({ decision, due }: GateReview, asOf: IsoDate): JudgedReview['state'] {
  if (decision) return 'decided';
  if (due < asOf) return 'overdue';
  return due > addDays(asOf, DUE_WITHIN) ? 'upcoming' : 'open';
}

type Classified = Pick<
  Parameters<typeof decisionClass>[0],
  'position' | 'restated' | 'judged' | 'signOffs'
>;

/** How a decision fits its evidence; how late one is that is not made. */
function classOf(
  { decision, due, sites }: GateReview,
  { pod }: Initiative,
  portfolio: Portfolio,
  { state, ...found }: Classified & { state: JudgedReview['state'] },
): ReturnType<typeof decisionClass> {
  const { asOf } = portfolio;
  const closed = commonlyClosed(
    sites.map((site) => portfolio.sites.find(({ id }) => id === site)?.closed ?? []),
  );
  if (decision) {
    const leads = [pod.itLead, pod.otLead, pod.businessLead].flatMap(
      (member) => member?.name ?? [],
    );
    return decisionClass({ decision, ...found, leads, due, asOf, closed });
  }
  return state === 'overdue'
    ? {
        class: 'overdue',
        sentence: `due ${longDate(due)}, ${workingDaysBetween(due, asOf, closed)} working days ago, not decided`,
      }
    : { class: 'open', sentence: `due ${longDate(due)}` };
}

/** Framework criteria with the review's own in place of those of the same id; `only` keeps the own. */
export function criteriaOf(review: GateReview, framework: readonly Criterion[]): Criterion[] {
  const inherited = review.only ? [] : framework;
  const replaced = inherited.map(
    (criterion) => review.criteria.find((candidate) => candidate.id === criterion.id) ?? criterion,
  );
  return [
    ...replaced,
    ...review.criteria.filter(
      (criterion) => !inherited.some((candidate) => candidate.id === criterion.id),
    ),
  ];
}

function judgeAll(criteria: readonly Criterion[], review: GateReview, view: EvidenceView): Judged {
  const results = criteria.map((criterion) => judgeCriterion(criterion, view));
  const stops = review.stopRules
    .map((rule) => judgeCriterion(rule, view))
    .map((stop) => ({ ...stop, isTrue: stopIsTrue(stop) }));
  const asked = new Set([...results, ...stops].map((result) => result.criterion.id));
  const removed = Object.keys(review.locked?.criteria ?? {}).filter((id) => !asked.has(id));
  return { results: [...results, ...removed.map((id) => noLongerAsked(id, view))], stops };
}

/** A criterion that was locked and is not asked any more stays open: leaving it out is no way to meet it. */
function noLongerAsked(id: string, view: EvidenceView): CriterionResult {
  const criterion: Criterion = {
    id,
    level: 'must',
    kind: 'attestation',
    waivable: false,
  };
  return withSentence({
    ...blankResult(criterion, view),
    reason: 'removed',
    because: `this criterion was locked on ${view.review.locked?.on} and is not asked any more`,
  });
}

function lockState(
  { locked }: GateReview,
  results: readonly CriterionResult[],
): JudgedReview['lock'] {
  if (!locked) return null;
  const ids = (wanted: (result: CriterionResult) => boolean) =>
    results.filter(wanted).map((result) => result.criterion.id);
  return {
    on: locked.on,
    moved: ids((result) => result.reason === 'moved'),
    removed: ids((result) => result.reason === 'removed'),
    added: ids((result) => !Object.hasOwn(locked.criteria, result.criterion.id)),
  };
}

/** A short stable mark of what the results were, for sign-offs to bind to: states and thresholds, of each unit too. A value may move within its result. */
function evidenceHash({ results, stops }: Judged): string {
  const mark = (result: CriterionResult): unknown => [
    result.criterion.id,
    result.state,
    result.threshold,
    result.units.map((unit) => [unit.id, unit.state]),
    result.parts.map(mark),
  ];
  return shortHash(JSON.stringify([...results, ...stops].map(mark)));
}

/** Decisions due first, then what is open, newest decisions after. */
export function gateBoard(reviews: readonly JudgedReview[]): JudgedReview[] {
  const rank = { overdue: 0, open: 1, upcoming: 2, decided: 3 };
  return reviews.toSorted(
    (a, b) =>
      rank[a.state] - rank[b.state] ||
      (a.state === 'decided'
        ? a.review.due < b.review.due
          ? 1
          : -1
        : a.review.due < b.review.due
          ? -1
          : 1),
  );
}
