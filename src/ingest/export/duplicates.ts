import type { ExportReport, QuarantinedRow } from '#model/record/export.ts';
import type { Resource } from '#ingest/contract/contract.ts';
import type { TypedTable } from '#ingest/typed/typedTable.ts';

type Row = TypedTable['rows'][number];

/**
 * The same primary key and vintage twice, as the contract says. A later vintage of a key is a restatement, not a duplicate.
 * `keep-first` and `keep-last` are declared overlaps: the other row is ignored. With `error` a repeat is quarantined, and
 * where the repeats differ all of them are, since nobody can tell which is right.
 */
export function withoutDuplicates(
  rows: Row[],
  columns: readonly string[],
  entry: Resource,
): { rows: Row[]; ignored: Row[]; quarantine: QuarantinedRow[] } {
  const vintage = entry.trilens.vintage;
  const names = [
    ...entry.schema.primaryKey,
    ...(vintage !== undefined && !entry.schema.primaryKey.includes(vintage) ? [vintage] : []),
  ];
  const key = names.map((name) => columns.indexOf(name));
  if (entry.schema.primaryKey.length === 0 || key.includes(-1))
    return { rows, ignored: [], quarantine: [] };
  const groups = new Map<string, number[]>();
  for (const [index, row] of rows.entries()) {
    let id = '';
    for (const at of key) id += `${row.cells[at] ?? '\u0000'}\u0001`;
    const held = groups.get(id);
    if (held) held.push(index);
    else groups.set(id, [index]);
  }
  const dropped = new Set<number>();
  const ignored: Row[] = [];
  const quarantine: QuarantinedRow[] = [];
  for (const group of groups.values()) {
    if (group.length === 1) continue;
    const all = group.map((index) => rows[index]!);
    if (entry.trilens.onDuplicate !== 'error') {
      const kept = entry.trilens.onDuplicate === 'keep-last' ? group.at(-1) : group[0];
      for (const index of group) if (index !== kept) ignored.push(drop(index));
      continue;
    }
    const differ = new Set(all.map((row) => JSON.stringify(row.cells))).size > 1;
    const first = all[0]!;
    for (const index of differ ? group : group.slice(1)) {
      const row = drop(index);
      const other = row === first ? all[1]! : first;
      const reason = `the same ${entry.schema.primaryKey.join(', ')} as ${other.file}:${other.line}${differ ? ', with other values' : ''}`;
      quarantine.push({
        file: row.file,
        line: row.line,
        column: entry.schema.primaryKey.join(', '),
        rule: 'export/duplicate-key',
        reason,
        raw: row.cells.join(','),
      });
    }
  }
  return { rows: rows.filter((_, index) => !dropped.has(index)), ignored, quarantine };

  function drop(index: number): Row {
    dropped.add(index);
    return rows[index]!;
  }
}

/** Moves rows from accepted to another count of their file. A line of a wide file moves only when none of its cells is left. */
export function recount(
  report: ExportReport,
  labels: ReadonlyMap<string, string>,
  kept: readonly Row[],
  moved: readonly { file: string; line: number }[],
  to: 'quarantined' | 'ignored',
  reason?: string,
): void {
  if (moved.length === 0) return;
  const lines = new Map<string, Set<number>>();
  for (const row of moved) {
    const held = lines.get(row.file);
    if (held) held.add(row.line);
    else lines.set(row.file, new Set([row.line]));
  }
  for (const row of kept) lines.get(row.file)?.delete(row.line);
  const byPath = new Map(report.files.map((file) => [file.path, file]));
  for (const [label, { size }] of lines) {
    const file = byPath.get(labels.get(label) ?? '');
    if (!file || size === 0) continue;
    file.accepted -= size;
    file[to] += size;
    if (reason) file.ignoredBy[reason] = (file.ignoredBy[reason] ?? 0) + size;
  }
}
