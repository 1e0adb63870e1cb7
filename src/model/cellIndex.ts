import type { IsoDate } from './date.ts';
import type { Observation } from './observation.ts';

/** Where the cells of each site stand in a list, so that a scope of one site of fifty does not walk over all fifty. */
export interface CellIndex {
  list: readonly Observation[];
  /** Cells ascend by period. */
  ordered: boolean;
  hasLines: boolean;
  hasRoles: boolean;
  hasVintages: boolean;
  /** Places in the list by site, ascending; null for cells without a site. */
  places: ReadonlyMap<string | null, readonly number[]>;
  /** Sites in the order in which they first appear. */
  sites: readonly string[];
}

const made = new WeakMap<readonly Observation[], CellIndex>();
const cuts = new WeakMap<readonly Observation[], Map<IsoDate, readonly Observation[]>>();

/** The index of a list that is not changed any more; made once and kept as long as the list lives. */
export function cellIndex(list: readonly Observation[]): CellIndex {
  let index = made.get(list);
  if (!index) {
    index = indexOf(list);
    made.set(list, index);
  }
  return index;
}

/** The cells up to a period, in their order: the same list for the same question. */
export function cellsUntil(list: readonly Observation[], last: IsoDate): readonly Observation[] {
  const known = cuts.get(list) ?? new Map<IsoDate, readonly Observation[]>();
  cuts.set(list, known);
  let cut = known.get(last);
  if (!cut) {
    const index = cellIndex(list);
    const length = index.ordered ? countUntil(list, last) : 0;
    cut = !index.ordered ? list.filter((cell) => cell.period <= last) : length === list.length ? list : list.slice(0, length);
    known.set(last, cut);
    if (cut !== list && index.ordered) made.set(cut, firstOf(index, cut));
  }
  return cut;
}

/** The cells of some sites, in the order of the list. */
export function cellsOf(index: CellIndex, sites: readonly string[]): readonly Observation[] {
  const places = sites.length === 1 ? (index.places.get(sites[0] as string) ?? []) : [...new Set(sites)].flatMap((site) => index.places.get(site) ?? []).sort((a, b) => a - b);
  return places.map((place) => index.list[place] as Observation);
}

/** How many cells of an ordered list lie at or before a period, by halving. */
function countUntil(list: readonly Observation[], last: IsoDate): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] as Observation).period <= last) low = middle + 1;
    else high = middle;
  }
  return low;
}

function indexOf(list: readonly Observation[]): CellIndex {
  const places = new Map<string | null, number[]>();
  let ordered = true;
  let hasLines = false;
  let hasRoles = false;
  let hasVintages = false;
  let before = '';
  for (let place = 0; place < list.length; place++) {
    const { site, line, role, period, vintage } = list[place] as Observation;
    if (period < before) ordered = false;
    before = period;
    if (line !== null) hasLines = true;
    if (role !== undefined) hasRoles = true;
    if (vintage !== undefined) hasVintages = true;
    const held = places.get(site);
    if (held) held.push(place);
    else places.set(site, [place]);
  }
  return { list, ordered, hasLines, hasRoles, hasVintages, places, sites: [...places.keys()].filter((site) => site !== null) };
}

/** The index of a list's beginning, from the index of the whole: each site's places up to the cut. */
function firstOf(whole: CellIndex, list: readonly Observation[]): CellIndex {
  const places = new Map<string | null, readonly number[]>();
  for (const [site, all] of whole.places) {
    let length = all.length;
    while (length > 0 && (all[length - 1] as number) >= list.length) length--;
    if (length > 0) places.set(site, all.slice(0, length));
  }
  return { list, ordered: true, hasLines: whole.hasLines && list.some((cell) => cell.line !== null), hasRoles: whole.hasRoles, hasVintages: whole.hasVintages, places, sites: whole.sites.filter((site) => places.has(site)) };
}
