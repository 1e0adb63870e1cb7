import type { QuarantinedRow } from '#model/export.ts';
import { nearest } from '#model/problem.ts';
import type { Field, Resource } from './contract.ts';
import { atSite, cellReader, type Cell, type CellReader } from './cellReader.ts';
import { detectDateFormat, parseDate, type DateFormat } from './table/date.ts';
import { detectDecimal } from './table/number.ts';
import type { RawRow, Table } from './table/rows.ts';

/** Rows of cells by column index; never objects keyed by what a file says. */
export interface TypedTable {
  columns: string[];
  rows: { line: number; file: string; cells: Cell[] }[];
}

export interface Typed {
  table: TypedTable;
  /** How each field is read: where its column stands, its decimal mark (null: no cell showed one), its date format, its percent signs, and any cell of it. */
  columns: { place: number; decimal: '.' | ',' | null; format: DateFormat; signs: Field['signs']; type: CellReader }[];
  quarantine: QuarantinedRow[];
  decimal: string | null;
  detected: string[];
  /** Reasons to refuse the whole file: all of them, so that the contract is mended once. */
  refused: Refused[];
}

interface Refused {
  code: string;
  line: number;
  found: string;
  allowed?: string;
  fix: string;
}

interface Sites {
  ids: string[];
  byName: Map<string, string>;
  /** Time zone by id. */
  zones?: ReadonlyMap<string, string>;
}

/** Cells of one file as the contract types them. A row with a bad cell is set aside whole, with the reason. */
export function typeTable(table: Table, entry: Resource, file: string, sites: Sites): Typed {
  const result: Typed = { table: { columns: entry.schema.fields.map((field) => field.name), rows: [] }, columns: [], quarantine: [], decimal: null, detected: [], refused: [] };
  const { header, rows } = widen(table, entry, result);
  const places = entry.schema.fields.map((field) => header.indexOf(field.name));
  if (places.includes(-1)) {
    result.refused.push(headerDiff(table, header, entry));
    return result;
  }
  const twice = entry.schema.fields.find((field) => header.indexOf(field.name) !== header.lastIndexOf(field.name));
  if (twice) {
    const at = header.flatMap((name, index) => (name === twice.name ? [index + 1] : []));
    result.refused.push({ code: 'export/duplicate-column', line: table.headerLine, found: `the header names "${twice.name}" in columns ${at.join(' and ')}`, allowed: 'each column that the contract reads once', fix: 'rename one of them in the query that makes the dump' });
    return result;
  }
  const missing = new Set(entry.schema.missingValues);
  for (const [index, field] of entry.schema.fields.entries()) {
    const place = places[index] as number;
    const cells = rows.map((row) => row.cells[place]?.trim() ?? '').filter((cell) => !missing.has(cell));
    const found = reader(field, cells, result, table, entry.trilens.maxQuarantined, (index) => lineOf(rows, place, missing, index));
    result.columns.push({ place, decimal: found.decimal, format: found.format, signs: found.signs, type: typer(field, found.read, missing, field.name === entry.trilens.site ? sites : null) });
  }
  if (result.refused.length > 0) return result;
  for (const row of rows) {
    const cells: Cell[] = [];
    let bad: { column: string; reason: string; rule: string } | null = null;
    for (const [index, { place, type }] of result.columns.entries()) {
      const read = type(row.cells[place] ?? '');
      if (typeof read === 'object' && read !== null) {
        bad ??= { column: entry.schema.fields[index]?.name as string, reason: read.problem, rule: read.rule };
        cells.push(null);
      } else cells.push(read);
    }
    if (!bad) bad = atSites(cells, entry, sites);
    if (bad) result.quarantine.push({ file, line: row.line, raw: row.raw, ...bad });
    else result.table.rows.push({ line: row.line, file, cells });
  }
  return result;
}

/** Reads any cell of a column: trimmed, with missing ones and the names of sites understood. */
function typer(field: Field, read: CellReader, missing: ReadonlySet<string>, sites: Sites | null): CellReader {
  return (cell) => {
    const raw = cell.trim();
    if (missing.has(raw)) return field.constraints.required ? { problem: `${field.name} is empty`, rule: 'export/required' } : null;
    const value = read(raw);
    if (sites === null || typeof value !== 'string') return value;
    const id = sites.byName.get(value.toLowerCase());
    if (id !== undefined) return id;
    if (value === 'ALL') return null;
    const near = nearest(value, sites.byName.keys());
    return { problem: `"${value}" is not a site${near ? `; did you mean "${near}"?` : ''}`, rule: 'export/unknown-site' };
  };
}

/** Timestamps by the clock of the row's site; the first that is none makes the row a bad one. */
function atSites(cells: Cell[], entry: Resource, sites: Sites): { column: string; reason: string; rule: string } | null {
  const siteAt = entry.schema.fields.findIndex((field) => field.name === entry.trilens.site);
  for (const [index, field] of entry.schema.fields.entries()) {
    if (field.timeZone !== 'site') continue;
    const value = atSite(field, cells[index] as Cell, sites.zones?.get(String(cells[siteAt] ?? '')));
    if (typeof value === 'object' && value !== null) return { column: field.name, reason: value.problem, rule: value.rule };
    cells[index] = value;
  }
  return null;
}

/** True where a cell of a row can only be read with another cell of it. */
export function readsAcross(entry: Resource): boolean {
  return entry.schema.fields.some((field) => field.timeZone === 'site');
}

/** Line of the nth cell of a column that is not missing. */
function lineOf(rows: readonly RawRow[], place: number, missing: ReadonlySet<string>, nth: number): number {
  let left = nth;
  for (const row of rows) {
    if (missing.has(row.cells[place]?.trim() ?? '')) continue;
    if (left === 0) return row.line;
    left -= 1;
  }
  return rows.at(-1)?.line ?? 1;
}

/** How the cells of a column are read; what can be read in two ways refuses the file, and shows the rows that can. */
function reader(field: Field, cells: string[], result: Typed, table: Table, maxQuarantined: number, lineAt: (index: number) => number): { read: CellReader; decimal: '.' | ',' | null; format: DateFormat; signs: Field['signs'] } {
  let decimal: '.' | ',' | null = field.decimalChar ?? null;
  let format: DateFormat = field.format ?? 'iso';
  let signs = field.signs;
  const refuse = (code: string, open: readonly number[], found: string, fix: string, say: (cell: string) => string, allowed?: string) => {
    const shown = open.slice(0, 5).map((index) => `line ${lineAt(index)}: ${say(cells[index] as string)}`);
    const more = open.length > 5 ? `; and ${open.length - 5} more` : '';
    result.refused.push({ code, line: open.length > 0 ? lineAt(open[0] as number) : table.headerLine, found: `${found}: ${shown.join('; ')}${more}`, fix, ...(allowed === undefined ? {} : { allowed }) });
  };
  if (field.type === 'number' || field.type === 'integer') {
    const found = field.decimalChar === undefined ? detectDecimal(cells) : { decimal: field.decimalChar, ambiguous: false, open: [] };
    if (found.ambiguous) {
      const open = found.open.length > 0 ? found.open : bothMarks(cells);
      const say = (cell: string) => (found.open.length > 0 ? `"${cell}" is ${cell.replace(/[.,]/, '')} or ${cell.replace(',', '.')}` : `"${cell}"`);
      refuse('export/ambiguous-decimal', open, `the decimal mark of ${field.name} cannot be told`, `declare decimalChar for ${field.name} in datapackage.json`, say, '"decimalChar": "." or ","');
    }
    if (found.decimal !== null) {
      result.decimal = found.decimal;
      if (field.decimalChar === undefined && found.decimal === ',' && !result.detected.includes('decimal comma')) result.detected.push('decimal comma');
    }
    decimal = found.decimal;
    if (field.scale === undefined && signs === undefined) {
      const signed = cells.flatMap((cell, index) => (cell.includes('%') ? [index] : []));
      const bare = cells.flatMap((cell, index) => (!cell.includes('%') && /[1-9]/.test(cell) ? [index] : []));
      const few = Math.min(signed.length, bare.length);
      // A few that differ from the rest are set aside like any bad cell, as many as the contract allows; more of them leave open what is meant.
      if (few > 0 && few > Math.min(FEW_SIGNS, maxQuarantined) * (signed.length + bare.length)) refuse('export/ambiguous-percent', [signed[0] as number, bare[0] as number], `${field.name} holds cells with a percent sign and cells without`, `declare scale for ${field.name} in datapackage.json`, (cell) => `"${cell}"`, '"scale": { "written": "0..1" or "0..100", "read": … }');
      else if (signed.length + bare.length > 0) signs = signed.length > bare.length ? 'all' : 'none';
    }
  }
  if ((field.type === 'date' || field.type === 'datetime') && field.format === undefined) {
    const found = detectDateFormat(cells);
    if (found.ambiguous) {
      const mixed = found.open.some((index) => !bothOrders(cells[index] as string));
      refuse('export/ambiguous-date', found.open, mixed ? `the dates of ${field.name} are day-first in some rows and month-first in others` : `the dates of ${field.name} can be day-first or month-first`, mixed ? 'export them in one order, best as 2026-10-07' : `declare the format of ${field.name} in datapackage.json`, ordersOf, 'day-first, month-first');
    }
    format = found.format ?? 'iso';
    if (format !== 'iso') result.detected.push(`${format} dates`);
  }
  return { read: cellReader({ ...field, signs }, decimal ?? '.', format), decimal, format, signs };
}

/** Up to this share of cells that bear a percent sign, or lack it, where the others do not is a slip. */
const FEW_SIGNS = 0.1;

/** A cell with a decimal comma and one with a decimal point. */
function bothMarks(cells: readonly string[]): number[] {
  const comma = cells.findIndex((cell) => /,\d{1,2}(\D|$)|,\d{4,}/.test(cell));
  const point = cells.findIndex((cell) => /\.\d{1,2}(\D|$)|\.\d{4,}/.test(cell));
  return [comma, point].filter((index) => index !== -1);
}

function bothOrders(cell: string): boolean {
  return !('problem' in parseDate(cell, 'day-first')) && !('problem' in parseDate(cell, 'month-first'));
}

function ordersOf(cell: string): string {
  const read = (['day-first', 'month-first'] as const).flatMap((format) => {
    const parsed = parseDate(cell, format);
    return 'date' in parsed ? [parsed.date] : [];
  });
  return `${cell} is ${read.join(' or ')}`;
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

function headerDiff(table: Table, header: string[], entry: Resource): Refused {
  const wanted = entry.schema.fields.map((field) => field.name);
  const lacking = wanted.filter((name) => !header.includes(name));
  const extra = header.filter((name) => !wanted.includes(name));
  const lines = lacking.map((name) => {
    const near = nearest(name, extra);
    return `- ${name}${near ? `   + ${near} (renamed? say so in columnMap)` : ''}`;
  });
  return { code: 'export/header', line: table.headerLine, found: `the header changed; lacking: ${lines.join('; ')}${extra.length > 0 ? `; not expected: ${extra.slice(0, 12).join(', ')}` : ''}`, allowed: wanted.join(', '), fix: 'correct the query, or add a columnMap in datapackage.json' };
}
