import { longDate, workingDaysBetween, type IsoDate } from './date.ts';
import type { CriterionResult, Decision, JudgedReview, Outcome, Position } from './gate.ts';

const LATE_AFTER = 10;

/** What the rules say of a decision on a position: supported, needing a reason, needing a reason and a date, or unsupported. */
const TABLE: Record<Position, Record<Outcome, 'supported' | 'reason' | 'reason-and-date' | 'unsupported'>> = {
  'supports-advance': { advance: 'supported', 'advance-with-conditions': 'supported', iterate: 'reason', hold: 'reason', stop: 'reason' },
  'supports-advance-with-conditions': { advance: 'unsupported', 'advance-with-conditions': 'supported', iterate: 'supported', hold: 'reason', stop: 'reason' },
  'supports-iterate': { advance: 'unsupported', 'advance-with-conditions': 'unsupported', iterate: 'supported', hold: 'reason', stop: 'supported' },
  undetermined: { advance: 'unsupported', 'advance-with-conditions': 'unsupported', iterate: 'supported', hold: 'supported', stop: 'reason' },
  'supports-stop': { advance: 'unsupported', 'advance-with-conditions': 'unsupported', iterate: 'unsupported', hold: 'reason-and-date', stop: 'supported' },
};

interface Facts {
  decision: Decision;
  /** As of the decision's date with the data known then. */
  position: Position;
  /** As of the decision's date with the data as restated since. */
  restated: Position | null;
  results: CriterionResult[];
  /** Names of the three leads: an override is accepted above them. */
  leads: string[];
  due: IsoDate;
  asOf: IsoDate;
}

/** Classifies a recorded decision by the table of positions and decisions. It states, it never accuses. */
export function decisionClass(facts: Facts): { class: NonNullable<JudgedReview['class']>; sentence: string } {
  const { decision, position, restated, due, asOf } = facts;
  const entry = TABLE[position][decision.outcome];
  const lacksReason = (entry === 'reason' && !decision.reason) || (entry === 'reason-and-date' && !(decision.reason && (decision.until ?? decision.reviewBy)));
  if (entry === 'unsupported' || lacksReason) {
    const override = decision.override;
    if (override && validOverride(facts)) {
      if (override.expires < asOf) return { class: 'override-expired', sentence: `overridden until ${longDate(override.expires)}; that day has passed and the evidence is still missing` };
      return { class: 'overridden', sentence: `overridden until ${longDate(override.expires)}, accepted by ${override.acceptedBy}: ${override.reason}` };
    }
    if (lacksReason) return { class: 'unsupported', sentence: 'the decision differs from what the evidence supports and no reason is recorded' };
    return { class: 'unsupported', sentence: 'the decision went further than the recorded evidence' };
  }
  if (restated && restated !== position && TABLE[restated][decision.outcome] === 'unsupported') {
    return { class: 'evidence-changed', sentence: `supported by the data known on ${longDate(decision.date)}; the data has been restated since and no longer supports it` };
  }
  if (workingDaysBetween(due, decision.date) > LATE_AFTER) return { class: 'late', sentence: `decided ${workingDaysBetween(due, decision.date)} working days after the review was due` };
  return { class: 'supported', sentence: entry === 'supported' ? 'supported by the evidence of its day' : `a reason is recorded: ${decision.reason}` };
}

/** An override names every unmet must, none of them non-waivable, with a signer above the pod and compensating actions. */
function validOverride({ decision, results, leads }: Facts): boolean {
  const unmet = results.filter((result) => result.criterion.level === 'must' && result.state !== 'met');
  const named = new Set(decision.override?.criteria);
  return unmet.every((result) => named.has(result.criterion.id) && result.criterion.waivable) && (decision.override?.compensating.length ?? 0) > 0 && !leads.includes(decision.override?.acceptedBy ?? '');
}

