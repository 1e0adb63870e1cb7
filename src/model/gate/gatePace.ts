import { addDays, daysBetween } from '#model/time/date.ts';
import type { Initiative } from '#model/record/initiative.ts';
import { velocity } from '#model/statistics/velocity.ts';

/** Pace through the gates of the last twelve months: planned by actual days between one and the next; what is overdue counts as open. */
export function gatePace(
  initiatives: readonly Initiative[],
  asOf: string,
): { pace: number | null; decided: number; open: number } {
  const steps = initiatives.flatMap((initiative) => {
    const gates = initiative.gates.toSorted((a, b) => (a.due < b.due ? -1 : 1));
    return gates.flatMap((gate, at) => {
      const before = gates[at - 1];
      const planned = before?.due ?? initiative.start;
      const began = before ? before.decision?.date : initiative.start;
      const end = gate.decision?.date ?? (gate.due < asOf ? asOf : undefined);
      if (
        planned === undefined ||
        began === undefined ||
        end === undefined ||
        end < addDays(asOf, -365)
      )
        return [];
      return [
        {
          plannedDays: daysBetween(planned, gate.due),
          actualDays: daysBetween(began, end),
          open: gate.decision === undefined,
        },
      ];
    });
  });
  return {
    pace: velocity(steps),
    decided: steps.filter((step) => !step.open).length,
    open: steps.filter((step) => step.open).length,
  };
}
