import {
  BadSource,
  type Range,
  type SheetCell,
  type SheetContent,
  type TextBeside,
} from '#ingest/source/part.ts';
import { cellOf, type RawCell, type Shared } from './cell.ts';
import { parseXml } from './xml.ts';

/** Rows times columns of the rectangle that holds every cell: one stray cell at the far end makes it huge. */
const MAX_CELLS = 20_000_000;
const MAX_ROW = 2 ** 20;
/** Of every row that is left out: a sheet of one far cell has a million. */
const NO_CELLS: SheetCell[] = [];

export interface Sheet extends Omit<SheetContent, 'kind'> {
  /** From 1, as the spreadsheet numbers them. */
  hiddenRows: number[];
  hiddenColumns: number[];
  /** Formulas that all have the result 0, as programs write them that compute nothing. */
  zeroFormulas: { row: number; column: number }[];
  formulas: number;
}

/** Reads one sheet in passing. A cell without a reference follows the one before it (ECMA-376 part 1, 18.3.1.4). */
export function readSheet(xml: string, shared: Shared, rows = MAX_ROW): Sheet {
  const reader = new SheetReader(shared);
  parseXml(xml, {
    open: (name, attributes) => reader.open(name, attributes),
    text: (text) => reader.text(text),
    close: (name) => reader.close(name),
    isEnough: () => reader.sheet.rows.length > rows,
  });
  return reader.sheet;
}

class SheetReader {
  readonly sheet: Sheet;
  readonly #shared: Shared;
  #row = 0;
  #column = 0;
  #widest = 0;
  #cells: SheetCell[] = [];
  #raw: RawCell | null = null;
  /** What the text that comes next belongs to. */
  #takes: 'value' | 'inline' | null = null;
  #isPhonetic = false;
  readonly #beside = new Map<string, TextBeside>();

  constructor(shared: Shared) {
    this.#shared = shared;
    this.sheet = {
      rows: [],
      merged: [],
      from1904: shared.from1904,
      hiddenRows: [],
      hiddenColumns: [],
      zeroFormulas: [],
      formulas: 0,
      beside: [],
    };
  }

  open(name: string, attributes: () => Record<string, string>): void {
    if (name === 'c') this.#openCell(attributes());
    else if (name === 'v') {
      this.#takes = 'value';
      if (this.#raw) this.#raw.value = '';
    } else if (name === 'row') this.#openRow(attributes());
    else if (name === 't') this.#takes = this.#isPhonetic ? null : 'inline';
    else if (name === 'f' && this.#raw) this.#raw.hasFormula = true;
    else if (name === 'rPh') this.#isPhonetic = true;
    else if (name === 'col') this.#openColumn(attributes());
    else if (name === 'mergeCell') {
      const range = rangeOf(attributes().ref ?? '');
      if (range) this.sheet.merged.push(range);
    }
  }

  text(text: string): void {
    if (this.#takes === null || this.#raw === null) return;
    if (this.#takes === 'value') this.#raw.value += text;
    else this.#raw.inline += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#takes = null;
    else if (name === 'c') this.#closeCell();
    else if (name === 'rPh') this.#isPhonetic = false;
  }

  #openRow({ r, hidden }: Record<string, string>): void {
    this.#row = r === undefined ? this.#row + 1 : Number(r);
    this.#column = 0;
    if (!(this.#row >= 1 && this.#row <= MAX_ROW)) throw new Error(`a row has the number ${r}`);
    if (isTrue(hidden)) this.sheet.hiddenRows.push(this.#row);
    const { rows } = this.sheet;
    while (rows.length < this.#row) rows.push(NO_CELLS);
    const known = rows[this.#row - 1]!;
    this.#cells = known === NO_CELLS ? [] : known;
    rows[this.#row - 1] = this.#cells;
  }

  #openCell({ r, t = 'n', s = '0' }: Record<string, string>): void {
    this.#column = r === undefined ? this.#column + 1 : columnOf(r);
    this.#raw = { type: t, style: Number(s), value: null, inline: '', hasFormula: false };
  }

  #closeCell(): void {
    const raw = this.#raw;
    if (raw === null) return;
    this.#raw = null;
    if (this.#row === 0) throw new Error('a cell is in no row');
    const cell = cellOf(raw, this.#shared);
    if (raw.hasFormula) this.#noteFormula(raw);
    if (cell === null || cell === '') return;
    if (typeof cell === 'number') this.#noteBeside(raw.style);
    if (this.#column > this.#widest) {
      this.#widest = this.#column;
      if (this.#widest * this.#row > MAX_CELLS) throw tooLarge(this.#row, this.#widest);
    }
    while (this.#cells.length < this.#column) this.#cells.push(null);
    this.#cells[this.#column - 1] = cell;
    if (this.#row * this.#widest > MAX_CELLS) throw tooLarge(this.#row, this.#widest);
  }

  #noteFormula(raw: RawCell): void {
    this.sheet.formulas += 1;
    if (raw.value === '0' && raw.type === 'n')
      this.sheet.zeroFormulas.push({ row: this.#row - 1, column: this.#column - 1 });
  }

  #noteBeside(style: number): void {
    const text = this.#shared.styles[style]?.beside ?? '';
    if (text === '') return;
    const [column, row] = [this.#column - 1, this.#row - 1];
    const key = `${column} ${text}`;
    const known = this.#beside.get(key);
    if (known) known.last = row;
    else {
      const found = { text, column, first: row, last: row };
      this.#beside.set(key, found);
      this.sheet.beside.push(found);
    }
  }

  #openColumn({ min, max, hidden }: Record<string, string>): void {
    if (!isTrue(hidden)) return;
    // To the end of the sheet where everything beyond the table is hidden.
    const last = Math.min(Number(max), Number(min) + 999);
    for (let column = Number(min); column <= last; column++) this.sheet.hiddenColumns.push(column);
  }
}

export function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^(1|true|on)$/i.test(value.trim());
}

/** The column of a reference such as `AB12`, from 1. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  if (column < 1 || column > 16_384) throw new Error(`a cell has the reference ${reference}`);
  return column;
}

/** `B2:B4` */
function rangeOf(reference: string): Range | null {
  const parts = /^\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)$/i.exec(reference);
  if (!parts) return null;
  const [, left = '', top, right = '', bottom] = parts;
  return {
    top: Number(top) - 1,
    left: columnOf(left) - 1,
    bottom: Number(bottom) - 1,
    right: columnOf(right) - 1,
  };
}

/** `C7` */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`;
}

/** `AB` for 27. */
export function columnName(column: number): string {
  const before = Math.floor(column / 26);
  return `${before === 0 ? '' : columnName(before - 1)}${String.fromCharCode(65 + (column % 26))}`;
}

function tooLarge(row: number, column: number): BadSource {
  return new BadSource(
    'export/sheet-too-large',
    `a sheet of the workbook reaches to row ${row} and column ${column}; at most ${MAX_CELLS} cells are read`,
    'a sheet of the workbook is too large',
    'delete the stray cells far out, or save the sheet as CSV',
  );
}
