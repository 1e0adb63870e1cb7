import type { Grain } from '#model/time/grain.ts';
import type { Field } from '#ingest/contract/contract.ts';
import type { DateFormat } from '#ingest/table/date/date.ts';

/** Formats whose dates are whole periods. */
const PERIODS: Partial<Record<DateFormat, Grain>> = {
  'iso-week': 'week',
  'year-month': 'month',
  quarter: 'quarter',
  year: 'year',
};

/** Columns whose cells name a week, a month, a quarter or a year, and no day. */
export type Dated = ReadonlyMap<string, Grain>;

export function datedBy(
  fields: readonly Field[],
  columns: readonly { format: DateFormat }[],
): Dated {
  return new Map(
    fields.flatMap(({ name, type }, index) => {
      const grain = PERIODS[columns[index]?.format ?? 'iso'];
      return grain && (type === 'date' || type === 'datetime') ? [[name, grain] as const] : [];
    }),
  );
}
