import type { KeptForecasts } from '#model/record/keptForecasts.ts';
import type { Earlier } from './earlier.ts';
import { type Forecast, monthKey } from './forecast/forecast.ts';

/** What earlier builds knew, from the build before and from the file beside the content: of two of one month the build's own stays. */
export function earlierOf(previous: Earlier, kept: KeptForecasts | undefined): Earlier {
  if (!kept) return previous;
  const own = previous?.forecasts ?? [];
  const held = new Set(own.map((one) => monthKey(one, one.made)));
  const forecasts = [
    ...kept.forecasts.filter((one) => !held.has(monthKey(one, one.made))),
    ...own,
  ].toSorted(byDay);
  return { forecasts, courses: previous?.courses ?? kept.courses };
}

function byDay(a: Forecast, b: Forecast): number {
  return a.made < b.made ? -1 : a.made > b.made ? 1 : 0;
}
