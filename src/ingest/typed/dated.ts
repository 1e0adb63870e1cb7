import type { Grain } from '#model/time/grain.ts';
import type { Field } from '#ingest/contract/contract.ts';
import type { DateFormat } from '#ingest/table/date/date.ts';
import { isDatePattern } from '#ingest/table/date/datePattern.ts';

/** Formats whose dates are whole periods. */
const PERIODS: Partial<Record<DateFormat, Grain>> = {
  'iso-week': 'week',
  'year-month': 'month',
  quarter: 'quarter',
  year: 'year',
  'fiscal-quarter': 'quarter',
  'fiscal-year': 'year',
};

/** Columns whose cells name a week, a month, a quarter or a year, and no day. */
export type Dated = ReadonlyMap<string, Grain>;

export function datedBy(
  fields: readonly Field[],
  columns: readonly { format: DateFormat }[],
): Dated {
  return new Map(
    fields.flatMap(({ name, type }, index) => {
      const grain = grainOf(columns[index]?.format ?? 'iso');
      return grain && (type === 'date' || type === 'datetime') ? [[name, grain] as const] : [];
    }),
  );
}

/** `%Y-%m` names a month, `%G-W%V` a week, `%Y` a year. */
function grainOf(format: DateFormat): Grain | undefined {
  if (!isDatePattern(format)) return PERIODS[format];
  if (/%[dju]/.test(format)) return undefined;
  if (/%[mbB]/.test(format)) return 'month';
  return format.includes('%V') ? 'week' : 'year';
}
