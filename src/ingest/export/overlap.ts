import type { Doubt } from '#model/record/export.ts';
import type { Resource } from '#ingest/contract/contract.ts';
import type { TypedTable } from '#ingest/typed/typedTable.ts';

const LEAST = 5;

/** Files of one export that hold the same rows, where no primary key says whether they are one or two. */
export function overlaps(rows: TypedTable['rows'], entry: Resource): Doubt[] {
  if (entry.schema.primaryKey.length > 0 || !rows.some((row) => row.file !== rows[0]?.file))
    return [];
  const first = new Map<string, string>();
  let shared = 0;
  for (const row of rows) {
    const key = row.cells.join('\u0001');
    const file = first.get(key);
    if (file === undefined) first.set(key, row.file);
    else if (file !== row.file) shared += 1;
  }
  return overlapDoubt(shared);
}

function overlapDoubt(shared: number): Doubt[] {
  return shared < LEAST
    ? []
    : [
        {
          rule: 'export/overlap',
          sentence: `${shared} rows stand in more than one of its files and are counted each time, since the contract names no primaryKey.`,
        },
      ];
}
