import { quantityOf, type BadCell, type Cell, type CellReader } from '#ingest/typed/cellReader.ts';
import { textHash } from './keys.ts';

/** Different cells that are remembered of one column; beyond, it starts again, so that memory stays bounded. */
const MOST = 2 ** 16;

/** The different cells of one column by their bytes: each is decoded and typed once, however many rows repeat it. */
export class Dictionary {
  readonly #type: CellReader;
  readonly #decode: (bytes: Buffer) => string;
  readonly #onRestart: () => void;
  #table = new Int32Array(256);
  #hashes = new Int32Array(128);
  #from = new Int32Array(129);
  #bytes = Buffer.allocUnsafe(4096);
  size = 0;
  /** The cell that was found last, and how much oftener it came again than not. */
  last = 0;
  streak = 0;
  cells: Cell[] = [];
  /** The cell as a number; NaN where it is not one. */
  numbers = new Float64Array(128);
  bad: (BadCell | null)[] = [];
  /** Two hashes of the typed cell, for keys. */
  first: Int32Array<ArrayBuffer> = new Int32Array(128);
  second: Int32Array<ArrayBuffer> = new Int32Array(128);

  /** `onRestart` is told when the numbers given before mean nothing any more. */
  constructor(type: CellReader, decode: (bytes: Buffer) => string, onRestart: () => void) {
    this.#type = type;
    this.#decode = decode;
    this.#onRestart = onRestart;
  }

  /** True when the cell that was found last stands there again; only asked where cells mostly repeat. */
  repeats(buffer: Buffer, from: number): boolean {
    const start = this.#from[this.last]!;
    const length = this.#from[this.last + 1]! - start;
    let same = 0;
    while (same < length && this.#bytes[start + same] === buffer[from + same]) same++;
    return same === length;
  }

  /** How long the cell is that was found last. */
  get lastLength(): number {
    return this.#from[this.last + 1]! - this.#from[this.last]!;
  }

  /** The number of the cell that stands from one place up to another. */
  find(buffer: Buffer, from: number, to: number, hash: number): number {
    const mask = this.#table.length - 1;
    const length = to - from;
    for (let at = (hash ^ (hash >>> 15)) & mask; ; at = (at + 1) & mask) {
      const id = this.#table[at]! - 1;
      if (id < 0) return this.#add(buffer, from, to, hash);
      if (this.#hashes[id] !== hash) continue;
      const start = this.#from[id]!;
      if (this.#from[id + 1]! - start !== length) continue;
      let same = 0;
      while (same < length && this.#bytes[start + same] === buffer[from + same]) same++;
      if (same !== length) continue;
      this.streak += id === this.last ? 1 : -1;
      this.last = id;
      return id;
    }
  }

  #add(buffer: Buffer, from: number, to: number, hash: number): number {
    if (this.size >= MOST) this.#restart();
    const id = this.size++;
    if (id >= this.#hashes.length) this.#grow();
    const start = this.#from[id]!;
    const end = start + to - from;
    if (end > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(end, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, start);
      this.#bytes = larger;
    }
    buffer.copy(this.#bytes, start, from, to);
    this.#from[id + 1] = end;
    this.#hashes[id] = hash;
    this.#place(id);
    const read = this.#type(this.#decode(buffer.subarray(from, to)));
    const isBad = typeof read === 'object' && read !== null;
    this.cells[id] = isBad ? null : read;
    this.bad[id] = isBad ? read : null;
    const text = String(this.cells[id] ?? '\u0000');
    this.first[id] = textHash(text, 1);
    this.second[id] = textHash(text, 2);
    this.numbers[id] = quantityOf(read) ?? Number.NaN;
    this.last = id;
    return id;
  }

  #place(id: number): void {
    const mask = this.#table.length - 1;
    const hash = this.#hashes[id]!;
    let at = (hash ^ (hash >>> 15)) & mask;
    while (this.#table[at]! > 0) at = (at + 1) & mask;
    this.#table[at] = id + 1;
  }

  #grow(): void {
    const size = this.#hashes.length * 2;
    this.#hashes = enlarged(this.#hashes, size);
    this.#from = enlarged(this.#from, size + 1);
    this.first = enlarged(this.first, size);
    this.second = enlarged(this.second, size);
    const numbers = new Float64Array(size);
    numbers.set(this.numbers);
    this.numbers = numbers;
    this.#table = new Int32Array(size * 2);
    for (let id = 0; id < this.size - 1; id++) this.#place(id);
  }

  #restart(): void {
    this.#table.fill(0);
    this.size = 0;
    this.cells = [];
    this.bad = [];
    this.streak = 0;
    this.#onRestart();
  }
}

function enlarged(list: Int32Array<ArrayBuffer>, size: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(size);
  larger.set(list);
  return larger;
}
