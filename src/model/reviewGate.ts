import { workingDaysBetween, longDate, type IsoDate } from './date.ts';
import { judgeCriterion } from './criterion.ts';
import { decisionClass } from './decisionClass.ts';
import { evidenceView } from './evidenceView.ts';
import { listOf } from './format.ts';
import type { Criterion, CriterionResult, Decision, GateReview, JudgedReview, Position, SignOff } from './gate.ts';
import type { Initiative } from './initiative.ts';
import type { Portfolio } from './portfolio.ts';

/** A decision later than this many working days after the review was due is late. */
export const LATE_AFTER = 10;

/** Judges a review on the latest data and, when it was decided, as of the decision's date with the data known then. */
export function reviewGate(review: GateReview, initiative: Initiative, portfolio: Portfolio): JudgedReview {
  const framework = portfolio.frameworks.find((candidate) => candidate.id === initiative.framework);
  const phase = framework?.phases.find((candidate) => candidate.id === review.phase);
  const criteria = merge(review.only ? [] : (phase?.criteria ?? []), review.criteria);
  const judge = (asOf: IsoDate) => {
    const view = evidenceView(review, initiative, portfolio, asOf);
    return { results: criteria.map((criterion) => judgeCriterion(criterion, view)), stops: review.stopRules.map((rule) => judgeCriterion(rule, view)) };
  };
  const decision = review.decision;
  const wanted = phase?.signOffs ?? [];
  // A decided review is shown with the evidence of its day; what the latest data says is compared with it.
  const latest = judge(portfolio.asOf);
  const then = decision ? judge(decision.date) : latest;
  const hash = evidenceHash(then.results);
  const voided = review.signOffs.filter((sign) => sign.evidence !== undefined && sign.evidence !== hash);
  const valid = review.signOffs.filter((sign) => !voided.includes(sign));
  const missing = wanted.filter((role) => !valid.some((sign) => sign.role === role && sign.verdict !== 'abstain'));
  const positionNow = position(latest, valid, missing.length > 0);
  const positionThen = decision ? position(then, valid, missing.length > 0) : null;
  // Evidence of today judges a past gate only where it was restated; time that passed since is not held against it.
  const restated = decision ? judgeRestated(review, initiative, portfolio, criteria, decision) : null;
  const restatedPosition = restated ? position(restated, valid, missing.length > 0) : null;
  const shown = decision ? then : latest;
  const state = decision ? 'decided' : review.due < portfolio.asOf ? 'overdue' : 'open';
  const classified = decision
    ? decisionClass({ decision, position: positionThen as Position, restated: restatedPosition, results: then.results, leads: [initiative.pod.itLead, initiative.pod.otLead, initiative.pod.businessLead].flatMap((member) => member?.name ?? []), due: review.due, asOf: portfolio.asOf })
    : { class: state === 'overdue' ? ('overdue' as const) : ('open' as const), sentence: state === 'overdue' ? `due ${longDate(review.due)}, ${workingDaysBetween(review.due, portfolio.asOf)} working days ago, not decided` : `due ${longDate(review.due)}` };
  return {
    review,
    initiative: initiative.id,
    gate: phase?.gate ?? '',
    gateTitle: review.title ?? phase?.gateTitle ?? '',
    results: [...shown.results, ...(shown.stops.length > 0 ? shown.stops : [])],
    position: decision ? (positionThen as Position) : positionNow,
    sentence: positionSentence(decision ? (positionThen as Position) : positionNow, shown, missing.length > 0, valid),
    missingSignOffs: missing,
    voidSignOffs: voided,
    dissent: valid.filter((sign) => sign.verdict === 'disagree'),
    positionThen,
    class: classified.class,
    classSentence: classified.sentence,
    state,
    evidence: hash,
  };
}

/** Framework criteria with the review's own in place of those of the same id. */
function merge(framework: Criterion[], own: Criterion[]): Criterion[] {
  const replaced = framework.map((criterion) => own.find((candidate) => candidate.id === criterion.id) ?? criterion);
  return [...replaced, ...own.filter((criterion) => !framework.some((candidate) => candidate.id === criterion.id))];
}

/** The decision's day again, but with today's vintage of every cell that was restated since. */
function judgeRestated(review: GateReview, initiative: Initiative, portfolio: Portfolio, criteria: Criterion[], decision: Decision) {
  const view = evidenceView(review, initiative, portfolio, decision.date, 'restated');
  return { results: criteria.map((criterion) => judgeCriterion(criterion, view)), stops: review.stopRules.map((rule) => judgeCriterion(rule, view)) };
}

interface Judged {
  results: CriterionResult[];
  stops: CriterionResult[];
}

/** What the evidence supports. A stop rule that is true comes first, then a must that is not met, then what is unknown. */
export function position(judged: Judged, signOffs: SignOff[], signOffsMissing: boolean): Position {
  if (judged.stops.some((stop) => stopIsTrue(stop))) return 'supports-stop';
  const musts = judged.results.filter((result) => result.criterion.level === 'must');
  if (musts.some((result) => result.state === 'not-met')) return 'supports-iterate';
  if (musts.some((result) => result.state !== 'met')) return 'undetermined';
  const veto = signOffs.some((sign) => ['safety', 'cyber', 'finance', 'privacy', 'ot-lead'].includes(sign.role) && sign.verdict === 'disagree');
  if (signOffsMissing || veto) return 'undetermined';
  return judged.results.every((result) => result.state === 'met') ? 'supports-advance' : 'supports-advance-with-conditions';
}

/** A guardrail as a stop rule is true when it shows harm; any other rule when what it describes holds. */
function stopIsTrue(stop: CriterionResult): boolean {
  return stop.criterion.kind === 'guardrail' ? stop.state === 'not-met' : stop.state === 'met';
}

function positionSentence(position: Position, judged: Judged, signOffsMissing: boolean, signOffs: SignOff[]): string {
  const named = (state: (result: CriterionResult) => boolean) => judged.results.filter((result) => result.criterion.level === 'must' && state(result)).map((result) => result.criterion.title ?? result.criterion.id);
  if (position === 'supports-stop') return `The evidence supports stopping: ${judged.stops.filter(stopIsTrue).map((stop) => stop.sentence).join('; ')}.`;
  if (position === 'supports-iterate') return `The evidence supports another iteration; not met: ${listOf(named((result) => result.state === 'not-met'))}.`;
  if (position === 'supports-advance') return 'The evidence supports advancing: every criterion is met.';
  if (position === 'supports-advance-with-conditions') return 'The evidence supports advancing with conditions: every must is met, a should is not.';
  const unknown = named((result) => result.state !== 'met');
  if (unknown.length > 0) return `The evidence decides nothing yet; unknown: ${listOf(unknown)}.`;
  const against = signOffs.find((sign) => sign.verdict === 'disagree');
  return signOffsMissing ? 'Every must is met; a sign-off is missing or void.' : `Every must is met; ${against?.name ?? 'a required role'} disagrees.`;
}

/** A short stable mark of what the results were, for sign-offs to bind to (FNV-1a). */
export function evidenceHash(results: readonly CriterionResult[]): string {
  let hash = 0x811c9dc5;
  for (const char of results.map((result) => `${result.criterion.id}|${result.state}|${result.value ?? ''}|${result.periods.join(',')}`).join(';')) {
    hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}

/** Decisions due first, then what is open, newest decisions after. */
export function gateBoard(reviews: readonly JudgedReview[]): JudgedReview[] {
  const rank = { overdue: 0, open: 1, upcoming: 2, decided: 3 };
  return reviews.toSorted((a, b) => rank[a.state] - rank[b.state] || (a.state === 'decided' ? (a.review.due < b.review.due ? 1 : -1) : a.review.due < b.review.due ? -1 : 1));
}
