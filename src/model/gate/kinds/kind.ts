import type { EvidenceView } from '#model/gate/evidenceView.ts';
import type { Criterion } from '#model/record/criterion.ts';
import type { CriterionResult } from '#model/record/gate.ts';

/** What judging gives: the state and why, before the two are put into one sentence. */
export type Judgement = Omit<CriterionResult, 'sentence'>;

/** One kind of evidence: what it asks in words, how it is judged, and whether it describes a limit. */
export interface CriterionKind<C extends Criterion> {
  /** "done: the network and the gateways"; the waiver is added to it. */
  words: (criterion: C) => string;
  judge: (criterion: C, view: EvidenceView) => Judgement;
  /** As a stop rule it is true when the limit is passed; any other when what it describes holds. */
  isLimit: (criterion: C) => boolean;
}

export const NO_LIMIT = () => false;
export const A_LIMIT = () => true;

/** A judgement of two values: met or not, and why. */
export function verdict(
  blank: Judgement,
  isMet: boolean,
  reason: string,
  because: string,
): Judgement {
  return { ...blank, state: isMet ? 'met' : 'not-met', reason, because };
}

/** A judgement that cannot be made yet, and what is missing. */
export function undecided(blank: Judgement, reason: string, because: string): Judgement {
  return { ...blank, state: 'insufficient-data', reason, because };
}
