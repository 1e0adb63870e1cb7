import { formatValue } from '#model/words/format.ts';
import type { Judgement } from '#model/gate/kinds/kind.ts';
import type { MeasuredCriterion } from '#model/record/criterion.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Unit } from './unitFacts.ts';

/** Combines units: unknown ones are counted both ways. Best case too few: not met; worst case enough: met; else unknown. */
export function combineUnits(
  criterion: MeasuredCriterion,
  metric: Metric,
  units: Unit[],
  blank: Judgement,
): Judgement {
  const met = units.filter((unit) => unit.state === 'met');
  const failed = units.filter((unit) => unit.state === 'not-met');
  const unknown = units.filter((unit) => unit.state !== 'met' && unit.state !== 'not-met');
  const { across } = criterion;
  const needed =
    across.kind === 'all'
      ? units.length
      : across.kind === 'at-least'
        ? across.k
        : Math.ceil(across.share * units.length - 1e-9);
  const several = units.length > 1;
  const result = { ...blank, units, ...together(units, blank) };
  if (met.length + unknown.length < needed) {
    const short = failed.length === 0 ? [`${units.length} in scope, needs ${needed}`] : [];
    const best =
      unknown.length === 0
        ? []
        : [
            `unknown: ${unknown.map((unit) => unit.name).join(', ')}; at best ${met.length + unknown.length} of ${units.length}, needs ${needed}`,
          ];
    return {
      ...result,
      state: 'not-met',
      reason: failed[0]?.reason ?? 'below-threshold',
      because: `${[...withNeed(failed, metric), ...short, ...best].join(', ')}`,
    };
  }
  if (met.length >= needed) {
    const rest =
      several && met.length < units.length
        ? `; ${met.length} of ${units.length}, needs ${needed}`
        : '';
    return {
      ...result,
      state: 'met',
      reason: met[0]?.reason ?? 'met',
      because: `${met.map((unit) => unit.sentence).join(', ')}${need(met[0], metric)}${rest}`,
    };
  }
  const stale = unknown.find((unit) => unit.state === 'stale');
  if (stale) return { ...result, state: 'stale', reason: 'stale', because: stale.sentence };
  const earliest =
    unknown
      .flatMap((unit) => unit.earliest ?? [])
      .sort()
      .at(-1) ?? null;
  return {
    ...result,
    state: 'insufficient-data',
    reason: unknown[0]?.reason ?? 'no-data',
    earliest,
    because: `${unknown.map((unit) => unit.sentence).join('; ')}${earliest ? `; earliest possible ${earliest}` : ''}`,
  };
}

/** "Stanton 33 % (needs 80 %), Eskil 3 of 4 weeks": what was asked is said once, beside the first. */
function withNeed(failed: readonly Unit[], metric: Metric): string[] {
  return failed.map((unit, at) =>
    at === 0 ? `${unit.sentence}${need(unit, metric)}` : unit.sentence,
  );
}

function need(unit: Unit | undefined, metric: Metric): string {
  if (
    !unit ||
    unit.threshold === null ||
    !['met', 'below-threshold', 'not-sustained'].includes(unit.reason)
  )
    return '';
  return ` (needs ${formatValue(metric, unit.threshold)})`;
}

/** The figures of the result: of a single unit its own. */
function together(
  units: Unit[],
  blank: Judgement,
): Pick<Judgement, 'n' | 'periods' | 'value' | 'threshold' | 'margin'> {
  const [first] = units;
  const value = units.length === 1 ? (first?.value ?? null) : null;
  const threshold = first?.threshold ?? blank.threshold;
  return {
    n: units.reduce((sum, unit) => sum + unit.n, 0),
    periods: first?.periods ?? [],
    value,
    threshold,
    margin: units.length === 1 ? (first?.margin ?? null) : null,
  };
}
