import type { Problem } from '#model/problem.ts';
import {
  type Criterion,
  isMeasured,
  type MeasuredCriterion,
  metricOf,
} from '#model/record/criterion.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Source } from '#ingest/content/source.ts';
import { problemAt } from './problemAt.ts';

/** Criteria of one list have names of their own, and each asks what its metric can answer. */
export function criterionReferences(
  list: readonly Criterion[],
  source: Source,
  at: readonly PropertyKey[],
  metrics: readonly Metric[],
): Problem[] {
  return list.flatMap((criterion, index) => {
    const own = [...at, index];
    const metric = metrics.find(({ id }) => id === metricOf(criterion));
    return [
      ...(list.findIndex(({ id }) => id === criterion.id) < index
        ? [
            problemAt(source, [...own, 'id'], {
              code: 'content/duplicate-id',
              found: `the criterion id "${criterion.id}" is used twice in one list`,
              fix: 'give one of them another id',
            }),
          ]
        : []),
      ...(metric ? unitOf(criterion, metric, source, own) : []),
      ...(metric && isMeasured(criterion)
        ? [
            ...askedOfLimits(criterion, metric, source, own),
            ...windowOf(criterion, metric, source, own),
          ]
        : []),
      ...(criterion.kind === 'group' ? partsOf(criterion, source, own, metrics) : []),
    ];
  });
}

const partsOf = (
  { parts }: Extract<Criterion, { kind: 'group' }>,
  source: Source,
  at: readonly PropertyKey[],
  metrics: readonly Metric[],
) =>
  criterionReferences(
    parts.criteria,
    source,
    [...at, parts.logic === 'all-of' ? 'allOf' : 'anyOf'],
    metrics,
  );

function unitOf(
  criterion: Criterion,
  metric: Metric,
  source: Source,
  at: readonly PropertyKey[],
): Problem[] {
  const must = 'must' in criterion ? criterion.must : undefined;
  if (must?.kind !== 'threshold') return [];
  if (must.unit !== '' && must.unit !== metric.unit)
    return [
      problemAt(source, [...at, 'must'], {
        code: 'gate/unit',
        found: `the threshold is in "${must.unit}", the metric "${metric.id}" in "${metric.unit || 'no unit'}"`,
        fix: `write it in ${metric.unit || 'no unit'}`,
      }),
    ];
  const isShare = metric.unit === '%' && Math.abs(must.value) <= 1 && must.value !== 0;
  return must.unit === '' && isShare
    ? [
        problemAt(source, [...at, 'must'], {
          code: 'gate/unit',
          found: `the threshold is ${must.value}, the metric "${metric.id}" runs from 0 to 100 %`,
          fix: `write ${Math.round(must.value * 1e8) / 1e6} %`,
        }),
      ]
    : [];
}

function askedOfLimits(
  { kind, must }: MeasuredCriterion,
  metric: Metric,
  source: Source,
  at: readonly PropertyKey[],
): Problem[] {
  const isGuardrail = kind === 'guardrail';
  const limits = isGuardrail || must?.kind === 'improved' || must?.kind === 'held';
  return [
    ...(isGuardrail && must && must.kind !== 'held'
      ? [
          problemAt(source, [...at, 'must'], {
            code: 'gate/guardrail',
            found: `a guardrail asks whether "${metric.id}" shows a signal of harm, and nothing else; what stands under must would be ignored`,
            fix: 'leave must out, or make it a criterion of kind metric',
            allowed: 'held',
          }),
        ]
      : []),
    ...(limits && metric.spc === 'none'
      ? [
          problemAt(source, [...at, isGuardrail ? 'metric' : 'must'], {
            code: 'gate/ramp',
            found: `this asks for process limits, and the metric "${metric.id}" has none (spc: none): a ramp is not a stable process`,
            fix: 'ask for a threshold that is sustained, or name a stable metric',
          }),
        ]
      : []),
  ];
}

function windowOf(
  criterion: MeasuredCriterion,
  metric: Metric,
  source: Source,
  at: readonly PropertyKey[],
): Problem[] {
  const { over } = criterion;
  const sustained = criterion.kind === 'metric' ? criterion.sustained : null;
  return [
    ...(over.grain && over.grain !== metric.grain
      ? [
          problemAt(source, [...at, 'over', 'grain'], {
            code: 'gate/grain',
            found: `the window is in ${over.grain}s, the metric "${metric.id}" in ${metric.grain}s`,
            fix: `count the window in ${metric.grain}s`,
            allowed: metric.grain,
          }),
        ]
      : []),
    ...(sustained && sustained.n > over.last
      ? [
          problemAt(source, [...at, 'sustained'], {
            code: 'gate/window',
            found: `${sustained.n} periods are to be sustained in a window of ${over.last}`,
            fix: `set over: { last: ${sustained.n} }`,
          }),
        ]
      : []),
  ];
}
