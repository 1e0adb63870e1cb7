import { CONTENT_FILES } from '#ingest/jsonSchema/contentFiles.ts';
import { jsonSchemaOf, nodesAt } from '#ingest/jsonSchema/jsonSchemaOf.ts';
import type { KnownIds } from '#ingest/jsonSchema/knownIds.ts';
import type { RecordSheet, SheetColumn } from './sheets.ts';

/** What an author has to know of a column: what it is for, and what may be in it. */
export interface ColumnHelp {
  column: SheetColumn;
  says: string;
  /** Every allowed value; empty where any value of the kind is. */
  values: readonly string[];
}

/** The columns of a sheet in the words of the schema that reads them, with the ids that the portfolio has. */
export function columnHelp(sheet: RecordSheet, ids: KnownIds): ColumnHelp[] {
  const file = CONTENT_FILES.find(({ name }) => name === sheet.schema);
  if (file === undefined) throw new Error(`no kind of file is called ${sheet.schema}`);
  const schema = jsonSchemaOf(file, ids);
  return sheet.columns.map((column) => {
    const own = OWN[column.field];
    if (own !== undefined && sheet.path.length > 0)
      return { column, says: own.says, values: ids[own.names] ?? [] };
    const nodes = nodesAt(schema, [...sheet.path, ...column.field.split('.')]);
    const items = nodesAt(schema, [...sheet.path, ...column.field.split('.'), '*']);
    const parents = nodesAt(schema, [...sheet.path, ...column.field.split('.').slice(0, -1)]);
    const says = [...nodes, ...items, ...parents].find(
      ({ description }) => description,
    )?.description;
    return {
      column,
      says: says ?? (column.field === 'id' ? 'What other records call it.' : column.title),
      values: [...nodes, ...items].find((node) => node.enum)?.enum?.map(String) ?? [],
    };
  });
}

/** Columns that say which record a row belongs to. */
const OWN: Record<string, { says: string; names: 'initiative' | 'review' } | undefined> = {
  initiative: { says: 'The initiative that it belongs to.', names: 'initiative' },
  gate: { says: 'The gate of that initiative.', names: 'review' },
};
