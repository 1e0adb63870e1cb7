import { isClosed } from '#model/record/calendar.ts';
import { daysBetween, longDate } from '#model/time/date.ts';
import type { Doubt } from '#model/record/export.ts';
import { periodEnd, periodStart, periodName, shiftPeriod, type Grain } from '#model/time/period.ts';
import type { Site } from '#model/record/site.ts';
import { median } from '#model/statistics/median.ts';
import { namedColumns } from '#model/metric/namedColumns.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Resource } from '#ingest/contract/contract.ts';
import type { ExportOptions } from '#ingest/export/exports.ts';
import type { Digest, DigestCell } from '#ingest/export/digest.ts';

/** Percent against shares, minutes against hours or seconds, thousands against units, and the hours of a day. */
const UNIT_FACTORS = [60, 100, 1000, 3600];
/** A jump counts as a unit change when it is within this share of the factor, on a logarithmic scale. */
const NEAR = Math.log(1.25);
const BEFORE = 6;
/** So many values in a row are no quiet day or weekend. */
const LASTING = 3;

/** What is doubtful about the rows of an export as of a day, from its digest. Sentences hold numbers and names of columns, never texts of cells. */
export function doubtsOf(
  digest: Digest,
  entry: Resource,
  { sites, asOf, metrics = [] }: Pick<ExportOptions, 'sites' | 'asOf' | 'metrics'>,
): Doubt[] {
  const cells = digest.cells.filter(
    (cell) => cell.date !== '' && (asOf === null || cell.date <= asOf),
  );
  const lacking = entry.trilens.events ? [] : absentSites(digest, entry, sites);
  if (cells.length === 0) return lacking;
  // In a log of events no row says that nothing happened.
  if (entry.trilens.events)
    return [
      ...unitJumps(cells, measuresIn(digest, entry, metrics), entry, sites),
      ...totalRows(cells, digest.columns),
    ];
  const { grain, last } = rhythm(cells);
  return [
    ...lacking,
    ...silentSites(cells, entry, sites, grain, last),
    ...rowCount(cells, grain, last),
    ...unitJumps(cells, measuresIn(digest, entry, metrics), entry, sites),
    ...totalRows(cells, digest.columns),
  ];
}

const name = (sites: readonly Site[], id: string | null) =>
  sites.find((site) => site.id === id)?.name ?? id ?? '';

function absentSites(digest: Digest, entry: Resource, sites: readonly Site[]): Doubt[] {
  if (entry.trilens.site === undefined) return [];
  const present = new Set(digest.cells.map((cell) => cell.site));
  const lacking = entry.trilens.expectedSites.filter(
    (site) => !present.has(site) && sites.find(({ id }) => id === site)?.until === undefined,
  );
  return lacking.length === 0
    ? []
    : [
        {
          rule: 'export/coverage',
          sentence: `No rows from ${lacking.map((site) => name(sites, site)).join(', ')}.`,
        },
      ];
}

/** The periods in which rows come, and the newest one that is over. */
function rhythm(cells: readonly DigestCell[]): { grain: Grain; last: string } {
  const dates = [...new Set(cells.map((cell) => cell.date))].sort();
  const gaps = dates.slice(1).map((date, index) => daysBetween(dates[index]!, date));
  const gap = gaps.length === 0 ? 1 : median(gaps);
  const grain: Grain = gap <= 10 ? 'week' : gap <= 45 ? 'month' : 'quarter';
  const newest = dates.at(-1)!;
  const start = periodStart(newest, grain);
  return {
    grain,
    last:
      daysBetween(newest, periodEnd(start, grain)) < gap * 1.5
        ? start
        : shiftPeriod(start, grain, -1),
  };
}

/** Sites that reported in nearly every period and are missing in the newest. */
function silentSites(
  cells: readonly DigestCell[],
  entry: Resource,
  sites: readonly Site[],
  grain: Grain,
  last: string,
): Doubt[] {
  const before = Array.from({ length: 6 }, (_, index) => shiftPeriod(last, grain, index - 6));
  const recent = cells.filter((cell) => cell.date >= before[0]!);
  const periodOf = periodsOf(recent, grain);
  const bySite = Map.groupBy(recent, (cell) => cell.site);
  const all = new Set(cells.map((cell) => cell.site));
  all.delete(null);
  const silent = [...all].flatMap((site) => {
    const periods = new Set(bySite.get(site)?.map((cell) => periodOf.get(cell.date)!));
    const closed = new Set(sites.find((candidate) => candidate.id === site)?.closed ?? []);
    const expected =
      entry.trilens.expectedSites.length === 0 || entry.trilens.expectedSites.includes(site!);
    return expected &&
      !isClosed(last, grain, closed) &&
      !periods.has(last) &&
      before.filter((period) => periods.has(period)).length >= 5
      ? [site!]
      : [];
  });
  return silent.length === 0 || silent.length === all.size
    ? []
    : [
        {
          rule: 'export/coverage',
          sentence: `No rows from ${silent.map((site) => name(sites, site)).join(', ')} for ${periodName(last, grain)}, the newest ${grain}.`,
        },
      ];
}

/** Rows of the newest period against the usual of up to twelve before: less than half or more than double, and beyond their own scatter. */
function rowCount(cells: readonly DigestCell[], grain: Grain, last: string): Doubt[] {
  const periods = new Map<string, number>();
  const periodOf = periodsOf(cells, grain);
  for (let at = 0; at < cells.length;) {
    // Vintages of a day and site follow each other; the fullest counts.
    const { date, site } = cells[at]!;
    let most = 0;
    for (; cells[at]?.date === date && cells[at]?.site === site; at++)
      most = Math.max(most, cells[at]!.rows);
    const period = periodOf.get(date)!;
    periods.set(period, (periods.get(period) ?? 0) + most);
  }
  const earlier = [...periods]
    .filter(([period]) => period < last)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(-12)
    .map(([, rows]) => rows);
  const newest = periods.get(last) ?? 0;
  if (earlier.length < BEFORE) return [];
  const usual = median(earlier);
  const scatter = Math.max(
    1,
    usual / 20,
    1.4826 * median(earlier.map((rows) => Math.abs(rows - usual))),
  );
  if (
    usual < 4 ||
    Math.abs(newest - usual) <= 4 * scatter ||
    (newest > usual / 2 && newest < usual * 2)
  )
    return [];
  return [
    {
      rule: 'export/row-count',
      sentence: `${newest} rows for ${periodName(last, grain)}; usual are ${Math.round(usual)}.`,
    },
  ];
}

/** Rows without a site that sum up those of the sites, date by date: whatever is added over all of them counts twice. */
function totalRows(cells: readonly DigestCell[], columns: readonly string[]): Doubt[] {
  if (!cells.some(({ site }) => site === null) || cells.every(({ site }) => site === null))
    return [];
  // Of the vintages of a day and site the last stands.
  const days = [...Map.groupBy(cells, ({ date }) => date)]
    .map(([date, own]) => ({ date, bySite: new Map(own.map((cell) => [cell.site, cell])) }))
    .filter(({ bySite }) => bySite.has(null) && bySite.size > 2);
  const sumsUp =
    (at: number) =>
    ({ bySite }: (typeof days)[number]) => {
      const parts = [...bySite].reduce(
        (sum, [site, cell]) => (site === null ? sum : sum + (cell.sums[at] ?? 0)),
        0,
      );
      return (
        parts !== 0 &&
        Math.abs((bySite.get(null)?.sums[at] ?? 0) - parts) <= Math.abs(parts) * 0.005
      );
    };
  const twice =
    days.length < BEFORE
      ? []
      : columns.filter((_, at) => days.filter(sumsUp(at)).length >= days.length * 0.9);
  return twice.length === 0
    ? []
    : [
        {
          rule: 'export/totals',
          sentence: `Rows without a site sum up ${twice.join(', ')} of all sites, on ${longDate(days[0]?.date as string)} and ${days.length - 1} other days: added up, they count twice.`,
        },
      ];
}

/** The columns that hold quantities, with their places: those that metrics read; where no metric reads the export, all but whole numbers, which may be names. */
function measuresIn(
  { columns }: Digest,
  entry: Resource,
  metrics: readonly Metric[],
): [place: number, name: string][] {
  const own = metrics.filter((metric) => metric.export === entry.name);
  const read = new Set(
    own.flatMap((metric) =>
      namedColumns(metric).flatMap(({ as, column }) => (as === 'number' ? [column] : [])),
    ),
  );
  const isWhole = (name: string) =>
    entry.schema.fields.find((field) => field.name === name)?.type === 'integer';
  return [...columns.entries()].filter(([, name]) =>
    own.length > 0 ? read.has(name) : !isWhole(name),
  );
}

/** A column whose values moved by a factor that units differ by, against the six dated values before, and stayed there. */
function unitJumps(
  cells: readonly DigestCell[],
  columns: readonly [place: number, name: string][],
  entry: Resource,
  sites: readonly Site[],
): Doubt[] {
  const found = new Map<string, Doubt>();
  const bySite = Map.groupBy(cells, (cell) => cell.site);
  for (const [index, column] of columns) {
    for (const [site, own] of bySite) {
      const jump = firstJump(meansOf(own, index));
      if (
        !jump ||
        entry.trilens.jumps.some((known) => known.column === column && known.from === jump.date)
      )
        continue;
      const size =
        jump.factor > 1
          ? `${Math.round(jump.factor)} times`
          : `1/${Math.round(1 / jump.factor)} of`;
      const key = `${column}|${jump.date}|${size}`;
      const already = found.get(key);
      const where = site === null ? '' : ` at ${name(sites, site)}`;
      found.set(key, {
        rule: 'export/unit-drift',
        columns: [column],
        sentence: already
          ? already.sentence.replace(' from ', ` and${where.replace(' at', '')} from `)
          : `${column}${where} from ${longDate(jump.date)} is about ${size} what it was before: has its unit changed?`,
      });
    }
  }
  return [...found.values()];
}

/** The mean of a column on every day that has one other than zero, without its sign. */
function meansOf(cells: readonly DigestCell[], column: number): { date: string; value: number }[] {
  const means: { date: string; value: number }[] = [];
  for (const { date, sums, counts } of cells) {
    const value = Math.abs(sums[column]! / counts[column]!);
    // Not a number where there is no value.
    if (value > 0) means.push({ date, value });
  }
  return means;
}

/** True where a value is too near to all before it for any change of unit. */
function isNear(means: readonly { value: number }[], at: number): boolean {
  const { value } = means[at]!;
  const far = UNIT_FACTORS[0]! / 2;
  for (let before = at - BEFORE; before < at; before++) {
    const held = means[before]!.value;
    if (value > held * far || value * far < held) return false;
  }
  return true;
}

/** The period of each date, found once. */
function periodsOf(cells: readonly DigestCell[], grain: Grain): Map<string, string> {
  const found = new Map<string, string>();
  for (const { date } of cells) if (!found.has(date)) found.set(date, periodStart(date, grain));
  return found;
}

/** A unit that changed stays changed: a quiet day, after which all is as it was, is not one. */
function lasts(means: readonly { value: number }[], at: number, ratio: number): boolean {
  const after = means.slice(at, at + BEFORE).map(({ value }) => value);
  const base = Math.log(means[at]!.value) - ratio;
  return (
    after.length >= LASTING &&
    after.every((value) => Math.abs(Math.log(value) - base - ratio) < Math.abs(ratio) / 2)
  );
}

function firstJump(
  means: readonly { date: string; value: number }[],
): { date: string; factor: number } | null {
  for (let at = BEFORE; at < means.length; at++) {
    const mean = means[at]!;
    if (isNear(means, at)) continue;
    const before = means.slice(at - BEFORE, at).map((held) => held.value);
    const ratio = Math.log(mean.value / median(before));
    const factor = UNIT_FACTORS.find((unit) => Math.abs(Math.abs(ratio) - Math.log(unit)) <= NEAR);
    // A column that swings by such factors anyway says nothing by one more swing.
    if (
      factor === undefined ||
      Math.log(Math.max(...before) / Math.min(...before)) > Math.log(factor) / 2 ||
      !lasts(means, at, ratio)
    )
      continue;
    return { date: mean.date, factor: ratio > 0 ? factor : 1 / factor };
  }
  return null;
}
