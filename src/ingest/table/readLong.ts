import type { Form } from './form.ts';
import { type Column, columnsOf } from './kinds.ts';
import { takeFooters } from './footer.ts';
import { type Ignored, isRule, layOut, type Section } from './layout.ts';
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
  const plain = plainLayout(text, { form, width, isComment, asIs: options.asIs === true });
  if (plain === null) return null;
  const { section, header, headerAt, above, notes } = plain;
  const names = section.header.at(-1)?.cells.map((cell) => cell.trim()) ?? [];
  const again = names.length === width ? secondHeaderTest(names) : () => null;
  const out = new Given(plain, { form, sink, asIs: options.asIs === true });
  sink.header(header);
  let order: number[] | null = null;
  eachRecord(text, form, width, (row) => {
    const reason = isComment(row) ? 'comment' : (above.get(row.line) ?? null);
    if (reason === null && row.line <= headerAt) return;
    const nothing = reason ?? withoutCells(row);
    if (nothing !== null) {
      out.ignore(row, nothing);
      return;
    }
    const second = again(row.cells);
    if (second?.kind === 'same') {
      order = second.order;
      if (order) notes.push(reorderedNote(row.line));
      out.ignore(row, 'repeated-header');
    } else if (order && row.cells.length === width)
      out.take({ ...row, cells: reordered(row.cells, order) });
    else out.take(row);
  });
  out.close();
  const lines =
    section.header.length === 0 ? 'no header' : `header on line ${section.header[0]?.line}`;
  const { rows, ignored, ignoredBy } = out;
  return {
    ...{ form, confidence, detected: [...formDetected(form), lines], notes },
    ...{ ignored, ignoredBy, rows },
    rowsIn: rows + Object.values(ignoredBy).reduce((sum, count) => sum + count, 0),
  };
}

type Reason = Ignored['reason'];

interface PlainLayout {
  section: Section;
  header: string[] | null;
  /** Line of the header, or the line before the first row. */
  headerAt: number;
  /** Lines above the header that are no rows, and why. */
  above: ReadonlyMap<number, Reason>;
  columns: Column[];
  notes: Note[];
}

/** The layout that the head of a text has: one table whose rows stay as they are. Null where it has another. */
function plainLayout(
  text: string,
  {
    form,
    width,
    isComment,
    asIs,
  }: { form: Form; width: number; isComment: (row: RawRow) => boolean; asIs: boolean },
): PlainLayout | null {
  const head: RawRow[] = [];
  eachRecord(text, form, width > 1 ? width : null, (row) => {
    if (!isComment(row)) head.push(row);
    return head.length < HEAD;
  });
  const layout = layOut(head, width);
  const [section] = layout.sections;
  if (width < 2 || !section || layout.sections.length > 1 || section.width !== width) return null;
  const notes: Note[] = [];
  const { header, rows } = tableOf(section, form, notes, asIs);
  const whole = section.rows.filter(({ cells }) => cells.length === width);
  const isPlain =
    whole[0]?.cells.join() === rows.find(({ cells }) => cells.length === width)?.cells.join();
  if (!isPlain || (header && header.length !== width)) return null;
  const headerAt = section.header.at(-1)?.line ?? (section.rows[0]?.line ?? 1) - 1;
  return {
    ...{ section, header, headerAt },
    above: new Map(
      layout.ignored.flatMap(({ line, reason }) => (line <= headerAt ? [[line, reason]] : [])),
    ),
    columns: columnsOf(
      whole.slice(0, 1000).map(({ cells }) => cells),
      width,
    ),
    notes: notes.filter(({ rule }) => rule === 'read/header'),
  };
}

const withoutCells = ({ cells, raw }: RawRow): Reason | null =>
  cells.every((cell) => cell.trim() === '') ? 'blank' : isRule(raw) ? 'rule' : null;

/** Rows on their way out: the last of them are held back, since totals and notes may be at the end. */
class Given {
  rows = 0;
  readonly ignored: Ignored[] = [];
  readonly ignoredBy: Record<string, number> = {};
  private held: RawRow[] = [];
  private readonly layout: PlainLayout;
  private readonly to: { form: Form; sink: RowSink; asIs: boolean };

  constructor(layout: PlainLayout, to: { form: Form; sink: RowSink; asIs: boolean }) {
    this.layout = layout;
    this.to = to;
  }

  ignore({ line, raw }: RawRow, reason: Reason): void {
    this.ignoredBy[reason] = (this.ignoredBy[reason] ?? 0) + 1;
    if (this.ignored.length < MOST_TOLD && reason !== 'blank')
      this.ignored.push({ line, raw, reason });
  }

  take(row: RawRow): void {
    this.held.push(row);
    if (this.held.length <= 2 * TAIL) return;
    for (const older of this.held.slice(0, TAIL)) this.give(older);
    this.held = this.held.slice(TAIL);
  }

  close(): void {
    const footers = takeFooters({ ...this.layout.section, rows: this.held });
    for (const row of this.held) this.give(row);
    for (const row of footers) this.ignore(row, 'footer');
  }

  private give(row: RawRow): void {
    const { section, columns, notes } = this.layout;
    const { form, sink, asIs } = this.to;
    sink.row(rowOf(row, section, form, columns, notes, asIs).cells);
    if (notes.length > MOST_TOLD) notes.length = MOST_TOLD;
    this.rows += 1;
  }
}
