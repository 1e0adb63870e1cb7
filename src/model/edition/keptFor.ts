import type { KeptForecasts } from '#model/record/keptForecasts.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { SUBJECTS } from './standingFor.ts';

/**
 * Forecasts of earlier days about what an edition shows. Who might have known of a record that is gone since, nobody can tell, so
 * nothing is said of it.
 */
export function keptFor(
  { forecasts, courses }: KeptForecasts,
  { metrics, roadmap, initiatives }: Pick<Portfolio, 'metrics' | 'roadmap' | 'initiatives'>,
): KeptForecasts {
  const shown = {
    metric: new Set(metrics.map(({ id }) => id)),
    item: new Set(roadmap.map(({ id }) => id)),
    review: new Set(initiatives.flatMap(({ gates }) => gates.map(({ id }) => id))),
  };
  return {
    forecasts: forecasts.filter(({ kind, subject }) => shown[SUBJECTS[kind]].has(subject)),
    courses: courses.filter(({ kind, id }) => shown[kind === 'item' ? 'item' : 'review'].has(id)),
  };
}
