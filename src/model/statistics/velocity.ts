import { kaplanMeier } from '#model/statistics/interval/kaplanMeier.ts';

/**
 * Pace through gates: planned days between gates by actual ones, half of the gates at or below. A gate that is overdue and open counts as
 * censored: its days go on. Null where none was decided.
 */
export function velocity(
  gates: readonly { plannedDays: number; actualDays: number; open: boolean }[],
): number | null {
  const usable = gates.filter((gate) => gate.plannedDays > 0 && gate.actualDays > 0);
  const slowness = (gate: { plannedDays: number; actualDays: number }) =>
    gate.actualDays / gate.plannedDays;
  const median = kaplanMeier(
    usable.filter((gate) => !gate.open).map(slowness),
    usable.filter((gate) => gate.open).map(slowness),
  ).quantile(0.5);
  return median === null ? null : 1 / median;
}
