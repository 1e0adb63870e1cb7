import type { EvidenceView } from '#model/gate/evidenceView.ts';
import type { CriterionOf, EvidenceKind, SingleCriterion } from '#model/record/criterion.ts';
import { benefit } from './benefit.ts';
import { checkpoint } from './checkpoint.ts';
import { issues } from './issues.ts';
import { iterations } from './iterations.ts';
import type { CriterionKind, Judgement } from './kind.ts';
import { guardrail, metric } from './metric.ts';
import { own } from './own.ts';
import { roadmap } from './roadmap.ts';
import { spend } from './spend.ts';
import { attestation, document } from './statement.ts';

type Single = Exclude<EvidenceKind, 'group'> | 'own';

/** Every kind of evidence that stands by itself: the compiler asks for each. A group is made of these. */
const KINDS: { [K in Single]: CriterionKind<CriterionOf<K>> } = {
  metric,
  guardrail,
  checkpoint,
  issues,
  benefit,
  roadmap,
  document,
  attestation,
  iterations,
  spend,
  own,
};

/** The kind of a criterion. The table pairs each kind with its own criterion, which the compiler cannot follow through a look-up. */
function kindOf(criterion: SingleCriterion): CriterionKind<SingleCriterion> {
  return KINDS[criterion.kind] as CriterionKind<SingleCriterion>;
}

export function singleWords(criterion: SingleCriterion): string {
  return kindOf(criterion).words(criterion);
}

export function judgeSingle(criterion: SingleCriterion, view: EvidenceView): Judgement {
  return kindOf(criterion).judge(criterion, view);
}

/** Whether it describes a limit, so that as a stop rule it is true when it is not met. */
export function isLimit(criterion: SingleCriterion): boolean {
  return kindOf(criterion).isLimit(criterion);
}
