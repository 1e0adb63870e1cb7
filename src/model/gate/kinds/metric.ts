import { judgeMetric } from '#model/gate/criteria/metric.ts';
import type {
  Comparator,
  GuardrailCriterion,
  MeasuredCriterion,
  MetricCriterion,
  Requirement,
} from '#model/record/criterion.ts';
import { A_LIMIT, type CriterionKind } from './kind.ts';

/** A metric and what it has to show. `held` describes a limit: as a stop rule it is true when it does not hold. */
export const metric: CriterionKind<MetricCriterion> = {
  words: (criterion) => {
    const asked = requirementWords(criterion.must);
    return criterion.must.kind === 'comparison' ? asked : `${asked}, ${windowWords(criterion)}`;
  },
  judge: judgeMetric,
  isLimit: ({ must }) => must.kind === 'held',
};

/** No signal of harm in a metric that must not suffer. */
export const guardrail: CriterionKind<GuardrailCriterion> = {
  words: (criterion) => `no signal of harm, ${windowWords(criterion)}`,
  judge: judgeMetric,
  isLimit: A_LIMIT,
};

/** "in each of the last 4 periods, at every site; 75 % of them must have come" */
function windowWords(criterion: MeasuredCriterion): string {
  const { over, minimum } = criterion;
  const sustained = criterion.kind === 'metric' ? criterion.sustained : null;
  const window = !sustained
    ? `over the last ${over.last} periods`
    : sustained.k === sustained.n
      ? `in each of the last ${sustained.n} periods`
      : `in ${sustained.k} of the last ${sustained.n} periods`;
  const least = [
    minimum.coverage > 0 ? `${Math.round(100 * minimum.coverage)} % of them must have come` : '',
    minimum.denominator > 0 ? `denominator ${minimum.denominator} or more` : '',
    minimum.n > 0 ? `n ${minimum.n} or more` : '',
  ].filter(Boolean);
  return `${window}${acrossWords(criterion)}${least.length > 0 ? `; ${least.join(', ')}` : ''}`;
}

function acrossWords({ per, across }: MeasuredCriterion): string {
  if (per === 'pooled') return '';
  if (across.kind === 'all') return `, at every ${per}`;
  if (across.kind === 'at-least') return `, at ${across.k} ${per}s or more`;
  return `, at ${Math.round(100 * across.share)} % of the ${per}s`;
}

const COMPARATORS: Record<Comparator, string> = {
  '>=': 'at least',
  '<=': 'at most',
  '>': 'more than',
  '<': 'less than',
  '=': 'exactly',
};

function requirementWords(must: Requirement): string {
  if (must.kind === 'threshold')
    return `${COMPARATORS[must.comparator]} ${must.value}${must.unit ? ` ${must.unit}` : ''}`;
  if (must.kind === 'change')
    return `a change of ${COMPARATORS[must.comparator]} ${String(must.percent).replace('-', '−')} % against the locked baseline`;
  if (must.kind === 'comparison')
    return 'a favourable difference in differences, outside the range of the placebos, with parallel lines before';
  return must.kind === 'improved'
    ? 'a signal of improvement against locked limits'
    : 'no signal of harm against locked limits';
}
