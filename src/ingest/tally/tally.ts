import { NOT_NAMED, PATH } from '#model/record/freeDimension.ts';
import { quantityOf, type Cell } from '#ingest/typed/cellReader.ts';
import { listed, type Family } from './family.ts';
import { productionDay, startOf } from './productionDay.ts';
import { Slots } from './slots.ts';
import { sharesBetween } from './spread.ts';

/** Of each number column of a group these are held, and after them what else is asked for. */
const [COUNT, SUM, REST] = [0, 1, 2] as const;

/** Where the numbers of a column stand among those of a group; -1 for what nobody asked for. */
interface Places {
  base: number;
  squares: number;
  /** The least, then the most. */
  extremes: number;
  /** The last value, then the number of its row. */
  last: number;
}

/** The number of rows comes first, then the number columns, then the counts of filled cells. */
function placesOf(family: Family): { columns: Places[]; filled: number; stride: number } {
  let next = 1;
  const take = (count: number, isAsked = true) => {
    const at = isAsked ? next : -1;
    if (isAsked) next += count;
    return at;
  };
  const columns = family.numbers.map(({ squares, extremes, last }) => ({
    base: take(3),
    squares: take(1, squares),
    extremes: take(2, extremes),
    last: take(2, last),
  }));
  return { columns, filled: take(family.filled.length), stride: next };
}

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

const one = new Float64Array(1);

/** What can be kept of a tally, and made a tally again. */
export interface TallyState {
  names: (string | null)[][];
  codes: Int32Array<ArrayBuffer>;
  data: Float64Array<ArrayBuffer>;
  lists: List[][];
}

/** The texts of one dimension, each by a number. */
class Names {
  readonly list: (string | null)[];
  readonly #codes: Map<string | null, number>;
  constructor(list: (string | null)[]) {
    this.list = list;
    this.#codes = new Map(list.map((name, code) => [name, code]));
  }
  code(name: string | null): number {
    const known = this.#codes.get(name);
    if (known !== undefined) return known;
    this.#codes.set(name, this.list.length);
    return this.list.push(name) - 1;
  }
}

/** Day, site, line, role and vintage make a group; its status is the first one's. */
const DIMENSIONS = 6;

/** So many days are looked for one by one. */
const FEW_DAYS = 8;

/**
 * Rows of a family counted and summed by day, site, line, role and vintage, in as much memory as there are groups,
 * however many rows there are. Sums carry what rounding loses (Neumaier), so that they hardly depend on the order of rows.
 */
export class Tally {
  readonly family: Family;
  readonly stride: number;
  data: Float64Array<ArrayBuffer>;
  /** How many groups there are. */
  size = 0;
  readonly #names: Names[];
  #codes: Int32Array<ArrayBuffer>;
  readonly #lists: List[][];
  readonly #slots: Slots;
  /** Days whose groups can be found; null once all can be. What was kept of a large file is found day by day, since few are asked for. */
  #placed: Set<number> | null = null;
  readonly #places: Places[];
  readonly #filled: number;

  constructor(family: Family, state?: TallyState) {
    this.family = family;
    const places = placesOf(family);
    this.stride = places.stride;
    this.#places = places.columns;
    this.#filled = places.filled;
    this.data = state?.data ?? new Float64Array(64 * this.stride);
    this.#codes = state?.codes ?? new Int32Array(64 * DIMENSIONS);
    this.#lists = state?.lists ?? family.lists.map(() => []);
    this.#names = Array.from(
      { length: DIMENSIONS },
      (_, index) => new Names(state?.names[index] ?? []),
    );
    this.size = state ? state.codes.length / DIMENSIONS : 0;
    this.#slots = new Slots();
    if (state) this.#placed = new Set();
  }

  state(): TallyState {
    return {
      names: this.#names.map((names) => names.list),
      codes: this.#codes.slice(0, this.size * DIMENSIONS),
      data: this.data.slice(0, this.size * this.stride),
      lists: this.#lists,
    };
  }

  get hasLists(): boolean {
    return this.#lists.length > 0;
  }

  group(slot: number): Group {
    const at = slot * DIMENSIONS;
    return {
      day: this.#name(0, at) ?? '',
      site: this.#name(1, at + 1),
      line: this.#name(2, at + 2),
      role: this.#name(3, at + 3),
      vintage: this.#name(4, at + 4),
      status: this.#name(5, at + 5),
    };
  }

  #name(dimension: number, at: number): string | null {
    return this.#names[dimension]!.list[this.#codes[at]!] ?? null;
  }

  groups(): Group[] {
    return Array.from({ length: this.size }, (_, slot) => this.group(slot));
  }

  /** Where a group stands; a new one is made for what was not met before. */
  slot({ day, site, line, role, vintage, status }: Group): number {
    const [days, sites, lines, roles, vintages, statuses] = this.#names as [
      Names,
      Names,
      Names,
      Names,
      Names,
      Names,
    ];
    return this.#slot(
      days.code(day),
      sites.code(site),
      lines.code(line),
      roles.code(role),
      vintages.code(vintage),
      statuses.code(status),
    );
  }

  #slot(
    day: number,
    site: number,
    line: number,
    role: number,
    vintage: number,
    status: number,
  ): number {
    if (this.#placed !== null && !this.#placed.has(day)) this.#place(this.#placed, day);
    const known = this.#slots.find(day, site, line, role, vintage);
    if (known >= 0) return known;
    const slot = this.size++;
    this.#slots.set(day, site, line, role, vintage, slot);
    if (this.#codes.length < this.size * DIMENSIONS) {
      const larger = new Int32Array(this.#codes.length * 2 + DIMENSIONS);
      larger.set(this.#codes);
      this.#codes = larger;
    }
    const at = slot * DIMENSIONS;
    this.#codes[at] = day;
    this.#codes[at + 1] = site;
    this.#codes[at + 2] = line;
    this.#codes[at + 3] = role;
    this.#codes[at + 4] = vintage;
    this.#codes[at + 5] = status;
    if (this.data.length < this.size * this.stride) {
      const larger = new Float64Array(this.data.length * 2 + this.stride);
      larger.set(this.data);
      this.data = larger;
    }
    for (let index = 0; index < this.#lists.length; index++)
      this.#lists[index]![slot] = this.family.lists[index]?.kind === 'distinct' ? new Set() : [];
    return slot;
  }

  /** Makes the groups of a day known to `#slots`; after a few days those of all others too. */
  #place(placed: Set<number>, day: number): void {
    const isLast = placed.size === FEW_DAYS;
    const codes = this.#codes;
    for (let slot = 0, at = 0; slot < this.size; slot++, at += DIMENSIONS) {
      const own = codes[at]!;
      if (isLast ? placed.has(own) : own !== day) continue;
      this.#slots.set(own, codes[at + 1]!, codes[at + 2]!, codes[at + 3]!, codes[at + 4]!, slot);
    }
    if (isLast) this.#placed = null;
    else placed.add(day);
  }

  /** The same groups by larger spans of days; days for which there is none are left out. */
  bySpan(spanOf: (day: string) => string | null): Tally {
    const spans = new Tally(this.family);
    const codeIn = (dimension: number, name: string | null) => spans.#names[dimension]!.code(name);
    const [days, sites, lines, roles, vintages, statuses] = this.#names.map(({ list }, dimension) =>
      Int32Array.from(list, (name) => {
        const wanted = dimension === 0 ? spanOf(name ?? '') : name;
        return dimension === 0 && wanted === null ? -1 : codeIn(dimension, wanted);
      }),
    ) as [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];
    const codes = this.#codes;
    for (let from = 0, at = 0; from < this.size; from++, at += DIMENSIONS) {
      const day = days[codes[at]!] as number;
      if (day < 0) continue;
      const slot = spans.#slot(
        day,
        sites[codes[at + 1]!] as number,
        lines[codes[at + 2]!] as number,
        roles[codes[at + 3]!] as number,
        vintages[codes[at + 4]!] as number,
        statuses[codes[at + 5]!] as number,
      );
      spans.#mergeGroup(slot, this, from, 0);
    }
    return spans;
  }

  /** The same groups by spans of which each holds a share of a day's rows: numbers are split, the rows themselves stay in the first. */
  byShares(sharesOf: (day: string) => readonly { period: string; share: number }[]): Tally {
    const spans = new Tally(this.family);
    for (let from = 0; from < this.size; from++) {
      const group = this.group(from);
      const shares = sharesOf(group.day);
      for (const [index, { period, share }] of shares.entries()) {
        const slot = spans.slot({ ...group, day: period });
        if (shares.length === 1) spans.#mergeGroup(slot, this, from, 0);
        else spans.#mergeShare(slot, this, from, { share, isFirst: index === 0 });
      }
    }
    return spans;
  }

  #mergeShare(
    slot: number,
    other: Tally,
    from: number,
    { share, isFirst }: { share: number; isFirst: boolean },
  ): void {
    const part = new Tally(this.family);
    part.#mergeGroup(part.slot(other.group(from)), other, from, 0);
    for (const { base, squares } of this.#places) {
      for (const at of [base + COUNT, base + SUM, base + REST, ...(squares > 0 ? [squares] : [])])
        part.data[at] = part.data[at]! * share;
    }
    if (!isFirst) {
      part.data[0] = 0;
      part.data.fill(0, this.#filled, this.stride);
      for (const lists of part.#lists) lists[0] = lists[0] instanceof Set ? new Set() : [];
    }
    this.#mergeGroup(slot, part, 0, 0);
  }

  /** Adds a row, the `row`th of its source, where it belongs to the family. */
  add(cells: readonly Cell[], row: number): void {
    const { family } = this;
    const date = text(cells, family.date);
    if (date === null && !family.undated) return;
    for (const filter of family.where) if (!filter.in.has(text(cells, filter.column) ?? '')) return;
    const { dayStarts } = family;
    const slot = this.slot({
      day:
        date !== null && dayStarts !== null
          ? productionDay(date, text(cells, dayStarts.site), dayStarts)
          : (date?.slice(0, 10) ?? ''),
      site: text(cells, family.site),
      line: text(cells, family.line),
      role: family.then.length === 0 ? text(cells, family.role) : path(cells, family),
      vintage: text(cells, family.vintage)?.slice(0, 10) ?? null,
      status: text(cells, family.status),
    });
    this.data[slot * this.stride] = this.data[slot * this.stride]! + 1;
    for (let index = 0; index < family.numbers.length; index++) {
      const value = quantityOf(cells[family.numbers[index]?.column ?? -1]);
      if (value === undefined) continue;
      if (family.spreads.length > 0 && this.#spread(slot, index, value, cells)) continue;
      one[0] = value;
      this.number(slot, index, one, 0, row);
    }
    for (let index = 0; index < family.filled.length; index++)
      if ((cells[family.filled[index]!] ?? null) !== null) this.fill(slot, index);
    if (this.#lists.length > 0) this.list(slot, (column) => cells[column] ?? null);
  }

  /** Adds the number that stands at a place of a list: passed like this it needs no memory of its own. */
  number(slot: number, index: number, values: Float64Array, place: number, row: number): void {
    const { data } = this;
    const value = values[place]!;
    const { base, squares, extremes, last } = this.#places[index]!;
    const group = slot * this.stride;
    const at = group + base;
    const count = data[at + COUNT]!;
    data[at + COUNT] = count + 1;
    const sum = data[at + SUM]!;
    const total = sum + value;
    data[at + REST] =
      data[at + REST]! +
      (Math.abs(sum) >= Math.abs(value) ? sum - total + value : value - total + sum);
    data[at + SUM] = total;
    if (squares > 0) data[group + squares] = data[group + squares]! + value * value;
    if (extremes > 0) {
      if (count === 0 || value < data[group + extremes]!) data[group + extremes] = value;
      if (count === 0 || value > data[group + extremes + 1]!) data[group + extremes + 1] = value;
    }
    // Rows that were looked at in full are counted after the others.
    if (last > 0 && (count === 0 || row >= data[group + last + 1]!)) {
      data[group + last] = value;
      data[group + last + 1] = row;
    }
  }

  /** Adds to each day between two stamps its share of a number; false where the row has no such stamps. */
  #spread(slot: number, index: number, value: number, cells: readonly Cell[]): boolean {
    const { spreads, numbers, dayStarts } = this.family;
    const spread = spreads.find(({ column }) => column === numbers[index]?.column);
    if (!spread) return false;
    const starts = dayStarts === null ? 0 : startOf(text(cells, dayStarts.site), dayStarts);
    const shares = sharesBetween(cells[spread.from], cells[spread.to], starts);
    const { base } = this.#places[index]!;
    for (const { day, share } of shares) {
      const at = this.slot({ ...this.group(slot), day }) * this.stride + base;
      this.data[at + COUNT] = this.data[at + COUNT]! + share;
      plus(this.data, at, value * share);
    }
    return shares.length > 0;
  }

  fill(slot: number, index: number): void {
    const at = slot * this.stride + this.#filled + index;
    this.data[at] = this.data[at]! + 1;
  }

  list(slot: number, cell: (column: number) => Cell): void {
    for (let index = 0; index < this.#lists.length; index++) {
      const value = listed(this.family.lists[index]!, cell);
      if (value !== undefined) push(this.#lists[index]![slot] as List, [value]);
    }
  }

  /** Adds the groups of a later source, whose rows come after `rowsBefore` others. */
  merge(later: Tally, rowsBefore: number): void {
    for (let from = 0; from < later.size; from++)
      this.#mergeGroup(this.slot(later.group(from)), later, from, rowsBefore);
  }

  #mergeGroup(slot: number, other: Tally, from: number, rowsBefore: number): void {
    const { data, stride } = this;
    const to = slot * stride;
    const at = from * stride;
    data[to] = data[to]! + other.data[at]!;
    for (let index = 0; index < this.#places.length; index++)
      mergeNumbers(this.#places[index]!, data, to, other.data, at, rowsBefore);
    for (let place = this.#filled; place < stride; place++)
      data[to + place] = data[to + place]! + other.data[at + place]!;
    for (let index = 0; index < this.#lists.length; index++)
      push(this.#lists[index]![slot] as List, other.#lists[index]![from] as List);
  }

  rows(slot: number): number {
    return this.data[slot * this.stride]!;
  }

  /** How many values of the family's number column of this place there are, and their sum. */
  count(slot: number, index: number): number {
    return this.data[slot * this.stride + this.#places[index]!.base + COUNT] as number;
  }

  sum(slot: number, index: number): number {
    const at = slot * this.stride + this.#places[index]!.base;
    return this.data[at + SUM]! + this.data[at + REST]!;
  }

  /** Count, sum, sum of squares, least, most and last of a number column in a group. */
  numbers(
    slot: number,
    column: number,
  ): {
    count: number;
    sum: number;
    squares: number;
    least: number;
    most: number;
    last: number;
  } | null {
    const index = this.family.numbers.findIndex((measure) => measure.column === column);
    if (index < 0) return null;
    const { base, squares, extremes, last } = this.#places[index]!;
    const held = (place: number) =>
      place < 0 ? Number.NaN : this.data[slot * this.stride + place]!;
    return {
      count: held(base + COUNT),
      sum: held(base + SUM) + held(base + REST),
      squares: held(squares),
      least: held(extremes),
      most: extremes < 0 ? Number.NaN : held(extremes + 1),
      last: held(last),
    };
  }

  filled(slot: number, column: number): number {
    return this.data[slot * this.stride + this.#filled + this.family.filled.indexOf(column)]!;
  }

  listOf(slot: number, isWanted: (measure: Family['lists'][number]) => boolean): List {
    return (this.#lists[this.family.lists.findIndex(isWanted)]?.[slot] as List | undefined) ?? [];
  }
}

function plus(data: Float64Array, at: number, value: number): void {
  const sum = data[at + SUM]!;
  const total = sum + value;
  data[at + REST] =
    data[at + REST]! +
    (Math.abs(sum) >= Math.abs(value) ? sum - total + value : value - total + sum);
  data[at + SUM] = total;
}

function mergeNumbers(
  { base, squares, extremes, last }: Places,
  data: Float64Array,
  to: number,
  other: Float64Array,
  at: number,
  rowsBefore: number,
): void {
  const count = other[at + base + COUNT]!;
  if (count === 0) return;
  const was = data[to + base + COUNT]!;
  data[to + base + COUNT] = was + count;
  plus(data, to + base, other[at + base + SUM]!);
  data[to + base + REST] = data[to + base + REST]! + other[at + base + REST]!;
  if (squares > 0) data[to + squares] = data[to + squares]! + other[at + squares]!;
  if (extremes > 0) {
    if (was === 0 || other[at + extremes]! < data[to + extremes]!)
      data[to + extremes] = other[at + extremes]!;
    if (was === 0 || other[at + extremes + 1]! > data[to + extremes + 1]!)
      data[to + extremes + 1] = other[at + extremes + 1]!;
  }
  if (last > 0) {
    const row = other[at + last + 1]! + rowsBefore;
    if (was > 0 && row < data[to + last + 1]!) return;
    data[to + last] = other[at + last]!;
    data[to + last + 1] = row;
  }
}

function push(list: List, values: Iterable<string | number>): void {
  if (list instanceof Set) for (const value of values) list.add(value);
  else for (const value of values) list.push(value);
}

/** The groups of a path as one; null where the row names none of them. */
function path(cells: readonly Cell[], { role, then }: Family): string | null {
  const stages = [role, ...then].map((at) => text(cells, at));
  return stages.every((stage) => stage === null)
    ? null
    : stages.map((stage) => (stage ?? NOT_NAMED).replaceAll(PATH, ' > ')).join(PATH);
}

function text(cells: readonly Cell[], at: number): string | null {
  const cell = at < 0 ? null : cells[at];
  return cell === null || cell === undefined ? null : String(cell);
}
