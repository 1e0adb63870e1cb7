import type { Cell } from '#ingest/typed/cellReader.ts';
import {
  lookAt,
  type ContradictionColumns,
  type Contradictions,
} from '#ingest/export/doubt/rowDoubts.ts';
import type { Counted, Wanted } from '#ingest/tally/count.ts';
import type { Family } from '#ingest/tally/family.ts';
import { lookAtPair } from '#ingest/export/doubt/pairDoubts.ts';
import { countLasting, type Lasting } from '#ingest/tally/lasting.ts';
import type { Pair } from '#ingest/tally/pairs.ts';
import type { Tally } from '#ingest/tally/tally.ts';
import type { Aside, Keys } from './aside.ts';
import { NUMBER, SKIPPED, type Column } from './columns.ts';
import { productionDay } from '#ingest/tally/productionDay.ts';
import { Slots } from '#ingest/tally/slots.ts';

/** A tally and how the columns of the file reach it. */
interface Counter {
  tally: Tally;
  family: Family;
  slots: Slots;
  /** Columns of the file that hold its day, site, line, role and vintage; -1 is none. */
  keys: [number, number, number, number, number];
  numbers: Int32Array;
  filled: Int32Array;
  /** Its places by those of the digest, where both part rows by the same columns; each one more than it is. */
  byDigest: Int32Array | null;
  /** The only column that parts its rows, and where the group of each word of it is found; each one more than it is. */
  only: number;
  byWord: Int32Array | null;
}

/** What rows are looked at for that may contradict themselves. */
export interface Doubtful {
  columns: ContradictionColumns | null;
  pairs: readonly Pair[];
  file: string;
  found: Contradictions;
}

/** Counts rows whose cells stand in two lists: the number of a word, or the number itself. */
export class RowCounter {
  readonly counted: Counted;
  readonly words: Int32Array;
  readonly numbers: Float64Array;
  readonly #columns: readonly Column[];
  readonly #placeOf: Int32Array;
  readonly #aside: Aside | null;
  readonly #keys: Keys | null;
  #keyPlaces: number[] | null = null;
  readonly #doubtful: Doubtful | null;
  /** Columns of the file that hold the two halves of each pair. */
  readonly #halves: (readonly [number, number])[];
  readonly #lasting: readonly Lasting[];
  readonly #digestFamily: Family;
  readonly #digest: Counter;
  readonly #families: Counter[];
  /** Columns that families filter by, and which families the rows of a combination of their words belong to. */
  readonly #filters: number[];
  readonly #passing = new Map<number, Counter[]>();
  #digestSlot = 0;
  #passingByWord: (Counter[] | undefined)[] = [];

  constructor(
    columns: readonly Column[],
    wanted: Wanted,
    counted: Counted,
    {
      doubtful,
      aside,
      keys,
    }: { doubtful: Doubtful | null; aside: Aside | null; keys: Keys | null },
  ) {
    this.#doubtful = doubtful;
    this.#aside = aside;
    this.#keys = keys;
    this.counted = counted;
    this.#columns = columns;
    this.words = new Int32Array(columns.length);
    this.numbers = new Float64Array(columns.length);
    this.#placeOf = Int32Array.from(
      { length: Math.max(0, ...columns.map((column) => column.field + 1)) },
      (_, field) => columns.findIndex((column) => column.field === field),
    );
    this.#halves = wanted.pairs.map(
      ({ numerator, denominator }) => [this.#place(numerator), this.#place(denominator)] as const,
    );
    this.#lasting = wanted.lasting;
    this.#digestFamily = counted.digest.family;
    this.#digest = this.#counter(counted.digest);
    this.#families = counted.families.map((tally) => this.#counter(tally));
    this.#filters = [
      ...new Set(
        wanted.families.flatMap((family) =>
          family.where.map((filter) => this.#place(filter.column)),
        ),
      ),
    ];
  }

  /** The numbers of words mean something else from now on. */
  forget(): void {
    for (const { slots, byWord } of [this.#digest, ...this.#families]) {
      slots.clear();
      byWord?.fill(0);
    }
    this.#passing.clear();
    this.#passingByWord = [];
  }

  /** Counts the row that the lists hold, the `row`th of its file; false where it is to be looked at in full. */
  count(row: number, line: number): boolean {
    if (this.#keys !== null) {
      this.#hashKey(this.#keys);
      this.#keys.meet();
    }
    if (this.#aside !== null && this.#isAside(this.#aside)) return false;
    if (this.#doubtful !== null) this.#look(this.#doubtful, line);
    this.#add(this.#digest, row);
    const families =
      this.#filters.length === 0
        ? this.#families
        : this.#families.length === 0
          ? []
          : this.#filtered();
    for (let index = 0; index < families.length; index++) this.#add(families[index]!, row);
    for (let index = 0; index < this.#lasting.length; index++)
      countLasting(this.#lasting[index]!, this.counted.lasting[index]!, this.cell);
    return true;
  }

  #look({ columns, pairs, file, found }: Doubtful, line: number): void {
    if (columns !== null) lookAt(columns, this.cell, file, line, found);
    for (let index = 0; index < pairs.length; index++) {
      const [top, under] = this.#halves[index] as [number, number];
      const part = this.numbers[top]!;
      const whole = this.numbers[under]!;
      const count = found.pairs[index]!;
      // Nearly every row ends here; NaN for an empty cell is neither more nor less.
      if (part <= whole) count.both += 1;
      else if (!Number.isNaN(part) || !Number.isNaN(whole))
        lookAtPair(pairs[index]!, count, this.cell, { file, line });
    }
  }

  #isAside({ rule, keys, days }: Aside): boolean {
    if (keys !== null) {
      this.#hashKey(keys);
      if (keys.cameAgain()) return true;
    }
    if (days?.wanted.has(this.#day(days.date))) return true;
    if (rule === null) return false;
    const taken = rule.vintage < 0 ? '' : this.#day(rule.vintage);
    return rule.judge(this.#day(rule.date), taken === '' ? null : taken) !== null;
  }

  #day(field: number): string {
    return String(this.cell(field) ?? '').slice(0, 10);
  }

  #hashKey({ hash, fields }: Keys): void {
    this.#keyPlaces ??= fields.map((field) => this.#place(field));
    hash.start();
    for (let index = 0; index < this.#keyPlaces.length; index++) {
      const place = this.#keyPlaces[index]!;
      const word = this.words[place]!;
      const { first, second } = this.#columns[place]!.dictionary;
      hash.add(first[word]!, second[word]!);
    }
  }

  /** A cell of the row by the field of the contract. */
  readonly cell = (field: number): Cell => {
    const place = this.#placeOf[field] ?? -1;
    const column = this.#columns[place];
    if (!column || column.kind === SKIPPED) return null;
    if (column.kind !== NUMBER) return column.dictionary.cells[this.words[place]!] ?? null;
    const value = this.numbers[place]!;
    return Number.isNaN(value) ? null : value;
  };

  #add(counter: Counter, row: number): void {
    const { tally, slots, keys, numbers, filled } = counter;
    const { words } = this;
    let slot: number;
    if (counter.byDigest) {
      // Most families part rows by the same columns as the digest: its place says theirs.
      slot = (counter.byDigest[this.#digestSlot] ?? 0) - 1;
      if (slot < 0) {
        slot = this.#slot(counter);
        counter.byDigest = placed(counter.byDigest, this.#digestSlot, slot + 1);
      }
    } else if (counter.byWord) {
      // One column parts the rows: the place of its word says theirs.
      const word = words[counter.only]!;
      slot = (counter.byWord[word] ?? 0) - 1;
      if (slot < 0) {
        slot = this.#slot(counter);
        counter.byWord = placed(counter.byWord, word, slot + 1);
      }
    } else {
      const a = keys[0] < 0 ? 0 : words[keys[0]]!;
      const b = keys[1] < 0 ? 0 : words[keys[1]]!;
      const c = keys[2] < 0 ? 0 : words[keys[2]]!;
      const d = keys[3] < 0 ? 0 : words[keys[3]]!;
      const e = keys[4] < 0 ? 0 : words[keys[4]]!;
      slot = slots.find(a, b, c, d, e);
      if (slot < 0) {
        slot = this.#slot(counter);
        slots.set(a, b, c, d, e, slot);
      }
    }
    if (slot === NONE) return;
    if (counter === this.#digest) this.#digestSlot = slot;
    tally.data[slot * tally.stride] = tally.data[slot * tally.stride]! + 1;
    for (let index = 0; index < numbers.length; index++) {
      const place = numbers[index]!;
      if (place >= 0 && !Number.isNaN(this.numbers[place]!))
        tally.number(slot, index, this.numbers, place, row);
    }
    for (let index = 0; index < filled.length; index++)
      if (this.cell(filled[index]!) !== null) tally.fill(slot, index);
    if (tally.hasLists) tally.list(slot, this.cell);
  }

  #slot({ tally, family }: Counter): number {
    const text = (field: number) => {
      const cell = field < 0 ? null : this.cell(field);
      return cell === null ? null : String(cell);
    };
    const date = text(family.date);
    if (date === null && !family.undated) return NONE;
    const { dayStarts } = family;
    return tally.slot({
      day:
        date !== null && dayStarts !== null
          ? productionDay(date, text(dayStarts.site), dayStarts)
          : (date?.slice(0, 10) ?? ''),
      site: text(family.site),
      line: text(family.line),
      role: text(family.role),
      vintage: text(family.vintage)?.slice(0, 10) ?? null,
      status: text(family.status),
    });
  }

  #filtered(): Counter[] {
    if (this.#filters.length === 1) {
      const word = this.words[this.#filters[0]!] as number;
      const known = this.#passingByWord[word] ?? this.#pass();
      this.#passingByWord[word] = known;
      return known;
    }
    // Three words of 16 bits fit into a whole number; more columns are told apart row by row.
    if (this.#filters.length > 3) return this.#pass();
    let key = 0;
    for (const place of this.#filters) key = key * 65_536 + this.words[place]!;
    const known = this.#passing.get(key) ?? this.#pass();
    this.#passing.set(key, known);
    return known;
  }

  #pass(): Counter[] {
    return this.#families.filter(({ family }) =>
      family.where.every((filter) => filter.in.has(String(this.cell(filter.column) ?? ''))),
    );
  }

  #place(field: number): number {
    return field < 0 ? -1 : (this.#placeOf[field] ?? -1);
  }

  #counter(tally: Tally): Counter {
    const { family } = tally;
    const keys = (of: Family) =>
      [of.date, of.site, of.line, of.role, of.vintage].map((field) =>
        this.#place(field),
      ) as Counter['keys'];
    const asDigest =
      family !== this.#digestFamily &&
      family.dayStarts === null &&
      keys(family).every((place, index) => place === keys(this.#digestFamily)[index]);
    const parting = keys(family).filter((place) => place >= 0);
    const isByWord = !asDigest && parting.length === 1;
    const numbers = Int32Array.from(family.numbers, ({ column }) =>
      this.#columns[this.#place(column)]?.kind === SKIPPED ? -1 : this.#place(column),
    );
    return {
      tally,
      family,
      slots: new Slots(),
      keys: keys(family),
      numbers,
      filled: Int32Array.from(family.filled),
      byDigest: asDigest ? new Int32Array(1024) : null,
      only: parting[0] ?? -1,
      byWord: isByWord ? new Int32Array(64) : null,
    };
  }
}

/** The list with a value at a place, longer where it must be. */
function placed(list: Int32Array, at: number, value: number): Int32Array {
  const held = at < list.length ? list : new Int32Array(Math.max(at + 1, list.length * 2));
  if (held !== list) held.set(list);
  held[at] = value;
  return held;
}

/** A row that belongs to no group, since it has no date. */
const NONE = 2 ** 30;
