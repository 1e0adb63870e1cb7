import type { Resource } from '#ingest/contract/contract.ts';
import { oneSpaced } from '#ingest/table/heading.ts';
import type { RawRow, Table } from '#ingest/table/rows.ts';

/** Applies renamed columns, and turns a wide layout into long rows when the contract says so. */
export function unpivoted(
  table: Table,
  entry: Resource,
): { header: string[]; rows: RawRow[]; detected: string[] } {
  const names = new Map(
    Object.entries(entry.trilens.columnMap).map(([from, to]) => [oneSpaced(from), oneSpaced(to)]),
  );
  const renamed = table.header.map((name) => names.get(name) ?? name);
  const rule = entry.trilens.unpivot;
  if (!rule) return { header: renamed, rows: table.rows, detected: [] };
  const keep = rule.keep.map((name) => renamed.indexOf(oneSpaced(name)));
  if (keep.includes(-1)) return { header: renamed, rows: table.rows, detected: [] };
  const wide = renamed.flatMap((name, index) => (keep.includes(index) ? [] : [{ name, index }]));
  const groups = new Map<string, { field: string; index: number }[]>();
  for (const { name, index } of wide) {
    const cut = rule.separator === undefined ? -1 : name.lastIndexOf(rule.separator);
    const key = cut === -1 ? name : name.slice(0, cut);
    const field = cut === -1 ? rule.value : name.slice(cut + (rule.separator?.length ?? 0));
    groups.set(key, [...(groups.get(key) ?? []), { field, index }]);
  }
  const fields = [...new Set([...groups.values()].flat().map(({ field }) => field))];
  const rows = table.rows.flatMap((row) =>
    [...groups].flatMap(([key, parts]) => {
      const values = fields.map(
        (field) => row.cells[parts.find((part) => part.field === field)?.index ?? -1] ?? '',
      );
      if (values.every((value) => value.trim() === '')) return [];
      return [
        {
          line: row.line,
          raw: row.raw,
          cells: [...keep.map((index) => row.cells[index] ?? ''), key, ...values],
        },
      ];
    }),
  );
  return {
    header: [...rule.keep.map(oneSpaced), oneSpaced(rule.name), ...fields],
    rows,
    detected: [`wide layout: ${groups.size} × ${rule.name}`],
  };
}
