import type { Criterion } from '#model/record/criterion.ts';
import { RESULT_WORDS, type CriterionResult } from '#model/record/gate.ts';
import type { EvidenceView } from './evidenceView.ts';
import { judgeGroup } from './kinds/group.ts';
import { judgeSingle } from './kinds/index.ts';
import type { Judgement } from './kinds/kind.ts';

/** Judges one criterion from what was known on the view's day. Unknown is a result, never a success or a failure. */
export function judgeCriterion(criterion: Criterion, view: EvidenceView): CriterionResult {
  return withSentence(asLocked(judged(criterion, view), view));
}

function judged(criterion: Criterion, view: EvidenceView): Judgement {
  if (criterion.kind !== 'group') return judgeSingle(criterion, view);
  const parts = criterion.parts.criteria.map((part) => withSentence(judgeSingle(part, view)));
  return judgeGroup(criterion, view, parts);
}

/** Rules before data: what was changed after it was locked gives no result. */
function asLocked(result: Judgement, view: EvidenceView): Judgement {
  const { locked } = view.review;
  const { id } = result.criterion;
  const then = locked && Object.hasOwn(locked.criteria, id) ? locked.criteria[id] : undefined;
  if (!locked || then === undefined || then === result.hash) return result;
  return {
    ...result,
    state: 'insufficient-data',
    reason: 'moved',
    earliest: null,
    margin: null,
    because: `this criterion was changed after it was locked on ${locked.on} (${then} then, ${result.hash} today)`,
  };
}

/** Reasons that lie in the rules and not in the data: there is no result at all. */
const NO_RESULT = ['moved', 'removed'];

/** A judgement with its sentence: the state, and why. */
export function withSentence(result: Judgement): CriterionResult {
  const state = NO_RESULT.includes(result.reason) ? 'no result' : RESULT_WORDS[result.state];
  return { ...result, sentence: result.because ? `${state}: ${result.because}` : state };
}
