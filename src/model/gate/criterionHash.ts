import {
  isMeasured,
  metricOf,
  type Criterion,
  type MeasuredCriterion,
} from '#model/record/criterion.ts';
import { shortHash } from '#model/words/hash.ts';
import type { Initiative } from '#model/record/initiative.ts';
import type { Metric } from '#model/record/metric.ts';

/** Fields that may change after the lock: words, and statements that are given later. Those that are marked in a way of their own stand below. */
/** The fields of every kind of criterion. */
type FieldOf<C> = C extends unknown ? keyof C : never;
type Unlocked = 'title' | 'why' | 'by' | 'date' | 'file';
type OfItsOwn = 'id' | 'metric' | 'must' | 'baseline' | 'over' | 'minimum' | 'parts' | 'waivable';

/**
 * What each field means where nothing is written. It stands still: a lock holds what was asked on its day, so a field that a later version
 * adds comes in here with the meaning that leaves older criteria as they were, and changes no mark. The compiler asks for every field.
 */
const UNWRITTEN: Record<Exclude<FieldOf<Criterion>, Unlocked | OfItsOwn>, unknown> = {
  level: 'must',
  kind: 'metric',
  sustained: null,
  per: 'pooled',
  across: { kind: 'all' },
  sites: [],
  lines: [],
  items: [],
  operators: undefined,
  shifts: undefined,
  unaided: undefined,
  score: undefined,
  severity: undefined,
  atMost: undefined,
  own: undefined,
  fields: {},
};
const UNWRITTEN_WINDOW: Record<keyof Omit<MeasuredCriterion['over'], 'grain'>, unknown> = {
  last: 4,
};
const UNWRITTEN_MINIMUM: Record<keyof MeasuredCriterion['minimum'], unknown> = {
  coverage: 0.75,
  denominator: 0,
  n: 0,
  baselinePeriods: 3,
};

/**
 * What a criterion asks, as a short mark: only what its author wrote beyond what holds anyway. Writing out what holds anyway, another order
 * or other words change nothing; thresholds, window, scope, minimum, baseline and, for a comparison, its design do.
 */
export function criterionHash(
  criterion: Criterion,
  metric: (id: string) => Metric | undefined,
  initiative: Initiative,
): string {
  return shortHash(canonical(asked(criterion, metric, initiative)));
}

function asked(
  criterion: Criterion,
  metric: (id: string) => Metric | undefined,
  initiative: Initiative,
): object {
  const { id, kind, waivable } = criterion;
  const must = 'must' in criterion ? criterion.must : undefined;
  const parts = kind === 'group' ? criterion.parts : null;
  const window = isMeasured(criterion) ? criterion : null;
  const named = metricOf(criterion);
  return {
    id,
    ...beyond(criterion, UNWRITTEN),
    over: beyond(window?.over ?? {}, UNWRITTEN_WINDOW),
    minimum: beyond(window?.minimum ?? {}, UNWRITTEN_MINIMUM),
    // The unit of a threshold is that of its metric, written or not.
    must: must?.kind === 'threshold' ? { ...must, unit: undefined } : must,
    waivable: waivable === (kind !== 'guardrail') ? undefined : waivable,
    parts: parts && {
      logic: parts.logic,
      criteria: parts.criteria.map((part) => asked(part, metric, initiative)),
    },
    measured: named === undefined ? undefined : measured(criterion, named, metric(named)),
    design: must?.kind === 'comparison' ? design(initiative) : undefined,
  };
}

/** The metric, and of its definition what decides a criterion beside its values: a baseline only where something is held against it. */
function measured(criterion: Criterion, id: string, metric: Metric | undefined): object {
  const must = 'must' in criterion ? criterion.must : undefined;
  const baseline = isMeasured(criterion) ? criterion.baseline : undefined;
  const relative =
    criterion.kind === 'guardrail' ||
    must?.kind === 'change' ||
    must?.kind === 'improved' ||
    must?.kind === 'held';
  const { unit, direction, grain, population } = metric ?? {};
  return {
    id,
    unit,
    direction,
    grain,
    population,
    baseline: relative ? (baseline ?? metric?.baseline) : undefined,
  };
}

function design({ comparison }: Initiative): object | undefined {
  if (!comparison) return undefined;
  const { metric, treated, controls, before, after, washout } = comparison;
  return { metric, treated, controls, before, after, washout };
}

function beyond(written: object, otherwise: Record<string, unknown>): object {
  const has = new Map(Object.entries(written));
  const own = Object.keys(otherwise).filter(
    (field) => has.has(field) && !isSame(has.get(field), otherwise[field]),
  );
  return Object.fromEntries(own.map((field) => [field, has.get(field)]));
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [fields, others] = [Object.keys(a), Object.keys(b)];
  return (
    fields.length === others.length &&
    fields.every((field) => isSame(a[field as never], b[field as never]))
  );
}

/** JSON in which nothing hangs on the order of fields, and what is not there is not told. */
function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const fields = Object.keys(value)
    .filter((field) => value[field as never] !== undefined)
    .sort();
  return `{${fields.map((field) => `"${field}":${canonical(value[field as never])}`).join()}}`;
}
