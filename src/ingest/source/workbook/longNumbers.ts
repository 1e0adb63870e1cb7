import type { Resource } from '#ingest/contract/contract.ts';
import type { SheetCell } from '#ingest/source/part.ts';
import { oneSpaced } from '#ingest/table/heading.ts';
import { cellName } from './sheet.ts';

/** Names that a sheet holds as numbers with an exponent: spreadsheets keep 15 digits, so different ones may have become one. */
export function longNumberDoubts(
  rows: readonly SheetCell[][],
  { headerAt, names, entry }: { headerAt: number; names: readonly string[]; entry: Resource },
): string[] {
  return entry.schema.fields.flatMap(({ name, type }) => {
    const column = names.indexOf(oneSpaced(name));
    if (column < 0 || (type !== 'string' && !entry.schema.primaryKey.includes(name))) return [];
    const at = rows.findIndex((row, index) => index > headerAt && isLong(row[column] ?? null));
    return at < 0
      ? []
      : [
          `${name} holds numbers of more digits than a sheet keeps, such as ${cellName(at, column)}: 15 are kept, so that different ones may have become one; as text it keeps them all.`,
        ];
  });
}

/** One whose digits are all in the file is kept as they are written. */
function isLong(cell: SheetCell): boolean {
  return typeof cell === 'number' && Number.isInteger(cell) && !Number.isSafeInteger(cell);
}
