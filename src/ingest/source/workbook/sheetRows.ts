import { declaresMissing, type Resource } from '#ingest/contract/contract.ts';
import { MISSING_OF_VALUES } from '#ingest/typed/missing.ts';
import { oneSpaced } from '#ingest/table/heading.ts';
import { askedName, askedOf } from '#ingest/source/asked.ts';
import { filledDown, type Filled } from './merged.ts';
import type { SheetCell, SheetContent, TypedCell } from '#ingest/source/part.ts';
import { unitsShown, type UnitsOfColumn } from './unitsShown.ts';
import { fieldOfSheet, type FieldOfSheet } from './sheetField.ts';
import { longNumberDoubts } from './longNumbers.ts';
import type { SheetRefusal } from './sheetRefusal.ts';
import { cellName } from './sheet.ts';

/** A cell of which the computation failed; what failed is not what is absent. */
export interface FailedCell {
  column: string;
  reason: string;
}

export interface SheetText {
  text: string;
  /** The row of the sheet that a line of the text is in. */
  lineOf: (line: number) => number;
  headerLine: number | null;
  /** The contract for that text. */
  entry: Resource;
  /** By the line of the text. */
  failed: Map<number, FailedCell>;
  refused: SheetRefusal[];
  /** What number formats say of columns, where they say one thing. */
  units: Map<string, string>;
  notes: string[];
  doubts: string[];
}

/**
 * The cells of a sheet as the text that the reader of tables takes apart, so that a header that is not in the first row, a
 * footer and a second table are found as in any file. Every cell is written as its column is read.
 */
export function sheetText(content: SheetContent, entry: Resource): SheetText {
  const asked = askedOf(entry);
  const headerAt = headerRow(content.rows, entry);
  const names = (content.rows[headerAt] ?? []).map((cell) =>
    typeof cell === 'string' ? askedName(cell, asked) : '',
  );
  const filled = filledDown(content, headerAt, (column) => isLabel(names[column], entry));
  const fields = entry.schema.fields.map((field) =>
    fieldOfSheet(field, names.indexOf(oneSpaced(field.name)), {
      rows: filled.rows,
      from: headerAt + 1,
      missing: new Set(entry.schema.missingValues ?? MISSING_OF_VALUES),
      from1904: content.from1904,
    }),
  );
  const written = names.map((name) => fields.find((one) => oneSpaced(one.field.name) === name));
  const units = unitsShown(content.beside, headerAt).filter(({ column }) => {
    const name = names[column] ?? '';
    return fields.some(({ field }) => oneSpaced(field.name) === name);
  });
  const { text, starts } = linesOf(filled.rows, headerAt, written);
  const mergedReport = mergedNotes(filled, names, entry);
  return {
    text,
    headerLine: headerAt < 0 ? null : (starts[headerAt] ?? null),
    lineOf: (line) => rowAt(starts, line),
    entry: { ...entry, schema: { ...entry.schema, fields: fields.map((one) => one.field) } },
    failed: failedIn(filled.rows, { headerAt, starts, names, entry }),
    refused: [
      ...fields.flatMap((one) => (one.refusal ? [one.refusal] : [])),
      ...units.flatMap((one) => mixedUnits(one, names[one.column] ?? '')),
    ],
    units: new Map(units.map(({ column, unit }) => [names[column] ?? '', unit.text])),
    doubts: [...mergedReport.doubts, ...longNumberDoubts(filled.rows, { headerAt, names, entry })],
    notes: [...mergedReport.notes, ...besideNote(filled.rows, headerAt, names.length)],
  };
}

function mixedUnits({ column, unit, others }: UnitsOfColumn, name: string): SheetRefusal[] {
  const [other] = others;
  if (!other) return [];
  const shown = [unit, ...others].map(({ text, row }) => `${cellName(row, column)} in ${text}`);
  return [
    {
      code: 'export/ambiguous-unit',
      row: other.row + 1,
      found: `${name} holds numbers that their formats show in different units, which cannot be added: ${shown.join(', ')}`,
      allowed: 'one unit or currency in all cells of a column',
      fix: `keep ${name} in one unit, or its unit in a column of its own; where only the format is wrong, give all its cells one`,
    },
  ];
}

/** The row that the contract names, else the first that holds two of its columns. */
function headerRow(rows: readonly SheetCell[][], entry: Resource): number {
  if (entry.dialect.headerLine !== undefined) return entry.dialect.headerLine - 1;
  const asked = askedOf(entry);
  const wanted = new Set(asked.columns?.map(oneSpaced));
  return rows.findIndex((row) => {
    const held = new Set(
      row.map((cell) => (typeof cell === 'string' ? askedName(cell, asked) : '')),
    );
    return [...wanted].filter((name) => held.has(name)).length >= Math.min(2, wanted.size);
  });
}

/** What is merged over rows counts for each of them where it names something, and once where it is an amount. */
function isLabel(name: string | undefined, { schema }: Resource): boolean {
  const type = schema.fields.find((field) => oneSpaced(field.name) === name)?.type;
  return type !== undefined && type !== 'number' && type !== 'integer';
}

function mergedNotes(
  { down, once }: Filled,
  names: readonly string[],
  entry: Resource,
): Pick<SheetText, 'notes' | 'doubts'> {
  const read = new Set(entry.schema.fields.map((field) => oneSpaced(field.name)));
  const isRead = (column: number) => read.has(names[column] ?? '') || entry.trilens.unpivot;
  const amounts = once.filter(({ column }) => isRead(column));
  const listed = amounts
    .slice(0, 5)
    .map(({ cells }) => cells)
    .join(', ');
  return {
    notes:
      down.length > 0
        ? [
            `merged cells, filled into each of their rows: ${down.slice(0, 5).join(', ')}${down.length > 5 ? ` and ${down.length - 5} more` : ''}`,
          ]
        : [],
    doubts:
      amounts.length > 0
        ? [
            `${amounts.length} merged ${amounts.length === 1 ? 'cell holds' : 'cells hold'} one amount for several rows (${listed}); it is counted once, in the first of them.`,
          ]
        : [],
  };
}

/** What is right of the last heading is not part of the table, since a cell of a sheet never slips to the right. */
function besideNote(rows: readonly SheetCell[][], headerAt: number, width: number): string[] {
  if (headerAt < 0) return [];
  const beside = rows.flatMap((row, at) =>
    at > headerAt
      ? row.flatMap((cell, column) =>
          cell !== null && column >= width ? [cellName(at, column)] : [],
        )
      : [],
  );
  const more = beside.length > 5 ? ` and ${beside.length - 5} more` : '';
  return beside.length > 0
    ? [`cells beside the table, not read: ${beside.slice(0, 5).join(', ')}${more}`]
    : [];
}

function linesOf(
  rows: readonly SheetCell[][],
  headerAt: number,
  written: readonly (FieldOfSheet | undefined)[],
): { text: string; starts: number[] } {
  const width =
    headerAt < 0
      ? rows.reduce((most, row) => Math.max(most, row.length), 0)
      : (rows[headerAt]?.length ?? 0);
  const starts: number[] = [];
  const lines: string[] = [];
  let line = 1;
  for (const [at, row] of rows.entries()) {
    starts.push(line);
    const cells: string[] = [];
    for (let index = 0; index < width; index++) {
      const cell = row[index] ?? null;
      const text = cell === null ? '' : cellText(cell, written[index]);
      cells.push(quoted(at <= headerAt ? oneSpaced(text) : text));
    }
    const text = cells.join(',');
    lines.push(text);
    line += text.includes('\n') ? text.split('\n').length : 1;
  }
  return { text: `${lines.join('\n')}\n`, starts };
}

/** A cell as it is read without a contract. */
export function plainText(cell: SheetCell): string {
  return cell === null ? '' : cellText(cell, undefined);
}

function cellText(cell: Exclude<SheetCell, null>, written: FieldOfSheet | undefined): string {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'boolean') return String(cell);
  const text = written?.write(cell) ?? (typeof cell === 'number' ? String(cell) : cell.text);
  return text;
}

function failedIn(
  rows: readonly SheetCell[][],
  about: { headerAt: number; starts: readonly number[]; names: readonly string[]; entry: Resource },
): Map<number, FailedCell> {
  const { headerAt, starts, names, entry } = about;
  const read = new Set(entry.schema.fields.map(({ name }) => oneSpaced(name)));
  const failed = new Map<number, FailedCell>();
  for (let at = headerAt + 1; at < rows.length; at++) {
    for (const [column, cell] of rows[at]!.entries()) {
      if (!isFailed(cell) || (cell.text !== '' && declaresMissing(entry, cell.text))) continue;
      const name = names[column] ?? '';
      if (!read.has(name) && !entry.trilens.unpivot) continue;
      failed.set(starts[at]!, {
        column: name,
        reason: `${name}: ${failure(cell, cellName(at, column))}`,
      });
      break;
    }
  }
  return failed;
}

export function isFailed(cell: SheetCell | undefined): cell is TypedCell {
  return typeof cell === 'object' && cell !== null && cell.kind === 'failed';
}

/** Why a cell holds no value. */
function failure({ text }: TypedCell, place: string): string {
  return text === ''
    ? `the formula in ${place} has no stored result; open the workbook in a spreadsheet and save it`
    : `the computation of ${place} failed (${text})`;
}

function quoted(text: string): string {
  return /[",\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** 1-based row whose text begins at or before a line. */
function rowAt(starts: readonly number[], line: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= line) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
