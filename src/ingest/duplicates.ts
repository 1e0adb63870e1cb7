import type { ExportReport } from '#model/export.ts';
import type { Resource } from './contract.ts';
import type { TypedTable } from './typedTable.ts';

/**
 * Same primary key and vintage twice. The contract says which one counts; without it the export is refused, since nobody can tell
 * which of two numbers is right. A later vintage of the same key is a restatement, not a duplicate.
 */
export function duplicates(entry: Resource, table: TypedTable, report: ExportReport, label: (path: string) => string): { found: string; file: string; line: number } | null {
  const { vintage, onDuplicate } = entry.trilens;
  const key = [...new Set([...entry.schema.primaryKey, ...(vintage === undefined ? [] : [vintage])])].map((name) => table.columns.indexOf(name));
  if (entry.schema.primaryKey.length === 0) return null;
  const seen = new Map<string, number>();
  const dropped = new Set<number>();
  let refused: { found: string; file: string; line: number } | null = null;
  for (const [index, row] of table.rows.entries()) {
    const id = JSON.stringify(key.map((at) => row.cells[at]));
    const held = seen.get(id);
    if (held === undefined) {
      seen.set(id, index);
      continue;
    }
    if (onDuplicate === 'error') {
      const first = table.rows[held] as TypedTable['rows'][number];
      refused ??= { file: row.file, line: row.line, found: `the key ${entry.schema.primaryKey.map((name, at) => `${name} ${row.cells[key[at] as number] ?? '(empty)'}`).join(', ')} stands in ${first.file} line ${first.line} and again here` };
    } else dropped.add(onDuplicate === 'keep-last' ? held : index);
    if (onDuplicate === 'keep-last') seen.set(id, index);
  }
  if (refused || dropped.size === 0) return refused;
  const place = (row: TypedTable['rows'][number]) => `${row.file}:${row.line}`;
  const before = new Set(table.rows.map(place));
  table.rows = table.rows.filter((_, index) => !dropped.has(index));
  for (const row of table.rows) before.delete(place(row));
  for (const file of report.files) {
    const gone = [...before].filter((line) => line.slice(0, line.lastIndexOf(':')) === label(file.path)).length;
    if (gone === 0) continue;
    file.accepted -= gone;
    file.ignored += gone;
    file.detected.push(`${gone} duplicate rows; the ${onDuplicate === 'keep-last' ? 'last' : 'first'} of each key counts, as declared`);
  }
  return null;
}
