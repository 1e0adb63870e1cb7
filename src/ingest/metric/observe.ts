import type { IsoDate } from '#model/time/date.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Observations, RowLength } from '#model/record/observation.ts';
import { GRAINS, periodStart, type Grain } from '#model/time/period.ts';
import type { Problem } from '#model/problem.ts';
import type { Site } from '#model/record/site.ts';
import type { ReadExport } from '#ingest/export/exports.ts';
import { familyKey } from '#ingest/tally/family.ts';
import type { Tally } from '#ingest/tally/tally.ts';
import { coverageByRhythm, withoutParts, type Coverage } from './coverage.ts';
import { cellsOf } from './observations.ts';
import { oddRows } from './oddRows.ts';
import { quietPeriodDoubts } from './quietPeriods.ts';
import { shareDoubts } from './shareDoubts.ts';
import { spanDoubts } from './spanRows.ts';
import { unitColumnDoubts } from './unitColumnDoubts.ts';
import { isTooCoarse, rowLengthDoubts, rowLengthOf } from './rowLength.ts';
import { coverageOfRows, sharesOf, spanOfRow } from './rowSpan.ts';
import { withZeros, type Log } from './zeros.ts';

/** Rows of an export as the cells of a metric in whole periods, with zeros where a log of events has no row, and what is doubtful about them. */
export function observe(
  metric: Metric,
  source: ReadExport,
  asOf: IsoDate,
  sites: readonly Site[] = [],
): { observations: Observations; problems: Problem[] } {
  const problems: Problem[] = [];
  const tally = source.tallies.get(familyKey(metric, source.report.contract));
  if (!tally) return { observations: { metric: metric.id, latest: [], superseded: [] }, problems };
  const days = daysOf(metric, source, tally);
  const length = rowLengthOf(metric, source.report.contract, source.dated, days);
  if (length?.isSure && isTooCoarse(length, metric.grain)) problems.push(coarse(metric, length));
  const odd = oddRows(metric, tally, source);
  const cells = cellsOf(metric, source, inPeriods(metric, tally, length, asOf), asOf);
  const doubts = [
    ...rowLengthDoubts(metric, length, days),
    ...odd.doubts,
    ...spanDoubts(metric, source),
    ...unitColumnDoubts(metric, tally, source.unitColumns.get(metric.id) ?? []),
    ...shareDoubts(metric, cells.latest),
    ...(length === null && source.report.contract.events === undefined
      ? quietPeriodDoubts(metric, cells.latest)
      : []),
  ];
  const observations: Observations = {
    ...cells,
    ...(length === null ? {} : { rowLength: length }),
    ...(doubts.length === 0 ? {} : { doubts }),
    ...(odd.reversed === 0 ? {} : { reversed: odd.reversed }),
  };
  const log = logOf(source, days, asOf);
  const whole = log
    ? withoutParts(
        withZeros(observations, metric, log, sites),
        metric,
        coverageOfLog(log, days, metric.grain),
      )
    : withoutParts(
        observations,
        metric,
        length?.isSure
          ? coverageOfRows(days, length)
          : coverageByRhythm(days, coveredTo(source, length, days), metric.grain),
      );
  return { observations: whole, problems };
}

/** What an export says as a log of events; null where its rows are none. */
function logOf({ report, sites }: ReadExport, days: readonly IsoDate[], asOf: IsoDate): Log | null {
  const { events, expectedSites } = report.contract;
  if (!events || report.extracted === null) return null;
  const until = report.extracted < asOf ? report.extracted : asOf;
  return {
    events,
    first: days[0] ?? until,
    until,
    sites: [...new Set([...sites, ...expectedSites])],
  };
}

/** A log that does not say from when on it is complete begins as its rhythm says. */
function coverageOfLog({ events, until }: Log, days: readonly IsoDate[], grain: Grain): Coverage {
  const from =
    typeof events.from === 'string' ? events.from : coverageByRhythm(days, null, grain)?.from;
  return { from: from ?? '0000-01-01', to: until };
}

/** The days of the rows by the column that dates them for this metric. */
function daysOf(metric: Metric, source: ReadExport, tally: Tally): readonly IsoDate[] {
  if (metric.date === source.dateColumn) return source.days;
  return [...new Set(tally.groups().flatMap(({ day }) => (day === '' ? [] : [day])))].sort();
}

/** Last day that the rows cover, where each stands for more than its day. */
function coveredTo(
  { report, dateColumn }: ReadExport,
  length: RowLength | null,
  days: readonly IsoDate[],
): IsoDate | null {
  const newest = days.at(-1);
  if (length !== null && newest !== undefined && !length.isEnding)
    return spanOfRow(newest, length).last;
  return dateColumn === undefined ? null : report.covers;
}

function coarse({ grain, date }: Metric, length: RowLength): Problem {
  return {
    code: 'content/date-too-coarse',
    severity: 'error',
    file: '',
    line: null,
    column: null,
    found: `date names the column "${date}", whose rows stand for a whole ${length.grain} each; they cannot be shown by the ${grain}`,
    allowed: GRAINS.slice(GRAINS.indexOf(length.grain)).join(', '),
    fix: `set grain: ${length.grain}, or name a column that holds days`,
  };
}

function inPeriods(
  { grain }: Metric,
  tally: Tally,
  length: RowLength | null,
  asOf: IsoDate,
): Tally {
  return length?.isSure && !isTooCoarse(length, grain)
    ? tally.byShares((day) => (day > asOf ? [] : sharesOf(day, length, grain)))
    : tally.bySpan((day) => (day > asOf ? null : periodStart(day, grain)));
}
