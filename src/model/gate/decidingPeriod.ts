import type { CriterionResult } from '#model/record/gate.ts';
import type { IsoDate } from '#model/time/date.ts';
import { distance } from './criteria/value.ts';

/**
 * Of what has to be sustained, the period that decides: the worst one that still counts, whose distance to the threshold is the
 * margin. Its value is the one to show; that of the whole window can lie on the other side. Null where no single period decides.
 */
export function decidingPeriod(result: CriterionResult): { value: number; period: IsoDate } | null {
  const { criterion, units, periods, threshold, margin } = result;
  const [unit] = units;
  if (criterion.kind !== 'metric' || !criterion.sustained || !unit || units.length > 1) return null;
  const { must, sustained } = criterion;
  if (threshold === null || margin === null || !('comparator' in must)) return null;
  const first = unit.values.length - sustained.n;
  const at = unit.values.findLastIndex(
    (value, place) =>
      place >= first &&
      value !== null &&
      Math.abs(distance(value, must.comparator, threshold) - margin) < 1e-9,
  );
  const [value, period] = [unit.values[at], periods[at]];
  return value == null || period === undefined ? null : { value, period };
}
