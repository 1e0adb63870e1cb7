import { blankResult } from '#model/gate/criteria/result.ts';
import type { EvidenceView } from '#model/gate/evidenceView.ts';
import type { IterationsCriterion } from '#model/record/criterion.ts';
import type { GateReview } from '#model/record/gate.ts';
import type { IsoDate } from '#model/time/date.ts';
import { countOf } from '#model/words/format.ts';
import { A_LIMIT, verdict, type CriterionKind } from './kind.ts';

/** Most iterations where nothing is written. */
const MOST = 3;

/** Iterating has an end: decisions to iterate in this phase, up to the day. */
export const iterations: CriterionKind<IterationsCriterion> = {
  words: ({ atMost = MOST }) => `at most ${atMost} iterations`,
  isLimit: A_LIMIT,
  judge: (criterion, view) => {
    const { atMost = MOST } = criterion;
    const count = iterationsBefore(view, view.asOf);
    const blank = {
      ...blankResult(criterion, view),
      value: count,
      threshold: atMost,
      margin: atMost - count,
      unit: 'iterations',
      n: count,
    };
    return verdict(
      blank,
      count <= atMost,
      count <= atMost ? 'within-limit' : 'limit-passed',
      `${countOf(count, 'iteration')}, at most ${atMost}`,
    );
  },
};

/** Whether two reviews are of the same sites, in whatever order they are written. */
export function sameSites(a: GateReview, b: GateReview): boolean {
  const [one, other] = [new Set(a.sites), new Set(b.sites)];
  return one.size === other.size && [...one].every((site) => other.has(site));
}

/** Decisions to iterate in the review's phase before a day, at the same sites. */
export function iterationsBefore({ initiative, review }: EvidenceView, day: IsoDate): number {
  return initiative.gates.filter(
    (gate) =>
      gate.phase === review.phase &&
      sameSites(gate, review) &&
      gate.decision?.outcome === 'iterate' &&
      gate.decision.date <= day &&
      gate.id !== review.id,
  ).length;
}
