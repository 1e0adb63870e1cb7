import { hash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { longDate } from '#model/time/date.ts';
import type { ExportReport } from '#model/record/export.ts';
import { nearest, type Problem } from '#model/problem.ts';
import { dateColumn, type PlacedResource, type Resource } from './contract/contract.ts';
import { isSince } from './contract/derivedFields.ts';
import { digestOf, type Digest } from './export/digest.ts';
import { doubtsOf } from '#ingest/export/doubt/doubt.ts';
import {
  originsOf,
  readDump,
  sumUp,
  type Dump,
  type Origin,
  type WithoutStrays,
} from './export/dump.ts';
import type { ExportOptions, ReadExport } from './export/exports.ts';
import { saidPeriod } from './metric/rowSpan.ts';
import { coveredUntil, rateFreshness, toldUntil } from './export/freshness.ts';
import {
  continued,
  readHistory,
  writeHistory,
  type Accepted,
  type Good,
  type History,
} from '#ingest/export/past/history.ts';
import { lastGood, rememberGood } from '#ingest/export/past/lastGood.ts';
import { loggedUntil, unknownEnd } from './export/loggedUntil.ts';
import { writeQuarantine } from './export/quarantineReport.ts';
import { leftOut } from './export/leftOut.ts';
import type { Refusal } from './export/readPart.ts';
import { againstLastNight, rewrittenDoubts } from '#ingest/export/past/rewritten.ts';
import { sentinelDoubts } from '#ingest/export/doubt/sentinelDoubts.ts';
import { notYet, strayRule, untilToday } from '#ingest/export/doubt/strays.ts';
import { stepHint } from './export/stepHint.ts';
import { otherUnits } from '#ingest/export/doubt/unitsAgree.ts';
import { weekStartDoubts } from '#ingest/export/doubt/weekStart.ts';
import { extensionHash } from './extensionHash.ts';
import { ownSources } from './source/ownSources.ts';
import { streamDump } from './stream/streamDump.ts';
import { censusOf } from './tally/census.ts';
import { countRows, type Wanted } from './tally/count.ts';
import { familiesOf } from './tally/family.ts';
import { lastingOf, noLasting } from './tally/lasting.ts';
import { unitColumnsOf } from './tally/unitColumns.ts';
import { pairsOf } from './tally/pairs.ts';

/** Reads one export whole, or refuses it whole: half of a bad dump is never mixed in. */
export async function readExport(
  entry: PlacedResource,
  files: string[],
  contractFile: string,
  options: ExportOptions,
  problems: Problem[],
): Promise<ReadExport> {
  const metrics = options.metrics ?? [];
  const { digest: days, families } = familiesOf(entry, metrics, options.sites, options.dayStartsAt);
  const wanted = {
    digest: days,
    families: [...families, ...censusOf(entry, metrics)],
    pairs: pairsOf(entry, metrics),
    lasting: lastingOf(entry, metrics),
  };
  const origins = await originsOf(entry, files, contractFile, options.dataDir);
  const dump =
    (await streamDump(entry, origins, wanted, options)) ??
    (await readDump(entry, origins, wanted, options));
  const { report, refusals } = dump;
  refusals.push(
    ...otherUnits(report, metrics, entry.schema.fields, contractFile.replace(/[^/]*$/, '')),
  );
  if (origins.length === 0 && entry.path !== undefined) {
    const near = nearest(String(entry.path), await readdir(options.dataDir).catch(() => []));
    refusals.push({
      code: 'export/missing',
      file: contractFile,
      line: entry.line,
      found: `no file matches ${JSON.stringify(entry.path)} of the export "${entry.name}"`,
      why: 'its file is missing',
      fix: `put the dump there or correct the path${near === null ? '' : `; "${near}" is there`}`,
    });
  }
  const before = await readHistory(options.cacheDir, entry.name);
  const settled = settle(entry, dump, { before, contractFile, options, origins });
  const { good } = settled;
  problems.push(...refusals.map((refusal) => problemOf(refusal, entry, contractFile)));
  report.failed = good === null;
  let history = before;
  if (good) {
    history = continued(before, good, settled.accepted);
    // The dump first: were the process killed in between, the next run would compare with the older digest, and repeat this.
    if (history !== before) {
      await rememberGood(options.cacheDir, entry, dump.sources);
      await writeHistory(options.cacheDir, entry.name, history);
    }
  }
  const earlier = good ? null : await replacement(entry, wanted, options);
  report.lastGood = earlier !== null;
  const shown: Pick<Dump, 'rows' | 'counted' | 'withoutStrays' | 'dated'> = good
    ? dump
    : (earlier ?? {
        rows: [],
        dated: new Map(),
        counted: countRows([], wanted),
        withoutStrays: () => Promise.reject(new Error('no rows')),
      });
  const whole = digestOf(shown.counted.digest, entry);
  const rule = strayRule(whole, entry, options);
  const strays: WithoutStrays = rule
    ? await shown.withoutStrays(rule)
    : { rows: shown.rows, counted: shown.counted, quarantine: [], dates: [] };
  if (good) {
    for (const row of strays.quarantine) report.quarantine.push(row);
    sumUp(report);
  }
  const digest = rule ? digestOf(strays.counted.digest, entry) : whole;
  report.newest = digest.newest;
  const logged = good ? await loggedUntil(entry, digest, origins, options.asOf) : null;
  report.covers =
    logged ??
    coveredUntil(
      digest,
      metrics.filter((metric) => metric.export === entry.name),
      saidPeriod(entry.trilens.rowsFor, shown.dated.get(dateColumn(entry) ?? '')),
    );
  report.extracted =
    logged ??
    digest.newestVintage ??
    (options.asOf ? toldUntil(report, options.asOf) : digest.newest);
  report.restated = history?.restated ?? [];
  if (report.failed) report.doubts.push(refusedSentence(report, refusals));
  if (digest.rows > 0)
    report.suspicions = [
      ...doubtsOf(digest, entry, options),
      ...rewrittenDoubts(refusals, history, options.today ?? options.asOf ?? digest.newest ?? ''),
      ...weekStartDoubts(
        digest,
        entry.trilens.rowsFor === undefined ? dateColumn(entry) : undefined,
        metrics.filter((metric) => metric.export === entry.name),
      ),
      ...sentinelDoubts(report),
      ...(good
        ? [...(history?.doubts ?? []), ...dump.overlaps, ...dump.contradictions, ...leftOut(report)]
        : []),
      ...(rule?.doubts(strays.dates) ?? []),
    ];
  report.doubts.push(...report.suspicions.map((doubt) => doubt.sentence));
  if (options.asOf) rateFreshness(report, options.asOf);
  await writeQuarantine(report, options.cacheDir);
  return {
    report,
    columns: entry.schema.fields.map((field) => field.name),
    digest,
    rows: strays.rows,
    dated: shown.dated,
    units: new Map(entry.schema.fields.flatMap(({ name, unit }) => (unit ? [[name, unit]] : []))),
    dateColumn: dateColumn(entry),
    days: [...new Set(digest.cells.flatMap(({ date }) => (date === '' ? [] : [date])))],
    sites: [...new Set(digest.cells.flatMap(({ site }) => site ?? []))],
    undated: undatedRows(digest, entry),
    tallies: new Map(strays.counted.families.map((tally) => [tally.family.key, tally])),
    unitColumns: new Map(
      metrics
        .filter((metric) => metric.export === entry.name)
        .map((metric) => [metric.id, unitColumnsOf(metric, entry)]),
    ),
    lasting: wanted.lasting.map((one, index) => ({
      ...one,
      count: strays.counted.lasting[index] ?? noLasting(),
    })),
  };
}

/** Rows without a day in an export that has one column of days; of several, one may be empty for good reason. */
function undatedRows({ cells }: Digest, entry: PlacedResource): number {
  const dates = entry.schema.fields.filter(
    ({ name, type }) =>
      (type === 'date' || type === 'datetime') &&
      name !== entry.trilens.vintage &&
      !isSince(entry, name),
  );
  return dates.length > 1
    ? 0
    : cells.reduce((sum, { date, rows }) => sum + (date === '' ? rows : 0), 0);
}

interface Settled {
  good: Good | null;
  accepted: Accepted | null;
}

const NOT_GOOD: Settled = { good: null, accepted: null };

interface Settling {
  before: History | null;
  contractFile: string;
  options: ExportOptions;
  origins: readonly Origin[];
}

/** A dump that is fit to be shown, and who accepts what it rewrites; null, with the reason among the refusals, when it is not. */
function settle(
  entry: PlacedResource,
  { report, counted, refusals, sources }: Dump,
  { before, contractFile, options, origins }: Settling,
): Settled {
  if (refusals.length > 0 || report.files.length === 0) return NOT_GOOD;
  const about = { file: `${contractFile.replace(/[^/]*$/, '')}${report.files[0]?.path}`, line: 1 };
  const data = report.rowsIn - report.ignored;
  if (data > 0 && report.quarantined / data > entry.trilens.maxQuarantined) {
    const first = report.quarantine[0];
    refusals.push({
      code: 'export/quarantined',
      file: first?.file ?? about.file,
      line: first?.line ?? 1,
      found: `${report.quarantined} of ${data} rows were quarantined; the first: ${first?.reason}`,
      why: `${report.quarantined} of its ${data} rows cannot be read`,
      allowed: `${entry.trilens.maxQuarantined * 100} %`,
      fix: `correct the dump, or raise maxQuarantined of "${entry.name}"; \`trilens check\` lists every row${stepHint(report.quarantine)}`,
    });
    return NOT_GOOD;
  }
  const digest = digestOf(counted.digest, entry);
  if (digest.rows === 0) {
    const isLeftOut = report.files.some(({ ignoredBy }) => (ignoredBy['left-out'] ?? 0) > 0);
    refusals.push({
      ...about,
      code: 'export/empty',
      found:
        data > 0
          ? 'no row could be read'
          : isLeftOut
            ? 'the steps of the contract leave out every row'
            : 'the dump holds no row',
      why: 'it is empty',
      fix: isLeftOut
        ? `correct "steps" of "${entry.name}"; \`trilens read\` shows what its rows hold`
        : 'send the dump again',
    });
    return NOT_GOOD;
  }
  const early = notYet(digest, entry, options);
  if (early) {
    refusals.push({
      ...about,
      code: 'export/future',
      found: `${early.rows} of ${digest.rows} rows are dated after ${early.day}, up to ${early.newest}`,
      why: `${early.rows} of its ${digest.rows} rows are dated in the future`,
      allowed: 'days up to today',
      fix: `correct the clock or the format of the date; if "${entry.name}" is a plan, set "ahead": true in its contract`,
    });
    return NOT_GOOD;
  }
  refusals.push(...unknownEnd(entry, digest, origins));
  if (refusals.length > 0) return NOT_GOOD;
  const good: Good = {
    key: keyOf(entry, { sources }, options),
    contract: contractKey(entry, options),
    dated: dateColumn(entry) ?? null,
    digest: untilToday(digest, options),
  };
  const { refusal, accepted } = againstLastNight(entry, good, before, options);
  if (!refusal) return { good, accepted };
  refusals.push({ ...about, ...refusal });
  return NOT_GOOD;
}

/** The last good dump, read again by the contract of its day; none where it is not kept or lacks a column of today. */
async function replacement(
  entry: PlacedResource,
  wanted: Wanted,
  options: ExportOptions,
): Promise<Dump | null> {
  const kept = await lastGood(options.cacheDir, entry.name);
  if (!kept) return null;
  const names = entry.schema.fields.map((field) => field.name);
  const order = names.map((name) => kept.entry.schema.fields.find((field) => field.name === name));
  if (order.includes(undefined)) return null;
  // Its fields in the order of today, so that what is asked of a column finds it.
  const fields = [
    ...(order as Resource['schema']['fields']),
    ...kept.entry.schema.fields.filter((field) => !names.includes(field.name)),
  ];
  const then = { ...kept.entry, schema: { ...kept.entry.schema, fields } };
  // Counts of it are made in passing: what is kept of counts belongs to the newest dump.
  const dump =
    (await streamDump(then, kept.origins, wanted, { ...options, keepCounts: false })) ??
    (await readDump(then, kept.origins, wanted, options));
  return dump.refusals.length > 0 ? null : dump;
}

function refusedSentence(report: ExportReport, refusals: readonly Refusal[]): string {
  const why = refusals[0]?.why ?? 'its contract names no source';
  if (!report.lastGood)
    return `The newest dump was refused (${why}) and no earlier good one is kept; there are no numbers.`;
  return `The newest dump was refused (${why}); these are the last good numbers${report.extracted ? `, of ${longDate(report.extracted)}` : ''}.`;
}

function problemOf(refusal: Refusal, entry: PlacedResource, contractFile: string): Problem {
  const column = refusal.file === contractFile ? entry.column : refusal.line === null ? null : 1;
  return {
    code: refusal.code,
    severity: entry.trilens.onBadExport === 'fail' ? 'error' : 'warning',
    file: refusal.file,
    line: refusal.line,
    column,
    found: refusal.found,
    fix: refusal.fix,
    ...(refusal.allowed === undefined ? {} : { allowed: refusal.allowed }),
  };
}

/** What a dump was read from and by: the same key gives the same rows. */
function keyOf(
  entry: PlacedResource,
  { sources }: Pick<Dump, 'sources'>,
  { sites, joined = new Map() }: ExportOptions,
): string {
  const { line: _, column: __, ...contract } = entry;
  // Rates and other columns of another export change numbers as its own rows do.
  const others = [...joined].map(([name, { rows }]) => [name, rows.map(({ cells }) => cells)]);
  return hash(
    'sha256',
    JSON.stringify([
      contract,
      sources.map((source) => [source.path, source.sha256]),
      sites,
      ...(others.length === 0 ? [] : [others]),
      // A reader of the portfolio's own may have changed.
      ...(ownSources.all.length > 0 ? [extensionHash()] : []),
    ]),
  );
}

/** What rows are read by; acceptances change nothing of them. */
function contractKey(entry: PlacedResource, { sites }: ExportOptions): string {
  const { line: _, column: __, trilens, ...contract } = entry;
  return hash('sha256', JSON.stringify([contract, { ...trilens, accept: undefined }, sites]));
}
