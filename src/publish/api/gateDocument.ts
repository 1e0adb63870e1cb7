import { criterionWords } from '#model/gate/criterionWords.ts';
import { metricOf } from '#model/record/criterion.ts';
import type { CriterionResult, JudgedReview, SignOff } from '#model/record/gate.ts';

/** One gate review with all that was computed about it and all that was recorded; an entry of `gates.json`. */
export function gateDocument(judged: JudgedReview) {
  const { review } = judged;
  const stands = (sign: SignOff) =>
    judged.voidSignOffs.includes(sign)
      ? 'void'
      : judged.vetoes.includes(sign)
        ? 'veto'
        : judged.dissent.includes(sign)
          ? 'dissent'
          : 'valid';
  return {
    id: review.id,
    initiative: judged.initiative,
    gate: judged.gate,
    title: judged.gateTitle,
    phase: review.phase,
    sites: review.sites,
    sequence: judged.sequence,
    iterations: judged.iterations,
    due: review.due,
    state: judged.state,
    position: judged.position,
    positionThen: judged.positionThen,
    positionLatest: judged.positionLatest,
    because: judged.because,
    sentence: judged.sentence,
    class: judged.class,
    classSentence: judged.classSentence,
    decision: review.decision ? { ...review.decision, conditions: judged.conditions } : null,
    signOffs: review.signOffs.map((sign) => ({ ...sign, stands: stands(sign) })),
    missingSignOffs: judged.missingSignOffs,
    evidence: judged.evidence,
    lock: judged.lock,
    results: judged.results.map(resultDocument),
    stopRules: judged.stops.map(({ isTrue, ...stop }) => ({ isTrue, ...resultDocument(stop) })),
  };
}

function resultDocument({ criterion, parts, ...result }: CriterionResult): object {
  return {
    id: criterion.id,
    title: criterion.title ?? null,
    level: criterion.level,
    kind: criterion.kind,
    metric: metricOf(criterion) ?? null,
    waivable: criterion.waivable,
    asked: criterionWords(criterion),
    why: criterion.why ?? null,
    ...result,
    parts: parts.map(resultDocument),
  };
}
