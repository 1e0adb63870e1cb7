import type { CellValue } from './cellValue.ts';
import { isOurs, readCell, textOf } from './tableRows.ts';

/** A table as it is shown at the moment: its order, and the rows and columns that are in sight. */
export interface Grid {
  /** What the table is about. */
  name: string;
  head: string[];
  rows: CellValue[][];
}

export function gridOf(table: HTMLTableElement, name: string): Grid {
  const ours = isOurs(table);
  const head = [...(table.tHead?.rows ?? [])].at(-1);
  const rows = [...table.tBodies, ...(table.tFoot ? [table.tFoot] : [])]
    .filter((part) => !part.hasAttribute('data-sifted'))
    .flatMap((part) => [...part.rows])
    .filter((row) => !row.hidden && !row.hasAttribute('data-sifted'))
    .map((row) =>
      shownCells(row).flatMap((cell) => [
        readCell(cell, ours),
        ...Array.from({ length: cell.colSpan - 1 }, () => ({
          value: { kind: 'empty' } as const,
          note: '',
        })),
      ]),
    );
  const titles = (head ? shownCells(head) : []).map((cell) => textOf(cell));
  const width = Math.max(titles.length, ...rows.map((row) => row.length));
  const noted = Array.from({ length: width }, (_, at) => rows.some((row) => row[at]?.note));
  return {
    name,
    head: noted.flatMap((isNoted, at) => {
      const title = titles[at] ?? '';
      return isNoted ? [title, `${title}, note`.replace(/^, /, '')] : [title];
    }),
    rows: rows.map((row) =>
      noted.flatMap((isNoted, at) => {
        const { value, note } = row[at] ?? { value: { kind: 'empty' } as const, note: '' };
        return isNoted ? [value, textValue(note)] : [value];
      }),
    ),
  };
}

function shownCells(row: HTMLTableRowElement): HTMLTableCellElement[] {
  return [...row.cells].filter((cell) => !cell.hasAttribute('data-left-out'));
}

function textValue(text: string): CellValue {
  return text === '' ? { kind: 'empty' } : { kind: 'text', text };
}
