import { DAY, NotPlain, NUMBER, SKIPPED, type Column } from './columns.ts';
import type { RowCounter } from './rowCounter.ts';

/** A record that is not a plain row: the reader of small files judges it. */
export interface OddRecord {
  line: number;
  /** Its number among the rows of the file. */
  row: number;
  bytes: Buffer;
}

/** More odd records than this are no exception; the file is then read whole. */
const MOST_ODD = 150_000;
/** Rows that are looked at in full are held in memory. */
const MOST_ASIDE = 1_000_000;
const [LF, CR, SPACE, MINUS, ZERO, NINE] = [0x0a, 0x0d, 0x20, 0x2d, 0x30, 0x39] as const;
const POWERS = Array.from({ length: 23 }, (_, power) => 10 ** power);

/** Takes plain rows from the bytes of a file as they come by, without making texts of them. */
export class Scanner {
  line: number;
  /** Plain and odd records until now. */
  row = 0;
  plain = 0;
  odd: OddRecord[] = [];
  /** The last plain row. */
  witness: OddRecord | null = null;
  /** Plain rows that are looked at in full. */
  aside: OddRecord[] = [];
  readonly #columns: readonly Column[];
  readonly #counter: RowCounter;
  readonly #quote: number;
  /** Cells that most records have. */
  readonly #width: number;
  readonly #delimiter: number;
  /** 1 for the bytes at which a cell that is not quoted ends, 2 for a quote. */
  readonly #stops = new Uint8Array(256);
  readonly #isDate: (place: number) => boolean;
  #lastFrom = 0;
  #lastTo = 0;
  #lastRow = 0;
  #lastLine = 0;
  #scratch = Buffer.allocUnsafe(4096);

  constructor(
    columns: readonly Column[],
    counter: RowCounter,
    {
      delimiter,
      quoteChar,
      width,
      line,
      date,
    }: { delimiter: string; quoteChar: string; width: number; line: number; date: number },
  ) {
    this.#width = width;
    this.#columns = columns;
    this.#counter = counter;
    this.#delimiter = delimiter.charCodeAt(0);
    this.#quote = quoteChar.charCodeAt(0);
    for (const byte of [this.#delimiter, LF, CR]) this.#stops[byte] = 1;
    this.#stops[this.#quote] = 2;
    this.line = line;
    this.#isDate = (place) => columns[place]?.field === date;
  }

  /** Takes the records from one place up to another, where a line ends; gives the place where a record begins that ends beyond. */
  scan(buffer: Buffer, start: number, end: number): number {
    const columns = this.#columns;
    const { words, numbers } = this.#counter;
    const stops = this.#stops;
    const delimiter = this.#delimiter;
    const width = columns.length;
    let at = start;
    while (at < end) {
      const from = at;
      let isPlain = true;
      let place = 0;
      let breaks = 0;
      for (; ; place++) {
        const column = place < width ? columns[place]! : null;
        let cellFrom = at;
        let cellTo = at;
        let held = buffer;
        const isQuoted = buffer[at] === this.#quote;
        if (isQuoted) {
          // The cell ends at a quote that no other quote follows.
          let escapes = 0;
          at += 1;
          for (; ; at++) {
            if (at >= end) return from;
            const byte = buffer[at]!;
            if (byte === this.#quote) {
              if (buffer[at + 1] !== this.#quote) break;
              escapes += 1;
              at += 1;
            } else if (byte === LF || (byte === CR && buffer[at + 1] !== LF)) breaks += 1;
          }
          cellFrom += 1;
          cellTo = at;
          at += 1;
          if (at >= end || stops[buffer[at]!] !== 1)
            throw new NotPlain(`line ${this.line}: text after a closing quote`);
          if (escapes > 0) {
            cellTo = this.#unescape(buffer, cellFrom, cellTo);
            cellFrom = 0;
            held = this.#scratch;
          }
        }
        if (column === null) {
          if (!isQuoted) while (stops[buffer[at]!] === 0) at++;
          for (let look = cellFrom; look < (isQuoted ? cellTo : at); look++)
            if (held[look] !== SPACE) isPlain = false;
        } else if (column.kind === SKIPPED) {
          if (!isQuoted) while (stops[buffer[at]!] === 0) at++;
        } else if (column.kind === NUMBER) {
          let value = Number.NaN;
          let isRead = false;
          if (!isQuoted && !column.isFast) {
            while (stops[buffer[at]!] === 0) at++;
            cellTo = at;
          } else if (!isQuoted) {
            const isNegative = buffer[at] === MINUS;
            if (isNegative) at += 1;
            let digits = 0;
            let scale = 0;
            let whole = 0;
            let byte = buffer[at]!;
            while (byte >= ZERO && byte <= NINE) {
              whole = whole * 10 + byte - ZERO;
              digits += 1;
              byte = buffer[++at]!;
            }
            if (byte === column.decimal && digits > 0) {
              byte = buffer[++at]!;
              while (byte >= ZERO && byte <= NINE) {
                whole = whole * 10 + byte - ZERO;
                digits += 1;
                scale += 1;
                byte = buffer[++at]!;
              }
            }
            // Up to 15 digits the quotient is the number nearest to what is written.
            if (stops[byte] === 1 && digits > 0 && digits <= 15) {
              value = scale === 0 ? whole : whole / POWERS[scale]!;
              if (isNegative) value = -value;
              isRead =
                value >= column.least &&
                value <= column.most &&
                (!column.whole || Number.isInteger(value));
              if (!isRead) isPlain = false;
              isRead = true;
            } else {
              while (stops[buffer[at]!] === 0) at++;
              cellTo = at;
            }
          }
          if (!isRead) {
            const slow = column.number(held.subarray(cellFrom, cellTo));
            if (slow === null) isPlain = false;
            value = slow ?? Number.NaN;
          }
          numbers[place] = value;
        } else if (
          !isQuoted &&
          column.dictionary.streak > 64 &&
          stops[buffer[at + column.dictionary.lastLength]!] === 1 &&
          column.dictionary.repeats(buffer, at)
        ) {
          // The same cell as in the row before: its place in the dictionary is known.
          at += column.dictionary.lastLength;
          const word = column.dictionary.last;
          words[place] = word;
          numbers[place] = column.dictionary.numbers[word]!;
          if (
            column.dictionary.bad[word] !== null ||
            (column.dictionary.cells[word] === null && this.#isDate(place))
          )
            isPlain = false;
        } else {
          let hash = 0x811c9dc5 | 0;
          if (isQuoted)
            for (let look = cellFrom; look < cellTo; look++)
              hash = Math.imul(hash ^ held[look]!, 0x01000193);
          else {
            let byte = buffer[at]!;
            while (stops[byte] === 0) {
              hash = Math.imul(hash ^ byte, 0x01000193);
              byte = buffer[++at]!;
            }
            cellTo = at;
          }
          if (
            column.kind === DAY &&
            cellTo - cellFrom > 10 &&
            isClock(held, cellFrom + 10, cellTo)
          ) {
            cellTo = cellFrom + 10;
            hash = 0x811c9dc5 | 0;
            for (let look = cellFrom; look < cellTo; look++)
              hash = Math.imul(hash ^ held[look]!, 0x01000193);
          }
          const word = column.dictionary.find(held, cellFrom, cellTo, hash);
          words[place] = word;
          numbers[place] = column.dictionary.numbers[word]!;
          if (
            column.dictionary.bad[word] !== null ||
            (column.dictionary.cells[word] === null && this.#isDate(place))
          )
            isPlain = false;
        }
        const byte = buffer[at]!;
        if (byte === delimiter) {
          at += 1;
          continue;
        }
        if (byte === LF || byte === CR) break;
        // A quote inside a cell that is not quoted.
        isPlain = false;
        while (stops[buffer[at]!] !== 1) at++;
        if (buffer[at] !== delimiter) break;
        at += 1;
      }
      if (place < width - 1) isPlain = false;
      if (breaks > 0 && place + 1 !== this.#width)
        throw new NotPlain(`line ${this.line}: quotes that swallow lines`);
      if (!isPlain) this.#putAside(buffer, from, at);
      else if (this.#counter.count(this.row, this.line)) {
        this.plain += 1;
        this.#lastFrom = from;
        this.#lastTo = at;
        this.#lastRow = this.row;
        this.#lastLine = this.line;
      } else if (this.aside.length >= MOST_ASIDE)
        throw new NotPlain('too many rows to be looked at in full');
      else
        this.aside.push({
          line: this.line,
          row: this.row,
          bytes: Buffer.from(buffer.subarray(from, at)),
        });
      this.row += 1;
      at += buffer[at] === CR && buffer[at + 1] === LF ? 2 : 1;
      this.line += 1 + breaks;
    }
    return at;
  }

  /** Keeps the last plain row before the bytes are gone. */
  keepLast(buffer: Buffer): void {
    if (this.#lastTo > 0)
      this.witness = {
        line: this.#lastLine,
        row: this.#lastRow,
        bytes: Buffer.from(buffer.subarray(this.#lastFrom, this.#lastTo)),
      };
    this.#lastTo = 0;
  }

  #putAside(buffer: Buffer, from: number, to: number): void {
    if (this.odd.length >= MOST_ODD) throw new NotPlain('too many odd records');
    this.odd.push({
      line: this.line,
      row: this.row,
      bytes: Buffer.from(buffer.subarray(from, to)),
    });
  }

  #unescape(buffer: Buffer, from: number, to: number): number {
    if (this.#scratch.length < to - from) this.#scratch = Buffer.allocUnsafe((to - from) * 2);
    let length = 0;
    for (let at = from; at < to; at++) {
      this.#scratch[length++] = buffer[at]!;
      if (buffer[at] === this.#quote) at++;
    }
    return length;
  }
}

/** ` 09:30`, `T09:30:15` or `T09:30:15.250`: a time of day without a zone. */
function isClock(buffer: Buffer, from: number, to: number): boolean {
  const first = buffer[from];
  if (first !== 0x54 && first !== SPACE) return false;
  const length = to - from;
  if (length !== 6 && length !== 9 && length < 11) return false;
  if (!two(buffer, from + 1, 23) || buffer[from + 3] !== 0x3a || !two(buffer, from + 4, 59))
    return false;
  if (length === 6) return true;
  if (buffer[from + 6] !== 0x3a || !two(buffer, from + 7, 59)) return false;
  if (length > 9 && buffer[from + 9] !== 0x2e) return false;
  for (let at = from + 10; at < to; at++)
    if (!(buffer[at]! >= ZERO && buffer[at]! <= NINE)) return false;
  return true;
}

function two(buffer: Buffer, at: number, most: number): boolean {
  const tens = buffer[at]! - ZERO;
  const ones = buffer[at + 1]! - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 && tens * 10 + ones <= most;
}
