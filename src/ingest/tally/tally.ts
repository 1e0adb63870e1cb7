import type { Cell } from '#ingest/cellReader.ts';
import { listed, type Family } from './family.ts';

/** Numbers held of each group: how many rows, and of each number column these. */
export const WIDTH = 8;
const [COUNT, SUM, REST, SQUARES, LEAST, MOST, LAST, LAST_ROW] = [0, 1, 2, 3, 4, 5, 6, 7] as const;

/** Day, site, line, role, vintage and status of a group of rows. */
export interface Group {
  day: string;
  site: string | null;
  line: string | null;
  role: string | null;
  vintage: string | null;
  /** Of its first row. */
  status: string | null;
}

type List = (string | number)[] | Set<string | number>;

/** What can be kept of a tally, and made a tally again. */
export interface TallyState {
  groups: Group[];
  data: Float64Array;
  lists: List[][];
}

/**
 * Rows of a family counted and summed by day, site, line, role and vintage, in as much memory as there are groups, however
 * many rows there are. Sums carry what rounding loses (Neumaier), so that they hardly depend on the order of rows.
 */
export class Tally {
  readonly family: Family;
  readonly stride: number;
  groups: Group[] = [];
  data: Float64Array;
  lists: List[][];
  readonly #slots = new Map<string, number>();

  constructor(family: Family, state?: TallyState) {
    this.family = family;
    this.stride = 1 + family.numbers.length * WIDTH + family.filled.length;
    this.data = state?.data ?? new Float64Array(64 * this.stride);
    this.lists = state?.lists ?? family.lists.map(() => []);
    for (const group of state?.groups ?? []) this.slot(group.day, group.site, group.line, group.role, group.vintage, group.status);
  }

  state(): TallyState {
    return { groups: this.groups, data: this.data.slice(0, this.groups.length * this.stride), lists: this.lists };
  }

  /** Where a group stands; a new one is made for what was not met before. */
  slot(day: string, site: string | null, line: string | null, role: string | null, vintage: string | null, status: string | null): number {
    const key = `${day}\u0001${site ?? '\u0000'}\u0001${line ?? '\u0000'}\u0001${role ?? '\u0000'}\u0001${vintage ?? '\u0000'}`;
    const known = this.#slots.get(key);
    if (known !== undefined) return known;
    const slot = this.groups.length;
    this.#slots.set(key, slot);
    this.groups.push({ day, site, line, role, vintage, status });
    const end = (slot + 1) * this.stride;
    if (this.data.length < end) {
      const larger = new Float64Array(Math.max(end, this.data.length * 2));
      larger.set(this.data);
      this.data = larger;
    }
    for (let index = 0; index < this.lists.length; index++) (this.lists[index] as List[])[slot] ??= this.family.lists[index]?.kind === 'distinct' ? new Set() : [];
    return slot;
  }

  /** Adds a row, the `row`th of its source, where it belongs to the family. */
  add(cells: readonly Cell[], row: number): void {
    const { family } = this;
    const date = text(cells, family.date);
    if (date === null && !family.undated) return;
    for (const filter of family.where) if (!filter.in.has(text(cells, filter.column) ?? '')) return;
    const slot = this.slot(date?.slice(0, 10) ?? '', text(cells, family.site), text(cells, family.line), text(cells, family.role), text(cells, family.vintage)?.slice(0, 10) ?? null, text(cells, family.status));
    this.data[slot * this.stride] = (this.data[slot * this.stride] as number) + 1;
    for (let index = 0; index < family.numbers.length; index++) {
      const value = cells[family.numbers[index]?.column ?? -1];
      if (typeof value === 'number') this.number(slot, index, value, row);
    }
    for (let index = 0; index < family.filled.length; index++) if ((cells[family.filled[index] as number] ?? null) !== null) this.fill(slot, index);
    if (this.lists.length > 0) this.list(slot, (column) => cells[column] ?? null);
  }

  number(slot: number, index: number, value: number, row: number): void {
    const { data, family } = this;
    const at = slot * this.stride + 1 + index * WIDTH;
    const measure = family.numbers[index] as Family['numbers'][number];
    const count = data[at + COUNT] as number;
    data[at + COUNT] = count + 1;
    plus(data, at, value);
    if (measure.squares) data[at + SQUARES] = (data[at + SQUARES] as number) + value * value;
    if (measure.extremes) {
      if (count === 0 || value < (data[at + LEAST] as number)) data[at + LEAST] = value;
      if (count === 0 || value > (data[at + MOST] as number)) data[at + MOST] = value;
    }
    if (measure.last) {
      data[at + LAST] = value;
      data[at + LAST_ROW] = row;
    }
  }

  fill(slot: number, index: number): void {
    const at = slot * this.stride + 1 + this.family.numbers.length * WIDTH + index;
    this.data[at] = (this.data[at] as number) + 1;
  }

  list(slot: number, cell: (column: number) => Cell): void {
    for (let index = 0; index < this.lists.length; index++) {
      const value = listed(this.family.lists[index] as Family['lists'][number], cell);
      if (value !== undefined) push((this.lists[index] as List[])[slot] as List, [value]);
    }
  }

  /** Adds the groups of a later source, whose rows come after `rowsBefore` others. */
  merge(later: Tally, rowsBefore: number): void {
    for (let from = 0; from < later.groups.length; from++) {
      const { day, site, line, role, vintage, status } = later.groups[from] as Group;
      this.mergeGroup(this.slot(day, site, line, role, vintage, status), later, from, rowsBefore);
    }
  }

  mergeGroup(slot: number, other: Tally, from: number, rowsBefore: number): void {
    const { data, stride, family } = this;
    const [to, at] = [slot * stride, from * stride];
    data[to] = (data[to] as number) + (other.data[at] as number);
    for (let index = 0; index < family.numbers.length; index++) mergeNumbers(data, to + 1 + index * WIDTH, other.data, at + 1 + index * WIDTH, rowsBefore);
    for (let place = 1 + family.numbers.length * WIDTH; place < stride; place++) data[to + place] = (data[to + place] as number) + (other.data[at + place] as number);
    for (let index = 0; index < this.lists.length; index++) push((this.lists[index] as List[])[slot] as List, (other.lists[index] as List[])[from] as List);
  }

  rows(slot: number): number {
    return this.data[slot * this.stride] as number;
  }

  /** Count, sum, sum of squares, least, most and last of a number column in a group. */
  numbers(slot: number, column: number): { count: number; sum: number; squares: number; least: number; most: number; last: number } | null {
    const index = this.family.numbers.findIndex((measure) => measure.column === column);
    if (index < 0) return null;
    const at = slot * this.stride + 1 + index * WIDTH;
    const held = (place: number) => this.data[at + place] as number;
    return { count: held(COUNT), sum: held(SUM) + held(REST), squares: held(SQUARES), least: held(LEAST), most: held(MOST), last: held(LAST) };
  }

  filled(slot: number, column: number): number {
    return this.data[slot * this.stride + 1 + this.family.numbers.length * WIDTH + this.family.filled.indexOf(column)] as number;
  }

  listOf(slot: number, isWanted: (measure: Family['lists'][number]) => boolean): List {
    return (this.lists[this.family.lists.findIndex(isWanted)]?.[slot] as List | undefined) ?? [];
  }
}

function plus(data: Float64Array, at: number, value: number): void {
  const sum = data[at + SUM] as number;
  const total = sum + value;
  data[at + REST] = (data[at + REST] as number) + (Math.abs(sum) >= Math.abs(value) ? sum - total + value : value - total + sum);
  data[at + SUM] = total;
}

function mergeNumbers(data: Float64Array, to: number, other: Float64Array, at: number, rowsBefore: number): void {
  const count = other[at + COUNT] as number;
  if (count === 0) return;
  const was = data[to + COUNT] as number;
  data[to + COUNT] = was + count;
  plus(data, to, other[at + SUM] as number);
  data[to + REST] = (data[to + REST] as number) + (other[at + REST] as number);
  data[to + SQUARES] = (data[to + SQUARES] as number) + (other[at + SQUARES] as number);
  data[to + LEAST] = was === 0 ? (other[at + LEAST] as number) : Math.min(data[to + LEAST] as number, other[at + LEAST] as number);
  data[to + MOST] = was === 0 ? (other[at + MOST] as number) : Math.max(data[to + MOST] as number, other[at + MOST] as number);
  const row = (other[at + LAST_ROW] as number) + rowsBefore;
  if (was === 0 || row >= (data[to + LAST_ROW] as number)) {
    data[to + LAST] = other[at + LAST] as number;
    data[to + LAST_ROW] = row;
  }
}

function push(list: List, values: Iterable<string | number>): void {
  if (list instanceof Set) for (const value of values) list.add(value);
  else for (const value of values) list.push(value);
}

function text(cells: readonly Cell[], at: number): string | null {
  const cell = at < 0 ? null : cells[at];
  return cell === null || cell === undefined ? null : String(cell);
}
