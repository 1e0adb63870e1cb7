import type { Grain } from '#model/time/grain.ts';
import type { Field } from '#ingest/contract/contract.ts';
import type { DateFormat } from '#ingest/table/date/date.ts';
import { isDatePattern } from '#ingest/table/date/datePattern.ts';

/** The period that a cell names; `isCivil`: of the calendar that everybody shares. */
export interface NamedPeriod {
  grain: Grain;
  isCivil: boolean;
}

/** Formats whose dates are whole periods. */
const PERIODS: Partial<Record<DateFormat, NamedPeriod>> = {
  'iso-week': { grain: 'week', isCivil: true },
  'year-month': { grain: 'month', isCivil: true },
  quarter: { grain: 'quarter', isCivil: true },
  year: { grain: 'year', isCivil: true },
  'fiscal-quarter': { grain: 'quarter', isCivil: false },
  'fiscal-year': { grain: 'year', isCivil: false },
};

/** Columns whose cells name a week, a month, a quarter or a year, and no day. */
export type Dated = ReadonlyMap<string, NamedPeriod>;

export function datedBy(
  fields: readonly Field[],
  columns: readonly { format: DateFormat }[],
): Dated {
  return new Map(
    fields.flatMap(({ name, type }, index) => {
      const period = periodOf(columns[index]?.format ?? 'iso');
      return period && (type === 'date' || type === 'datetime') ? [[name, period] as const] : [];
    }),
  );
}

/** `%Y-%m` names a month, `%G-W%V` a week, `%Y` a year. */
function periodOf(format: DateFormat): NamedPeriod | undefined {
  if (!isDatePattern(format)) return PERIODS[format];
  if (/%[dju]/.test(format)) return undefined;
  const grain = /%[mbB]/.test(format) ? 'month' : format.includes('%V') ? 'week' : 'year';
  return { grain, isCivil: true };
}
