import type { IsoDate } from '#model/time/date.ts';
import { countBefore } from './halving.ts';
import { byPeriod, type Observation } from '#model/record/observation.ts';

/** What a list of cells holds, and the cells of each site, so that a scope of one site of fifty does not walk over all fifty. */
export interface CellIndex {
  /** Cells ascend by period. */
  ordered: boolean;
  hasLines: boolean;
  hasRoles: boolean;
  hasVintages: boolean;
  /** Sites in the order in which they first appear. */
  sites: readonly string[];
  /** The cells of a site in the order of the list; null for cells without a site. */
  of: (site: string | null) => readonly Observation[];
}

const made = new WeakMap<readonly Observation[], CellIndex>();
const cuts = new WeakMap<readonly Observation[], Map<IsoDate, readonly Observation[]>>();
// A criterion asks for the cells of its sites several times in a row.
const lately = new WeakMap<
  readonly Observation[],
  { sites: readonly string[]; cells: readonly Observation[] }
>();
const NONE: readonly Observation[] = [];

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
    cut = index.ordered ? firstOf(list, last) : list.filter((cell) => cell.period <= last);
    known.set(last, cut);
    if (cut !== list && index.ordered) made.set(cut, indexUntil(index, cut, last));
  }
  return cut;
}

/** The cells of some sites; of an ordered list by period, and within a period by site. */
export function cellsOf(
  list: readonly Observation[],
  sites: readonly string[],
): readonly Observation[] {
  const index = cellIndex(list);
  if (sites.length === 1) return index.of(sites[0]!);
  const before = lately.get(list);
  if (
    before &&
    before.sites.length === sites.length &&
    before.sites.every((site, at) => site === sites[at])
  )
    return before.cells;
  const cells = merged(list, index, new Set(sites));
  lately.set(list, { sites, cells });
  return cells;
}

function merged(
  list: readonly Observation[],
  index: CellIndex,
  asked: ReadonlySet<string>,
): readonly Observation[] {
  if (!index.ordered) return list.filter((cell) => cell.site !== null && asked.has(cell.site));
  return index.sites
    .filter((site) => asked.has(site))
    .flatMap((site) => index.of(site))
    .sort(byPeriod);
}

/** The beginning of an ordered list, up to a period. */
function firstOf(list: readonly Observation[], last: IsoDate): readonly Observation[] {
  const length = countBefore(list, (cell) => cell.period <= last);
  return length === list.length ? list : list.slice(0, length);
}

function indexOf(list: readonly Observation[]): CellIndex {
  const groups = new Map<string | null, number>();
  const names: (string | null)[] = [];
  const sizes: number[] = [];
  const groupOf = new Uint32Array(list.length);
  let group = -1;
  let ordered = true;
  let hasLines = false;
  let hasRoles = false;
  let hasVintages = false;
  let before = '';
  for (let at = 0; at < list.length; at++) {
    const { site, line, role, period, vintage } = list[at]!;
    if (period !== before && period < before) ordered = false;
    before = period;
    if (line !== null) hasLines = true;
    if (role !== undefined) hasRoles = true;
    if (vintage !== undefined) hasVintages = true;
    // Sites mostly follow each other in the same order, period after period.
    const next = group + 1 < names.length ? group + 1 : 0;
    group = names.length > 0 && names[next] === site ? next : (groups.get(site) ?? names.length);
    if (group === names.length) {
      groups.set(site, group);
      names.push(site);
      sizes.push(0);
    }
    groupOf[at] = group;
    sizes[group] = sizes[group]! + 1;
  }
  // Lists that grow are copied again and again: millions of cells are counted first.
  const cells = sizes.map((size) => new Array<Observation>(size));
  const filled = new Uint32Array(sizes.length);
  for (let at = 0; at < list.length; at++) {
    const group = groupOf[at]!;
    cells[group]![filled[group]!] = list[at]!;
    filled[group] = filled[group]! + 1;
  }
  const of = (site: string | null) => cells[groups.get(site) ?? -1] ?? NONE;
  return {
    ordered,
    hasLines,
    hasRoles,
    hasVintages,
    sites: [...groups.keys()].filter((site) => site !== null),
    of,
  };
}

/** The index of an ordered list's beginning, from the index of the whole: each site is cut when it is asked for. */
function indexUntil(whole: CellIndex, list: readonly Observation[], last: IsoDate): CellIndex {
  const bySite = new Map<string | null, readonly Observation[]>();
  const of = (site: string | null) => {
    const held = bySite.get(site) ?? firstOf(whole.of(site), last);
    bySite.set(site, held);
    return held;
  };
  const sites = whole.sites.filter((site) => whole.of(site)[0]!.period <= last);
  return {
    ...whole,
    hasLines: whole.hasLines && list.some((cell) => cell.line !== null),
    sites,
    of,
  };
}
