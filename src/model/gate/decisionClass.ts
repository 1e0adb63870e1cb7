import { longDate, workingDaysBetween, type IsoDate } from '#model/time/date.ts';
import { listOf } from '#model/words/format.ts';
import type { Decision, JudgedReview, Outcome, Position } from '#model/record/gate.ts';
import type { Judged } from './position.ts';
import type { SignOffState } from './signOffs.ts';

/** A decision later than this many working days after the review was due is late. */
const LATE_AFTER = 10;

/** What the rules say of a decision on a position: supported, needing a reason, needing a reason and a date, or unsupported. */
export const DECISION_TABLE: Record<
  Position,
  Record<Outcome, 'supported' | 'reason' | 'reason-and-date' | 'unsupported'>
> = {
  'supports-advance': {
    advance: 'supported',
    'advance-with-conditions': 'supported',
    iterate: 'reason',
    hold: 'reason',
    stop: 'reason',
  },
  'supports-advance-with-conditions': {
    advance: 'unsupported',
    'advance-with-conditions': 'supported',
    iterate: 'supported',
    hold: 'reason',
    stop: 'reason',
  },
  'supports-iterate': {
    advance: 'unsupported',
    'advance-with-conditions': 'unsupported',
    iterate: 'supported',
    hold: 'reason',
    stop: 'supported',
  },
  undetermined: {
    advance: 'unsupported',
    'advance-with-conditions': 'unsupported',
    iterate: 'supported',
    hold: 'supported',
    stop: 'reason',
  },
  'supports-stop': {
    advance: 'unsupported',
    'advance-with-conditions': 'unsupported',
    iterate: 'unsupported',
    hold: 'reason-and-date',
    stop: 'supported',
  },
};

/** The same in words. */
export const STANDS = {
  supported: 'supported by the evidence',
  reason: 'possible with a recorded reason',
  'reason-and-date': 'possible with a recorded reason and a date',
  unsupported: 'would go further than the recorded evidence',
} as const;

export interface DecisionFacts {
  decision: Decision;
  /** As of the decision's date with the data known then. */
  position: Position;
  /** As of the decision's date with the data as restated since. */
  restated: Position;
  judged: Judged;
  signOffs: SignOffState;
  /** Names of the three leads: none of them decides, and an override is accepted above them. */
  leads: string[];
  due: IsoDate;
  asOf: IsoDate;
  closed: ReadonlySet<IsoDate>;
}

/** Classifies a recorded decision by the table of positions and decisions. It states, it never accuses. */
export function decisionClass(facts: DecisionFacts): {
  class: NonNullable<JudgedReview['class']>;
  sentence: string;
} {
  const { decision, position, restated, due, asOf, closed } = facts;
  const against = objection(facts, position);
  if (against) {
    const { override } = decision;
    if (!override) return { class: 'unsupported', sentence: against };
    const flaw = overrideFlaw(facts);
    if (flaw)
      return { class: 'unsupported', sentence: `${against}; the override does not count: ${flaw}` };
    if (override.expires < asOf)
      return {
        class: 'override-expired',
        sentence: `overridden until ${longDate(override.expires)}; that day has passed and the evidence is still missing`,
      };
    return {
      class: 'overridden',
      sentence: `overridden until ${longDate(override.expires)}, accepted by ${override.acceptedBy}: ${override.reason}`,
    };
  }
  if (objection(facts, restated))
    return {
      class: 'evidence-changed',
      sentence: `supported by the data known on ${longDate(decision.date)}; the data has been restated since and no longer supports it`,
    };
  const days = workingDaysBetween(due, decision.date, closed);
  if (days > LATE_AFTER)
    return { class: 'late', sentence: `decided ${days} working days after the review was due` };
  return {
    class: 'supported',
    sentence:
      DECISION_TABLE[position][decision.outcome] === 'supported'
        ? 'supported by the evidence of its day'
        : `a reason is recorded: ${decision.reason}`,
  };
}

/** Why a decision does not rest on a position; null where it does. */
function objection(
  { decision, judged, signOffs, leads }: DecisionFacts,
  position: Position,
): string | null {
  const entry = DECISION_TABLE[position][decision.outcome];
  if (leads.some((lead) => same(lead, decision.decider)))
    return `decided by ${decision.decider}, who is one of the leads`;
  if (/[;&+/]| and /i.test(decision.decider))
    return `decided by ${decision.decider}; exactly one decides`;
  if (entry === 'unsupported') {
    const lacks = judged.results
      .filter((result) => result.criterion.level === 'must' && result.state !== 'met')
      .map((result) => result.criterion.title ?? result.criterion.id);
    return `the decision went further than the recorded evidence${lacks.length > 0 ? ` (not met or unknown: ${listOf(lacks)})` : ''}`;
  }
  if (entry !== 'supported' && !decision.reason)
    return 'the decision differs from what the evidence supports and no reason is recorded';
  if (entry === 'reason-and-date' && !(decision.until ?? decision.reviewBy))
    return 'a hold against a stop rule names a date, and this one names none';
  if (decision.outcome.startsWith('advance') && signOffs.dissent.length > 0 && !decision.reason)
    return `${listOf(signOffs.dissent.map((sign) => sign.name))} dissented and no reason answers it`;
  return null;
}

/** What is wrong with an override: it names all that is not met, none of it non-waivable, compensates, and is accepted above the pod. */
function overrideFlaw({
  decision: { override },
  judged,
  signOffs,
  leads,
}: DecisionFacts): string | null {
  const named = new Set(override?.criteria);
  const unmet = [
    ...judged.results.filter(
      (result) => result.criterion.level === 'must' && result.state !== 'met',
    ),
    ...judged.stops.filter((stop) => stop.isTrue),
  ];
  const fixed = unmet.filter((result) => !result.criterion.waivable);
  if (fixed.length > 0)
    return `${listOf(fixed.map((result) => result.criterion.id))} cannot be waived`;
  if (signOffs.vetoes.length > 0)
    return `${listOf(signOffs.vetoes.map((sign) => sign.name))} may block this, and does`;
  const silent = [
    ...unmet.map((result) => result.criterion.id),
    ...signOffs.missing,
    ...signOffs.toRenew,
  ].filter((id) => !named.has(id));
  if (silent.length > 0) return `it does not name ${listOf(silent)}`;
  if ((override?.compensating.length ?? 0) === 0) return 'it names no compensating action';
  return leads.some((lead) => same(lead, override?.acceptedBy ?? ''))
    ? `${override?.acceptedBy} leads in the pod; it is accepted above it`
    : null;
}

/** One person under two spellings: what stands behind a comma is the office. */
function same(a: string, b: string): boolean {
  const name = (text: string) => text.split(',')[0]?.trim().toLowerCase();
  return name(a) === name(b);
}
