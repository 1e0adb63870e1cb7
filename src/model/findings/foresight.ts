import type { Rule } from '#model/record/finding.ts';
import type { Portal } from '#model/portal.ts';
import { eachReview } from './review.ts';

/** What is known today to go wrong later. */
export const foresightRules: Rule<Portal>[] = [
  {
    id: 'gate/due-too-early',
    severity: 'warn',
    what: 'a gate is due when its criteria can speak',
    why: 'a gate that cannot see the effect yet fails for lack of time, and is taken for a failure of the pilot',
    fix: 'move the date, widen the pilot, or expect a larger effect',
    check: (portal) =>
      eachReview(
        portal,
        ({ review }) =>
          portal.foresight.gates.find((gate) => gate.review === review.id)?.tooEarly ?? null,
        ['due'],
      ),
  },
];
