import type { Resource } from '#ingest/contract/contract.ts';
import { fileColumns } from '#ingest/contract/derivedFields.ts';
import { oneSpaced } from '#ingest/table/heading.ts';

/** What is asked of a source before its rows are typed. */
export interface Asked {
  /** The columns that are read; null where there is no contract. */
  columns: readonly string[] | null;
  /** Headings that were renamed: old name to name. */
  columnMap: Readonly<Record<string, string>>;
  sheet?: Resource['trilens']['sheet'];
  members?: string | undefined;
}

export function askedOf(entry: Resource): Asked {
  const { trilens } = entry;
  return {
    columns: trilens.unpivot?.keep ?? fileColumns(entry),
    columnMap: trilens.columnMap,
    sheet: trilens.sheet,
    members: trilens.members,
  };
}

/** The name that is asked for under a heading. */
export function askedName(heading: string, { columnMap }: Pick<Asked, 'columnMap'>): string {
  const name = oneSpaced(heading);
  const key = Object.keys(columnMap).find((one) => oneSpaced(one) === name);
  return key === undefined ? name : oneSpaced(columnMap[key]!);
}
