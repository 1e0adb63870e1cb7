import { type CellValue, cellValue } from './cellValue.ts';

/** A row with those that belong to it: a row with a cell over several columns goes on with the one before. */
export interface RowGroup {
  lead: HTMLTableRowElement;
  rows: HTMLTableRowElement[];
}

/** The rows of a part of a table; null where cells reach over rows, whose order has a meaning. */
export function rowGroups(part: HTMLTableSectionElement): RowGroup[] | null {
  const groups: RowGroup[] = [];
  for (const row of part.rows) {
    const cells = [...row.cells];
    if (cells.some((cell) => cell.rowSpan > 1)) return null;
    const last = groups.at(-1);
    if (last && cells.some((cell) => cell.colSpan > 1)) last.rows.push(row);
    else groups.push({ lead: row, rows: [row] });
  }
  return groups;
}

/** The names of the columns; null where the head is more than one plain row. */
export function columnsOf(table: HTMLTableElement): HTMLTableCellElement[] | null {
  const head = table.tHead;
  const cells = [...(head?.rows[0]?.cells ?? [])];
  const isPlain = head?.rows.length === 1 && cells.every((cell) => cell.colSpan === 1);
  return isPlain ? cells : null;
}

/** Written by a page of the product, which names the scope of each head; an author's Markdown does not. */
export function isOurs(table: HTMLTableElement): boolean {
  return table.querySelector('th[scope]') !== null;
}

/** What a cell says, and what its note adds: `79.2 %` and `September 2026`. */
export interface Read {
  value: CellValue;
  note: string;
}

const NOTES = '.muted, .note, .doubt';

export function readCell(cell: HTMLTableCellElement | undefined, ours: boolean): Read {
  if (!cell) return { value: { kind: 'empty' }, note: '' };
  const day = cell.querySelector('time[datetime]');
  if (day && textOf(cell) === textOf(day))
    return { value: cellValue(day.getAttribute('datetime') ?? textOf(day), ours), note: '' };
  const whole = cellValue(textOf(cell), ours);
  if (whole.kind !== 'text') return { value: whole, note: '' };
  const marked = /^(\S+(?: \S+)?) \(([^()]+)\)$/.exec(whole.text);
  const counted = cellValue(marked?.[1] ?? '', ours);
  // "9.7 (preliminary)" is a number with a note.
  if (marked && counted.kind === 'number') return { value: counted, note: marked[2] ?? '' };
  if (!cell.querySelector(NOTES)) return { value: whole, note: '' };
  const alone = cellValue(textOf(cell, NOTES), ours);
  if (alone.kind !== 'number' && alone.kind !== 'day') return { value: whole, note: '' };
  return {
    value: alone,
    note: [...cell.querySelectorAll(NOTES)].map((note) => textOf(note)).join(' '),
  };
}

/** The words of an element as they are read: parts of it are parted by a space, and pictures and buttons are left out. */
export function textOf(element: Element, without = ''): string {
  const leftOut = ['svg', 'button', '[aria-hidden="true"]', without].filter(Boolean).join(', ');
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const parts: string[] = [];
  let parent: Node | null = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const out = node.parentElement?.closest(leftOut);
    if (out && element.contains(out)) continue;
    parts.push(parent === null || parent === node.parentNode ? '' : ' ', node.textContent ?? '');
    parent = node.parentNode;
  }
  return parts
    .join('')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([,.;:)])/g, '$1')
    .trim();
}
