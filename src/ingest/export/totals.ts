import type { Doubt } from '#model/record/export.ts';
import type { Resource } from '#ingest/contract/contract.ts';
import { isTotalWord } from '#ingest/table/footer.ts';
import type { Wanted } from '#ingest/tally/count.ts';
import type { TypedTable } from '#ingest/typed/typedTable.ts';

/**
 * Rows of a printed list that sum up others and stand among them. They are counted, since `Total` may also be the name of
 * something; that they may count twice is said, unless every metric of the export says by that column which rows it counts.
 */
export function totalsAmong(
  rows: TypedTable['rows'],
  entry: Resource,
  { families }: Wanted,
): Doubt[] {
  if (families.length === 0) return [];
  return entry.schema.fields.flatMap((field, at): Doubt[] => {
    if (
      field.type !== 'string' ||
      field.name === entry.trilens.site ||
      families.every(({ where }) => where.some((filter) => filter.column === at))
    )
      return [];
    const found = rows.filter(
      ({ cells }) => typeof cells[at] === 'string' && isTotalWord(cells[at]),
    );
    const first = found[0];
    if (!first || found.length === rows.length) return [];
    return [
      {
        rule: 'export/totals',
        sentence: `In ${found.length} row${found.length === 1 ? '' : 's'} ${field.name} is a word for a total, so that what they sum up may count twice; the first is ${first.file}:${first.line}.`,
      },
    ];
  });
}
