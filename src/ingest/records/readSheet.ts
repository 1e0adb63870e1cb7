import { nearest, type Problem } from '#model/problem.ts';
import type { SheetCell, SheetContent } from '#ingest/source/part.ts';
import { cellName } from '#ingest/source/workbook/sheet.ts';
import type { YamlFile } from '#ingest/content/yamlFile.ts';
import { cellValue } from './cellValue.ts';
import type { RecordSheet, SheetColumn } from './sheets.ts';

/** A row of a sheet: the record in it, as if it had been written in a file, with its cells as places. */
export interface SheetRow {
  sheet: RecordSheet;
  /** Row of the sheet, from 1. */
  row: number;
  yaml: YamlFile;
}

interface Place {
  file: string;
  sheet: RecordSheet;
  /** The tab as the workbook names it. */
  tab: string;
}

/** Columns by their place in the sheet. */
type Columns = ReadonlyMap<number, SheetColumn>;

/** The records of a sheet, and every cell that cannot be read. A record with such a cell is not read. */
export function readSheet(
  { rows, merged }: Pick<SheetContent, 'rows' | 'merged'>,
  place: Place,
): { rows: SheetRow[]; problems: Problem[] } {
  const top = rows.findIndex((row) => row.some(isFilled));
  if (top < 0) return { rows: [], problems: [] };
  const { columns, problems } = columnsOf(rows[top] ?? [], top, place);
  problems.push(...unnamed(rows, top, place));
  for (const range of merged)
    if (range.bottom > top)
      problems.push(
        problemAt(place, range.top, range.left, {
          code: 'records/merged',
          found: 'cells are merged, so that a row has the values of another',
          fix: 'unmerge them, and write the value in each row',
        }),
      );
  if (problems.length > 0) return { rows: [], problems };
  const read = rows.flatMap((cells, row): SheetRow[] => {
    if (row <= top || !cells.some(isFilled)) return [];
    const { data, flaws } = dataOf(cells, row, columns, place);
    problems.push(...flaws);
    if (flaws.length > 0) return [];
    return [{ sheet: place.sheet, row: row + 1, yaml: asFile(data, row, columns, place) }];
  });
  return { rows: read, problems };
}

const isFilled = (cell: SheetCell | undefined) =>
  cell !== null && cell !== undefined && (typeof cell !== 'string' || cell.trim() !== '');

/** The columns of a head. One that is not known may be one of the sheet that was renamed, so it is an error; names in brackets are notes. */
function columnsOf(
  head: readonly SheetCell[],
  row: number,
  place: Place,
): { columns: Columns; problems: Problem[] } {
  const columns = new Map<number, SheetColumn>();
  const problems: Problem[] = [];
  const titles = place.sheet.columns.map(({ title }) => title);
  for (const [at, cell] of head.entries()) {
    if (!isFilled(cell) || cell === null) continue;
    const name = (typeof cell === 'object' ? cell.text : String(cell)).trim().replace(/\s*\*$/, '');
    if (/^\(.*\)$/.test(name)) continue;
    const column = place.sheet.columns.find(({ title, field }) =>
      [title, field].some((known) => sameName(known, name)),
    );
    const twice = column !== undefined && [...columns.values()].includes(column);
    if (column !== undefined && !twice) {
      columns.set(at, column);
      continue;
    }
    const near = nearest(name, titles);
    problems.push(
      problemAt(place, row, at, {
        code: twice ? 'records/column-twice' : 'records/unknown-column',
        found: twice
          ? `the column "${name}" is there twice`
          : `there is no column "${name}" in this sheet`,
        allowed: titles.join(', '),
        fix: twice
          ? 'remove one of them'
          : `${near ? `did you mean "${near}"?` : 'name it as in the template'} A column of notes has its name in brackets: (${name})`,
      }),
    );
  }
  const lacking = place.sheet.columns.filter(
    (column) => column.isNeeded && ![...columns.values()].includes(column),
  );
  if (lacking.length > 0)
    problems.push(
      problemAt(place, row, 0, {
        code: 'records/missing-column',
        found: `the sheet has no column ${lacking.map(({ title }) => `"${title}"`).join(', ')}`,
        allowed: titles.join(', '),
        fix: 'was it renamed? Name it as in the template, which `trilens new workbook` writes',
      }),
    );
  return { columns, problems };
}

/** The first cell of each column without a name: it may be a column whose name was lost. */
function unnamed(rows: readonly SheetCell[][], top: number, place: Place): Problem[] {
  const width = Math.max(...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, at) => at).flatMap((at) => {
    if (isFilled(rows[top]?.[at])) return [];
    const row = rows.findIndex((cells, index) => index > top && isFilled(cells[at]));
    return row < 0
      ? []
      : [
          problemAt(place, row, at, {
            code: 'records/unnamed-column',
            found: 'this cell is in a column without a name',
            fix: 'name the column as in the template, or (notes) where it is for people only',
          }),
        ];
  });
}

function sameName(known: string, name: string): boolean {
  return known.toLowerCase() === name.toLowerCase();
}

/** The record in a row: cells that are filled, each at its field. */
function dataOf(
  cells: readonly SheetCell[],
  row: number,
  columns: Columns,
  place: Place,
): { data: Record<string, unknown>; flaws: Problem[] } {
  const data: Record<string, unknown> = {};
  const flaws: Problem[] = [];
  for (const [at, cell] of cells.entries()) {
    if (!isFilled(cell) || cell === undefined) continue;
    const column = columns.get(at);
    if (column === undefined) continue;
    const { value, flaw } = cellValue(cell, column.kind);
    if (flaw === null) setAt(data, column.field.split('.'), value);
    else
      flaws.push(
        problemAt(place, row, at, {
          code: 'records/cell',
          found: `${column.title} is ${flaw.found}`,
          allowed: flaw.allowed,
          fix: flaw.fix,
        }),
      );
  }
  return { data, flaws };
}

function setAt(
  data: Record<string, unknown>,
  [head = '', ...tail]: string[],
  value: unknown,
): void {
  if (tail.length === 0) data[head] = value;
  else {
    const inner = (data[head] ?? {}) as Record<string, unknown>;
    data[head] = inner;
    setAt(inner, tail, value);
  }
}

/** The row as a file: the cell of a field where it has one, else the first cell of the row. */
function asFile(
  data: Record<string, unknown>,
  row: number,
  columns: Columns,
  place: Place,
): YamlFile {
  const at = (path: readonly PropertyKey[]) => {
    const field = path.filter((key) => typeof key === 'string').join('.');
    const column = [...columns].find(
      ([, one]) => one.field === field || one.field.startsWith(`${field}.`),
    );
    const first = Math.min(...columns.keys());
    return cellPlace(place, row, field === '' || column === undefined ? first : column[0]);
  };
  return {
    file: place.file,
    data,
    at,
    atKey: (path, key) => at([...path, key]),
    written: () => null,
  };
}

function cellPlace({ file, tab }: Place, row: number, column: number) {
  return { file, line: row + 1, column: column + 1, cell: `${tab}!${cellName(row, column)}` };
}

function problemAt(
  place: Place,
  row: number,
  column: number,
  words: Pick<Problem, 'code' | 'found' | 'allowed' | 'fix'>,
): Problem {
  return { severity: 'error', ...cellPlace(place, row, column), ...words };
}
