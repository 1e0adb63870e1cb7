import { formatValue } from '#model/format.ts';
import type { Criterion, CriterionResult } from '#model/gate.ts';
import type { Metric } from '#model/metric.ts';
import type { Unit } from './metric.ts';

/** Combines units: unknown ones are counted both ways. Best case too few: not met; worst case enough: met; else unknown. */
export function combineUnits(criterion: Criterion, metric: Metric, units: Unit[], blank: CriterionResult): CriterionResult {
  const met = units.filter((unit) => unit.state === 'met').length;
  const failed = units.filter((unit) => unit.state === 'not-met');
  const unknown = units.filter((unit) => unit.state !== 'met' && unit.state !== 'not-met');
  const across = criterion.across;
  const needed = across.kind === 'all' ? units.length : across.kind === 'at-least' ? across.k : Math.ceil(across.share * units.length - 1e-9);
  const first = units[0] as Unit;
  const threshold = first.threshold ?? blank.threshold;
  const wanted = threshold === null ? '' : ` (needs ${formatValue(metric, threshold)})`;
  const value = units.length === 1 ? first.value : null;
  const result: CriterionResult = {
    ...blank,
    units,
    n: units.reduce((sum, unit) => sum + unit.n, 0),
    periods: first.periods,
    value,
    threshold,
    margin: value === null || threshold === null ? null : (value - threshold) * (criterion.must?.kind !== 'threshold' && criterion.must?.kind !== 'change' ? 1 : criterion.must.comparator.startsWith('<') ? -1 : 1),
  };
  if (met + unknown.length < needed) return { ...result, state: 'not-met', reason: failed[0]?.reason ?? 'below-threshold', sentence: `not met: ${failed.map((unit) => unit.sentence).join(', ')}${wanted}` };
  if (met >= needed) return { ...result, state: 'met', reason: 'met', sentence: `met: ${units.filter((unit) => unit.state === 'met').map((unit) => unit.sentence).join(', ')}${wanted}` };
  const stale = unknown.find((unit) => unit.state === 'stale');
  if (stale) return { ...result, state: 'stale', reason: 'stale', sentence: `stale: ${stale.sentence}` };
  const earliest = unknown.flatMap((unit) => unit.earliest ?? []).sort().at(-1) ?? null;
  return { ...result, state: 'insufficient-data', reason: unknown[0]?.reason ?? 'no-data', earliest, sentence: `not enough data: ${unknown.map((unit) => unit.sentence).join('; ')}${earliest ? `; earliest possible ${earliest}` : ''}` };
}
