import type { IsoDate } from '#model/time/date.ts';
import { formatNumber } from '#model/words/format.ts';
import { lastCompletePeriod, shiftPeriod } from '#model/time/period.ts';
import type { UnitFacts } from './unitFacts.ts';
import { endOfOpen, periodsUntil } from './window.ts';

/** When a window holds `needed` at today's pace; where it never does, from when on and with how many a period it would. */
export function whenEnough(
  { criterion, metric, points, view, of, after }: UnitFacts,
  needed: number,
): { earliest: IsoDate | null; words: string } {
  const sizes = points.map((point) => point?.denominator ?? point?.n ?? 0);
  const arrived = sizes.filter((size) => size > 0);
  const pace = arrived.reduce((sum, size) => sum + size, 0) / Math.max(1, arrived.length);
  const more = periodsUntil(
    sizes,
    pace,
    (window) => window.reduce((sum, size) => sum + size, 0) >= needed - 1e-9,
  );
  if (more !== null) return { earliest: after(more), words: '' };
  const begun = shiftPeriod(lastCompletePeriod(view.asOf, metric.grain), metric.grain, 1);
  const start = begun <= view.asOf ? shiftPeriod(begun, metric.grain, 1) : begun;
  return {
    earliest: endOfOpen(start, metric.grain, criterion.over.last, of.closed),
    words: `; at ${formatNumber(pace, Number.isInteger(pace) ? 0 : 1)} a ${metric.grain} never, with ${formatNumber(Math.ceil(needed / criterion.over.last), 0)} from the next full ${metric.grain} on`,
  };
}
