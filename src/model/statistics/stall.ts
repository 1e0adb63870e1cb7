/**
 * Stalled: in its phase more than twice as long as finished pilots took (median), and either without new evidence for 30 days
 * or waiting for a decision for more than 10 working days.
 */
export function isStalled(facts: {
  daysInPhase: number;
  medianOfFinished: number;
  evidenceAgeDays: number;
  decisionsOpenOver10WorkingDays: number;
}): { ratio: number; stalled: boolean } {
  const ratio = facts.daysInPhase / facts.medianOfFinished;
  return {
    ratio,
    stalled: ratio > 2 && (facts.evidenceAgeDays > 30 || facts.decisionsOpenOver10WorkingDays > 0),
  };
}
