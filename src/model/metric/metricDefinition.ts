import { CLOCK_WORDS } from '#model/record/clock.ts';
import { LENS_NAMES } from '#model/record/lens.ts';
import type { Metric, ValueRule } from '#model/record/metric.ts';
import { HABIT } from '#model/statistics/habit.ts';
import { lower } from '#model/words/format.ts';

/** What is counted, over what, and in which of the usual variants, as the owner wrote it; null where nobody has. */
export function writtenDefinition({
  numerator,
  denominator,
  variant,
  definitions,
  description,
}: Metric): string | null {
  const counted =
    numerator && denominator
      ? `${numerator}, over ${denominator}`
      : (numerator ?? definitions.at(-1)?.text ?? description);
  if (!counted) return null;
  return variant ? `${counted} (${variant})` : counted;
}

/** Which of the usual conventions for percentiles: SAS's own, type 2 of R. */
const MIDPOINT = 'the middle of two values where it falls exactly between them (SAS, R type 2)';

/** How rows become the number, and which rows: `sum of hours ÷ sum of planned, sums before the ratio, of rows where kind is Unplanned`. */
export function computedAs({ value, where }: Pick<Metric, 'value' | 'where'>): string {
  const rows = where.map(({ column, in: values }) => `${column} is ${values.join(' or ')}`);
  return `${valueWords(value)}${rows.length === 0 ? '' : `, of rows where ${rows.join(' and ')}`}`;
}

function valueWords(value: Metric['value']): string {
  const part = (of: { aggregate: string; column: string }) =>
    of.aggregate === 'habit'
      ? `${of.column} seen in ${HABIT.periods} of the last ${HABIT.of} periods`
      : of.aggregate === 'p90'
        ? `90th percentile of ${of.column}, ${MIDPOINT}`
        : `${of.aggregate} of ${of.column}`;
  if (value.kind === 'ratio')
    return `${part(value.numerator)} ÷ ${part(value.denominator)}${value.scale === 1 ? '' : ` × ${value.scale}`}, sums before the ratio`;
  if (value.kind === 'column') return part(value.of);
  if (value.kind === 'clock') return clockedAs(value);
  return value.kind === 'duration'
    ? `${value.unit} from ${value.from} to ${value.to}, open items counted: median by Kaplan and Meier, ${MIDPOINT}`
    : value.expression;
}

function clockedAs({ clock, unit, initiative, from, to }: Extract<ValueRule, { kind: 'clock' }>) {
  const narrowed = [
    ...(initiative === undefined ? [] : [`of ${initiative} alone`]),
    ...(from === undefined ? [] : [`asked by ${LENS_NAMES[from]}`]),
    ...(to === undefined ? [] : [`of ${LENS_NAMES[to]}`]),
  ].join(' ');
  return `${unit} ${lower(CLOCK_WORDS[clock].title)}${narrowed === '' ? '' : `, ${narrowed}`}, from the records, by the period of the beginning, what still runs counted: median by Kaplan and Meier, ${MIDPOINT}`;
}
