import { daysBetween } from '#model/time/date.ts';
import type { QuarantinedRow } from '#model/record/export.ts';
import { dateColumn, type Resource } from '#ingest/contract/contract.ts';
import type { Cell } from '#ingest/typed/cellReader.ts';
import type { TypedTable } from '#ingest/typed/typedTable.ts';
import type { Joined } from './joins.ts';

type Row = TypedTable['rows'][number];
type Money = Resource['trilens']['money'][number];

/** Rows with amounts in one currency, at the rate of their day. A row without a rate of its day, or of few days before, is quarantined: it is never added as it is. */
export function withMoney(
  rows: Row[],
  entry: Resource,
  others: ReadonlyMap<string, Joined>,
): { rows: Row[]; quarantine: QuarantinedRow[] } {
  const quarantine: QuarantinedRow[] = [];
  let current = rows;
  for (const money of entry.trilens.money) {
    const rates = ratesOf(money, others.get(money.rates.with));
    const [amount, code, day] = [money.column, money.currency, dateColumn(entry) ?? ''].map(
      (name) => placeOf(entry, name),
    ) as [number, number, number];
    current = current.flatMap((row) => {
      const currency = String(row.cells[code] ?? '').toUpperCase();
      const date = String(row.cells[day] ?? '').slice(0, 10);
      const value = row.cells[amount];
      const rate = currency === money.to ? 1 : rateOn(rates.get(currency) ?? [], date, money.rates);
      if (typeof value !== 'number') return [{ ...row, cells: [...row.cells, null] }];
      if (rate !== null) return [{ ...row, cells: [...row.cells, value * rate] }];
      quarantine.push({
        file: row.file,
        line: row.line,
        column: money.currency,
        rule: 'export/no-rate',
        reason: `${money.rates.with} has no rate of the currency on ${date}, or in the ${money.rates.maxAgeDays} days before`,
        raw: row.cells.join(','),
      });
      return [];
    });
  }
  return { rows: current, quarantine };
}

interface Rate {
  day: string;
  rate: number;
}

function ratesOf({ rates }: Money, joined: Joined | undefined): Map<string, Rate[]> {
  const byCode = new Map<string, Rate[]>();
  if (!joined) return byCode;
  const [code, day, rate] = [rates.currency, rates.date, rates.rate].map((name) =>
    placeOf(joined.entry, name),
  ) as [number, number, number];
  for (const { cells } of joined.rows) {
    const value: Cell | undefined = cells[rate];
    if (typeof value !== 'number' || value <= 0 || cells[day] == null) continue;
    const key = String(cells[code] ?? '').toUpperCase();
    const held = byCode.get(key) ?? [];
    byCode.set(key, held);
    held.push({ day: String(cells[day]).slice(0, 10), rate: rates.inverse ? 1 / value : value });
  }
  for (const list of byCode.values()) list.sort((a, b) => (a.day < b.day ? -1 : 1));
  return byCode;
}

/** The rate of a day: the newest up to it, as long as it is not too old. */
function rateOn(
  rates: readonly Rate[],
  date: string,
  { maxAgeDays }: Money['rates'],
): number | null {
  const found = rates.findLast(({ day }) => day <= date);
  return found && daysBetween(found.day, date) <= maxAgeDays ? found.rate : null;
}

function placeOf({ schema }: Resource, name: string): number {
  return schema.fields.findIndex((field) => field.name === name);
}
