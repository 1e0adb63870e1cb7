import { columnsOf } from './kinds.ts';
import { takeFooters } from './footer.ts';
import { isRule, layOut, type Ignored } from './layout.ts';
import {
  formDetected,
  reorderedNote,
  rowOf,
  tableOf,
  type FreeOptions,
  type FreeRead,
  type Note,
} from './readText.ts';
import { eachRecord, type RawRow } from './records.ts';
import { reordered, secondHeaderTest } from './secondHeader.ts';
import { sniff } from './sniff.ts';

/** Where the rows of a long text go, so that they need not be held. */
export interface RowSink {
  header(names: string[] | null): void;
  row(cells: string[]): void;
}

/** What is known of a long text after its rows went by: how many there were, and the first of what is worth telling. */
export type LongRead = Omit<FreeRead, 'tables'> & {
  rows: number;
  ignoredBy: Record<string, number>;
};

/** Records by which a long text is understood, and records held back, since totals and notes may stand at its end. */
const HEAD = 5000;
const TAIL = 100;
const MOST_TOLD = 1000;

/** A long text row by row, laid out by its head, in memory that does not grow with its rows. Null where only the whole tells its layout. */
export function readLong(text: string, sink: RowSink, options: FreeOptions = {}): LongRead | null {
  const { form, width, confidence, isComment } = sniff(text, options);
  const head: RawRow[] = [];
  eachRecord(text, form, width > 1 ? width : null, (row) => {
    if (!isComment(row)) head.push(row);
    return head.length < HEAD;
  });
  const layout = layOut(head, width);
  const [section] = layout.sections;
  if (width < 2 || !section || layout.sections.length > 1 || section.width !== width) return null;
  const notes: Note[] = [];
  const table = tableOf(section, form, notes, options.asIs === true);
  const plain =
    section.rows.find((row) => row.cells.length === width)?.cells.join() ===
    table.rows.find((row) => row.cells.length === width)?.cells.join();
  if (!plain || (table.header && table.header.length !== width)) return null;
  notes.splice(0, notes.length, ...notes.filter((note) => note.rule === 'read/header'));
  const columns = columnsOf(
    section.rows
      .filter((row) => row.cells.length === width)
      .slice(0, 1000)
      .map((row) => row.cells),
    width,
  );
  const headerAt = section.header.at(-1)?.line ?? (section.rows[0]?.line ?? 1) - 1;
  const above = new Map(
    layout.ignored.flatMap((row) =>
      row.line <= headerAt ? [[row.line, row.reason] as const] : [],
    ),
  );
  const names = section.header.at(-1)?.cells.map((cell) => cell.trim()) ?? [];
  const ignored: Ignored[] = [];
  const ignoredBy: Record<string, number> = {};
  let rows = 0;
  const ignore = (line: number, raw: string, reason: Ignored['reason']) => {
    ignoredBy[reason] = (ignoredBy[reason] ?? 0) + 1;
    if (ignored.length < MOST_TOLD && reason !== 'blank') ignored.push({ line, raw, reason });
  };
  const give = (row: RawRow) => {
    sink.row(rowOf(row, section, form, columns, notes, options.asIs === true).cells);
    if (notes.length > MOST_TOLD) notes.length = MOST_TOLD;
    rows += 1;
  };
  sink.header(table.header);
  const again = names.length === width ? secondHeaderTest(names) : () => null;
  let order: number[] | null = null;
  let held: RawRow[] = [];
  eachRecord(text, form, width, (row) => {
    const early = above.get(row.line);
    if (isComment(row)) ignore(row.line, row.raw, 'comment');
    else if (early) ignore(row.line, row.raw, early);
    else if (row.line <= headerAt) return;
    else if (row.cells.every((cell) => cell.trim() === '')) ignore(row.line, row.raw, 'blank');
    else if (isRule(row.raw)) ignore(row.line, row.raw, 'rule');
    else {
      const second = again(row.cells);
      if (second?.kind === 'same') {
        order = second.order;
        if (order) notes.push(reorderedNote(row.line));
        ignore(row.line, row.raw, 'repeated-header');
        return;
      }
      held.push(
        order && row.cells.length === width ? { ...row, cells: reordered(row.cells, order) } : row,
      );
      if (held.length <= 2 * TAIL) return;
      for (const older of held.slice(0, TAIL)) give(older);
      held = held.slice(TAIL);
    }
  });
  const footers = takeFooters({ ...section, rows: held });
  for (const row of held) give(row);
  for (const row of footers) ignore(row.line, row.raw, 'footer');
  const lines =
    section.header.length === 0 ? 'no header' : `header on line ${section.header[0]?.line}`;
  return {
    form,
    confidence,
    detected: [...formDetected(form), lines],
    notes,
    ignored,
    ignoredBy,
    rows,
    rowsIn: rows + Object.values(ignoredBy).reduce((sum, count) => sum + count, 0),
  };
}
