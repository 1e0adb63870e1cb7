import { askedName, type Asked } from '#ingest/source/asked.ts';
import type { Part, SheetCell, TextBeside } from '#ingest/source/part.ts';
import { oneSpaced } from '#ingest/table/heading.ts';
import { chooseSheets, listed } from './choose.ts';
import { columnName, type Sheet } from './sheet.ts';
import { unitsShown } from './unitsShown.ts';
import { openWorkbook, readable, type Tab, type Workbook } from './workbook.ts';

/** A header is among the first rows of a sheet. */
const HEAD = 60;

/** The sheets of a workbook that a contract asks for, each as a part. */
export function readWorkbook(part: Part, bytes: Uint8Array, asked: Asked): Part[] {
  const book = openWorkbook(bytes);
  return readable(() => partsOf(part, book, asked));
}

function partsOf(part: Part, book: Workbook, asked: Asked): Part[] {
  const heads = new Map<Tab, SheetCell[][]>();
  const head = (tab: Tab) => {
    const known = heads.get(tab) ?? book.sheet(tab, HEAD).rows;
    heads.set(tab, known);
    return known;
  };
  const isLike = (tab: Tab, first: Tab) =>
    asked.columns === null
      ? tab === first || (namesIn(head(tab)) ?? tab) === namesIn(head(first))
      : head(tab).some((row) => holdsAll(row, asked));
  const { tabs, unread, notes } = chooseSheets(book.tabs, asked.sheet, isLike, (tab) =>
    head(tab).every((row) => row.length === 0),
  );
  const areSeveral = tabs.length > 1;
  const isNamed = asked.sheet !== undefined;
  return tabs.map((tab, index) => {
    const { hiddenRows, hiddenColumns, rows, merged, from1904, beside } = book.sheet(tab);
    return {
      ...part,
      ...(areSeveral
        ? { label: `${part.label} › ${tab.name}`, path: `${part.path} › ${tab.name}` }
        : {}),
      source: 'workbook',
      content: { kind: 'sheet', rows, merged, from1904, beside },
      notes: [
        ...part.notes,
        ...(book.tabs.length > 1 || isNamed ? [sheetNote(tab, book)] : hiddenNote(tab)),
        ...(index === 0 ? notes : []),
        ...(index === 0 && unread.length > 0
          ? [`sheets with the same columns, not read: ${listed(unread)}`]
          : []),
        ...hiddenNotes({ hiddenRows, hiddenColumns, rows }),
        ...unitNotes(beside),
      ],
      doubts: index === 0 && unread.length > 0 ? [unreadDoubt(part, unread)] : [],
    };
  });
}

function sheetNote(tab: Tab, book: Workbook): string {
  return `${tab.isHidden ? 'hidden ' : ''}sheet "${tab.name}" of ${book.tabs.length}`;
}

function hiddenNote(tab: Tab): string[] {
  return tab.isHidden ? ['its only sheet is hidden'] : [];
}

function unreadDoubt(part: Part, unread: readonly Tab[]): string {
  const many = unread.length > 1;
  return `${unread.length} further ${many ? 'sheets' : 'sheet'} of ${part.path} with the same columns ${many ? 'are' : 'is'} not read (the contract can name several in "sheet", or all with "*").`;
}

/** What people do not see on the sheet is read all the same, and reported. */
function hiddenNotes({
  hiddenRows,
  hiddenColumns,
  rows,
}: Pick<Sheet, 'hiddenRows' | 'hiddenColumns' | 'rows'>): string[] {
  const inUse = hiddenRows.filter((row) => (rows[row - 1]?.length ?? 0) > 0);
  const columns = hiddenColumns.filter((column) =>
    rows.some((row) => (row[column - 1] ?? null) !== null),
  );
  return [
    ...(inUse.length > 0 ? [`hidden rows, read like all: ${ranges(inUse, String)}`] : []),
    ...(columns.length > 0
      ? [`hidden columns, read like all: ${ranges(columns, (column) => columnName(column - 1))}`]
      : []),
  ];
}

/** Cells of one column that show different units, such as B2 kWh and B3 MWh, hold numbers that cannot be added. */
function unitNotes(beside: readonly TextBeside[]): string[] {
  const mixed = unitsShown(beside).filter(({ others }) => others.length > 0);
  return mixed.map(({ column, unit, others }) => {
    const name = columnName(column);
    const shown = [unit, ...others].slice(0, 5).map(({ row, text }) => `${name}${row + 1} ${text}`);
    return `numbers of column ${name} that their formats show in different units: ${shown.join(', ')}`;
  });
}

/** `4, 7 to 9` */
function ranges(numbers: readonly number[], name: (number: number) => string): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  const shown = runs
    .slice(0, 5)
    .map(([from, to]) => (from === to ? name(from) : `${name(from)} to ${name(to)}`));
  return shown.join(', ') + (runs.length > 5 ? ' and more' : '');
}

/** The first row that holds nothing but names, as one text. */
function namesIn(rows: readonly SheetCell[][]): string | null {
  const row = rows.find(
    (cells) =>
      cells.filter((cell) => cell !== null).length > 1 &&
      cells.every((cell) => cell === null || typeof cell === 'string'),
  );
  return row ? JSON.stringify(row.map((cell) => oneSpaced(String(cell ?? '')))) : null;
}

function holdsAll(row: readonly SheetCell[], asked: Asked): boolean {
  const held = new Set(
    row.map((cell) => (typeof cell === 'string' ? askedName(cell, asked) : undefined)),
  );
  return (asked.columns ?? []).every((name) => held.has(oneSpaced(name)));
}
