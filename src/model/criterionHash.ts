import type { Criterion } from './gate.ts';
import { shortHash } from './hash.ts';
import type { Initiative } from './initiative.ts';
import type { Metric } from './metric.ts';

/** What a criterion asks, as a short mark: thresholds, window, scope, minimum, baseline, and for a comparison its design. Words may be polished. */
export function criterionHash(criterion: Criterion, metric: Metric | undefined, initiative: Initiative): string {
  const { title: _title, why: _why, by: _by, date: _date, file: _file, parts, ...asked } = criterion;
  const inner = parts && { logic: parts.logic, criteria: parts.criteria.map((part) => criterionHash(part, undefined, initiative)) };
  const measured = metric && { unit: metric.unit, direction: metric.direction, baseline: criterion.baseline ?? metric.baseline };
  return shortHash(JSON.stringify([asked, inner, measured, criterion.must?.kind === 'comparison' ? initiative.comparison : null]));
}
