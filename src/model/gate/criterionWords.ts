import type { Criterion } from '#model/record/gate.ts';

/** What a criterion asks, as one would say it: "at least 80 %, in each of the last 4 periods, at every site; 75 % must have come". */
export function criterionWords(criterion: Criterion): string {
  const { must, over, sustained, per, across, minimum, kind } = criterion;
  if (kind === 'group')
    return `${criterion.parts?.logic === 'any-of' ? 'any' : 'all'} of ${criterion.parts?.criteria.length}${waiver(criterion)}`;
  if (kind !== 'metric' && kind !== 'guardrail')
    return `${RECORDS[kind](criterion)}${waiver(criterion)}`;
  const asked = kind === 'guardrail' ? 'no signal of harm' : requirement(criterion);
  if (must?.kind === 'comparison') return `${asked}${waiver(criterion)}`;
  const window = sustained
    ? sustained.k === sustained.n
      ? `in each of the last ${sustained.n} periods`
      : `in ${sustained.k} of the last ${sustained.n} periods`
    : `over the last ${over.last} periods`;
  const where =
    per === 'pooled'
      ? ''
      : `, ${across.kind === 'all' ? `at every ${per}` : across.kind === 'at-least' ? `at ${across.k} ${per}s or more` : `at ${Math.round(100 * across.share)} % of the ${per}s`}`;
  const least = [
    minimum.coverage > 0 ? `${Math.round(100 * minimum.coverage)} % of them must have come` : '',
    minimum.denominator > 0 ? `denominator ${minimum.denominator} or more` : '',
    minimum.n > 0 ? `n ${minimum.n} or more` : '',
  ].filter(Boolean);
  return `${asked}, ${window}${where}${least.length > 0 ? `; ${least.join(', ')}` : ''}${waiver(criterion)}`;
}

const COMPARATORS = {
  '>=': 'at least',
  '<=': 'at most',
  '>': 'more than',
  '<': 'less than',
  '=': 'exactly',
} as const;

function requirement({ must }: Criterion): string {
  if (must?.kind === 'threshold')
    return `${COMPARATORS[must.comparator]} ${must.value}${must.unit ? ` ${must.unit}` : ''}`;
  if (must?.kind === 'change')
    return `a change of ${COMPARATORS[must.comparator]} ${String(must.percent).replace('-', '−')} % against the locked baseline`;
  if (must?.kind === 'comparison')
    return 'a favourable difference in differences, outside the range of the placebos, with parallel lines before';
  return must?.kind === 'improved'
    ? 'a signal of improvement against locked limits'
    : 'no signal of harm against locked limits';
}

const RECORDS: Record<
  Exclude<Criterion['kind'], 'metric' | 'guardrail' | 'group'>,
  (criterion: Criterion) => string
> = {
  checkpoint: ({ operators = 5, shifts = 1, unaided, score }) =>
    `a field validation at the line with ${operators} operators on ${shifts} shifts${unaided === undefined ? '' : `, ${Math.round(100 * unaided)} % of tasks unaided`}${score === undefined ? '' : `, usability ${score} or more`}, nothing blocking open`,
  issues: ({ severity = 1 }) =>
    `no issue of severity ${severity}${severity > 1 ? ' or worse' : ''} open`,
  benefit: () => 'a benefit that finance confirmed',
  roadmap: ({ items }) => `done: ${items.join(', ')}`,
  document: () => 'a document of a named person, not older than 180 days',
  attestation: () => 'the word of a named person, not older than 180 days',
  iterations: ({ atMost = 3 }) => `at most ${atMost} iterations`,
  spend: ({ atMost }) =>
    atMost === undefined ? 'spending within the budget' : `spending of at most ${atMost}`,
};

function waiver({ waivable }: Criterion): string {
  return waivable ? '' : '; cannot be waived';
}
