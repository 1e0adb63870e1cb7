import type { Criterion } from './gate.ts';
import { shortHash } from './hash.ts';
import type { Initiative } from './initiative.ts';
import type { Metric } from './metric.ts';

/**
 * What a criterion asks, as a short mark: thresholds, window, scope, minimum, baseline, and for a comparison its design. Words may be
 * polished. The list is written out, so that a field that a later version adds leaves the marks of today as they are.
 */
export function criterionHash(criterion: Criterion, metric: Metric | undefined, initiative: Initiative): string {
  const { id, level, kind, must, over, sustained, per, across, minimum, sites, lines, waivable, operators, shifts, unaided, score, severity, atMost, items, parts } = criterion;
  const asked = { id, level, kind, must, over, sustained, per, across, minimum, sites, lines, waivable, operators, shifts, unaided, score, severity, atMost, items };
  const inner = parts && { logic: parts.logic, criteria: parts.criteria.map((part) => criterionHash(part, undefined, initiative)) };
  const measured = { metric: criterion.metric, baseline: criterion.baseline ?? metric?.baseline, unit: metric?.unit, direction: metric?.direction };
  return shortHash(JSON.stringify([asked, inner, measured, must?.kind === 'comparison' ? design(initiative) : null]));
}

function design({ comparison }: Initiative): object | null {
  if (!comparison) return null;
  const { metric, treated, controls, before, after, washout } = comparison;
  return { metric, treated, controls, before, after, washout };
}
