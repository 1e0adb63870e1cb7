import type { QuarantinedRow } from '#model/export.ts';
import { nearest } from '#model/problem.ts';
import type { Field, Resource } from './contract.ts';
import { cellReader, type Cell, type CellReader } from './cellReader.ts';
import { detectDateFormat, type DateFormat } from './table/date.ts';
import { detectDecimal } from './table/number.ts';
import type { RawRow, Table } from './table/rows.ts';

export type { Cell } from './cellReader.ts';

/** Rows of cells by column index; never objects keyed by what a file says. */
export interface TypedTable {
  columns: string[];
  rows: { line: number; file: string; cells: Cell[] }[];
}

export interface Typed {
  table: TypedTable;
  quarantine: QuarantinedRow[];
  decimal: string | null;
  detected: string[];
  /** A reason to refuse the whole file. */
  refused: { code: string; line: number; found: string; allowed?: string; fix: string } | null;
}

interface Sites {
  ids: string[];
  byName: Map<string, string>;
}

/** Cells of one file as the contract types them. A row with a bad cell is set aside whole, with the reason. */
export function typeTable(table: Table, entry: Resource, file: string, sites: Sites, asOf: string | null): Typed {
  const result: Typed = { table: { columns: entry.schema.fields.map((field) => field.name), rows: [], }, quarantine: [], decimal: null, detected: [], refused: null };
  const { header, rows } = widen(table, entry, result);
  const places = entry.schema.fields.map((field) => header.indexOf(field.name));
  if (places.includes(-1)) {
    result.refused = headerDiff(table, header, entry);
    return result;
  }
  const missing = new Set(entry.schema.missingValues);
  const readers = entry.schema.fields.map((field, index) => reader(field, rows.map((row) => row.cells[places[index] as number]?.trim() ?? '').filter((cell) => !missing.has(cell)), result, table));
  if (result.refused) return result;
  const siteAt = entry.trilens.site === undefined ? -1 : result.table.columns.indexOf(entry.trilens.site);
  const dateAt = entry.schema.fields.findIndex((field) => field.type === 'date');
  for (const row of rows) {
    const cells: Cell[] = [];
    let bad: { column: string; reason: string; rule: string } | null = null;
    for (const [index, field] of entry.schema.fields.entries()) {
      const raw = row.cells[places[index] as number]?.trim() ?? '';
      if (missing.has(raw)) {
        if (field.constraints.required) bad ??= { column: field.name, reason: `${field.name} is empty`, rule: 'export/required' };
        cells.push(null);
        continue;
      }
      const read = (readers[index] as (cell: string) => Cell | { problem: string; rule: string })(raw);
      if (typeof read === 'object' && read !== null) {
        bad ??= { column: field.name, reason: read.problem, rule: read.rule };
        cells.push(null);
      } else cells.push(read);
    }
    if (!bad && siteAt >= 0 && typeof cells[siteAt] === 'string') {
      const name = cells[siteAt] as string;
      const id = sites.byName.get(name.toLowerCase());
      if (id !== undefined) cells[siteAt] = id;
      else if (name !== 'ALL') bad = { column: entry.trilens.site as string, reason: `"${name}" is not a site${nearest(name, sites.byName.keys()) ? `; did you mean "${nearest(name, sites.byName.keys())}"?` : ''}`, rule: 'export/unknown-site' };
      else cells[siteAt] = null;
    }
    if (!bad && asOf !== null && dateAt >= 0 && typeof cells[dateAt] === 'string' && (cells[dateAt] as string) > asOf) {
      bad = { column: entry.schema.fields[dateAt]?.name as string, reason: `${cells[dateAt]} lies after ${asOf}`, rule: 'export/future-date' };
    }
    if (bad) result.quarantine.push({ file, line: row.line, raw: row.raw, ...bad });
    else result.table.rows.push({ line: row.line, file, cells });
  }
  return result;
}

function reader(field: Field, cells: string[], result: Typed, table: Table): CellReader {
  let decimal: '.' | ',' = field.decimalChar ?? '.';
  let format: DateFormat = field.format ?? 'iso';
  if (field.type === 'number' || field.type === 'integer') {
    const found = field.decimalChar === undefined ? detectDecimal(cells) : { decimal: field.decimalChar, ambiguous: false };
    if (found.ambiguous) {
      const example = cells.find((cell) => /[.,]/.test(cell)) ?? '';
      result.refused ??= { code: 'export/ambiguous-decimal', line: table.headerLine, found: `the decimal mark of ${field.name} cannot be told: "${example}" could be a thousands mark`, fix: `declare decimalChar for ${field.name} in datapackage.json` };
    }
    if (found.decimal !== null) {
      result.decimal = found.decimal;
      if (field.decimalChar === undefined && found.decimal === ',' && !result.detected.includes('decimal comma')) result.detected.push('decimal comma');
    }
    decimal = found.decimal ?? '.';
  }
  if ((field.type === 'date' || field.type === 'datetime') && field.format === undefined) {
    const found = detectDateFormat(cells);
    if (found.ambiguous) {
      result.refused ??= { code: 'export/ambiguous-date', line: table.headerLine, found: `the dates of ${field.name} can be day-first or month-first: ${cells.slice(0, 3).join(', ')}`, allowed: 'day-first, month-first', fix: `declare the format of ${field.name} in datapackage.json` };
    }
    format = found.format ?? 'iso';
    if (format !== 'iso') result.detected.push(`${format} dates`);
  }
  return cellReader(field, decimal, format);
}

/** Applies renamed columns, and turns a wide layout into long rows when the contract says so. */
function widen(table: Table, entry: Resource, result: Typed): { header: string[]; rows: RawRow[] } {
  const renamed = table.header.map((name) => (Object.hasOwn(entry.trilens.columnMap, name) ? (entry.trilens.columnMap[name] as string) : name));
  const rule = entry.trilens.unpivot;
  if (!rule) return { header: renamed, rows: table.rows };
  const keep = rule.keep.map((name) => renamed.indexOf(name));
  if (keep.includes(-1)) return { header: renamed, rows: table.rows };
  const wide = renamed.flatMap((name, index) => (keep.includes(index) ? [] : [{ name, index }]));
  const groups = new Map<string, { field: string; index: number }[]>();
  for (const { name, index } of wide) {
    const cut = rule.separator === undefined ? -1 : name.lastIndexOf(rule.separator);
    const key = cut === -1 ? name : name.slice(0, cut);
    const field = cut === -1 ? rule.value : name.slice(cut + (rule.separator?.length ?? 0));
    groups.set(key, [...(groups.get(key) ?? []), { field, index }]);
  }
  const fields = [...new Set([...groups.values()].flat().map(({ field }) => field))];
  result.detected.push(`wide layout: ${groups.size} × ${rule.name}`);
  const rows = table.rows.flatMap((row) =>
    [...groups].flatMap(([key, parts]) => {
      const values = fields.map((field) => row.cells[parts.find((part) => part.field === field)?.index ?? -1] ?? '');
      if (values.every((value) => value.trim() === '')) return [];
      return [{ line: row.line, raw: row.raw, cells: [...keep.map((index) => row.cells[index] ?? ''), key, ...values] }];
    }),
  );
  return { header: [...rule.keep, rule.name, ...fields], rows };
}

function headerDiff(table: Table, header: string[], entry: Resource): NonNullable<Typed['refused']> {
  const wanted = entry.schema.fields.map((field) => field.name);
  const lacking = wanted.filter((name) => !header.includes(name));
  const extra = header.filter((name) => !wanted.includes(name));
  const lines = lacking.map((name) => {
    const near = nearest(name, extra);
    return `- ${name}${near ? `   + ${near} (renamed? say so in columnMap)` : ''}`;
  });
  return { code: 'export/header', line: table.headerLine, found: `the header changed; lacking: ${lines.join('; ')}${extra.length > 0 ? `; not expected: ${extra.slice(0, 12).join(', ')}` : ''}`, allowed: wanted.join(', '), fix: 'correct the query, or add a columnMap in datapackage.json' };
}
