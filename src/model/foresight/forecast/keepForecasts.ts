import type { IsoDate } from '#model/time/date.ts';
import { type Forecast, monthKey, type Said } from './forecast.ts';

/** What is known of whether a forecast came true: the day it happened, or that it has not by today. Null: nobody knows the subject any more. */
export type Happened = { on: IsoDate | null; target: number | null };

/** Scored forecasts that are carried on; the oldest go first. */
const MOST_KEPT = 2000;

/**
 * Forecasts of earlier builds, scored as far as their day has come, and those of today: one a month of each subject, the first.
 * Nothing is taken from a later day than `asOf`, and what was scored is not scored again.
 */
export function keepForecasts(
  earlier: readonly Forecast[],
  today: readonly Said[],
  happened: (forecast: Said) => Happened | null,
  asOf: IsoDate,
): Forecast[] {
  const known = earlier
    .filter(({ made }) => made <= asOf)
    .map((forecast) =>
      forecast.scored !== null && forecast.scored > asOf
        ? { ...forecast, outcome: 'open' as const, scored: null }
        : forecast,
    );
  const held = new Set(known.map((one) => monthKey(one, one.made)));
  const fresh = today
    .filter((said) => !held.has(monthKey(said, asOf)))
    .map((said): Forecast => ({ ...said, made: asOf, outcome: 'open', scored: null }));
  return [...known, ...fresh]
    .flatMap((forecast) => {
      const is = happened(forecast);
      return is === null ? [] : [scoredBy(forecast, is, asOf)];
    })
    .slice(-MOST_KEPT);
}

function scoredBy(forecast: Forecast, { on, target }: Happened, asOf: IsoDate): Forecast {
  if (forecast.outcome !== 'open') return forecast;
  if (target !== forecast.target) return { ...forecast, outcome: 'void', scored: asOf };
  const { low, high } = forecast;
  if (on !== null)
    return {
      ...forecast,
      outcome: on >= low && (high === null || on <= high) ? 'true' : 'false',
      scored: asOf,
    };
  return high !== null && asOf > high ? { ...forecast, outcome: 'false', scored: asOf } : forecast;
}
