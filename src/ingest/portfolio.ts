import { stat } from 'node:fs/promises';
import type { Portfolio } from '#model/record/portfolio.ts';
import { nearest, type Problem } from '#model/problem.ts';
import { withoutSmallUse } from '#model/metric/restatedUse.ts';
import type { Site } from '#model/record/site.ts';
import { audienceReferences } from './content/references/audienceReferences.ts';
import { loadContent } from './content/content.ts';
import type { Source, Unread } from './content/source.ts';
import { type Contracts, readContracts } from './contract/contract.ts';
import { draftReferences } from './content/references/draftReferences.ts';
import { crossReferences } from './content/references/crossReferences.ts';
import { rateFreshness } from './export/exports.ts';
import { readExports } from './readExports.ts';
import { lineOf } from './content/lineOf.ts';
import { clockDay } from './clock.ts';
import { portfolioCache } from './portfolioCache.ts';
import { readLogs } from './log/logs.ts';
import { observeMetrics } from './metric/observeMetrics.ts';
import { metricColumnProblems } from './metric/metricColumns.ts';
import { unitProblems } from './metric/unitProblems.ts';
import { publishedOnly } from '#model/edition/published.ts';
import { actDays, recordsUntil } from '#model/record/recordsUntil.ts';
import { alertReferences } from './content/references/alertReferences.ts';
import { ruleReferences } from './content/references/ruleReferences.ts';
import { snapshot } from './content/snapshot.ts';
import { rowsAfter } from '#ingest/export/doubt/strays.ts';
import type { Edits } from './whatIf/edits.ts';

interface LoadOptions {
  contentDir: string;
  dataDir: string;
  asOf: string | null;
  cacheDir: string;
  /** The day of the clock: what is dated later cannot have happened. */
  today?: string;
  /** Drafts are in it as well. */
  drafts?: boolean | undefined;
  /** What is read in place of content files: nothing of it is remembered. */
  edits?: Edits | undefined;
}

interface Loaded {
  portfolio: Portfolio | null;
  problems: Problem[];
}

/** Reads content and data to one validated portfolio. Everything wrong is collected; with an error the portfolio is null. */
export async function loadPortfolio(options: LoadOptions): Promise<Loaded> {
  const today = options.today ?? clockDay();
  const cacheDir = portfolioCache(options);
  const written = await loadContent(options.contentDir, cacheDir, options.edits);
  if (!(await isFolder(options.dataDir)))
    return { portfolio: null, problems: [...written.problems, noFolder(options.dataDir)] };
  const read = await readData(options, written, { today, cacheDir });
  const { content } = written;
  const problems = [...written.problems, ...read.problems];
  if (content === null) return { portfolio: null, problems };
  const { asOf, latest } = daysOf(content, read.exports, {
    fixed: options.asOf ?? written.asOf,
    today,
  });
  const joined = join(content, written, read, { asOf, latest });
  problems.push(...joined.problems);
  if (problems.some(({ severity }) => severity === 'error')) return { portfolio: null, problems };
  const before = await snapshot(cacheDir, content, options.edits === undefined);
  const shown = options.drafts ? content : publishedOnly(content, asOf);
  const { friction, standups } = joined.logs;
  return {
    portfolio: {
      ...recordsUntil({ ...shown, friction, standups }, asOf),
      asOf,
      exports: read.exports.map(({ report }) =>
        withoutSmallUse(report, content.metrics, content.settings.minGroupSize),
      ),
      observations: joined.observations,
      lineOf: lineOf(written.sources),
      before,
    },
    problems,
  };
}

type Content = NonNullable<Written['content']>;
type Written = Awaited<ReturnType<typeof loadContent>>;
type Read = Awaited<ReturnType<typeof readData>>;

/** The contracts and the exports that they are for, and whether the metrics fit their columns. */
async function readData(
  { dataDir, asOf }: LoadOptions,
  { content, sites, asOf: fixed, sources, unread }: Written,
  { today, cacheDir }: { today: string; cacheDir: string },
) {
  const { contracts, problems: ofContracts } = await readContracts(dataDir);
  const metrics = content?.metrics ?? [];
  const columns = metricColumnProblems(metrics, contracts.resources, sources);
  const { dayStartsAt, friction, standups } = content?.settings ?? {};
  const { exports, problems: ofExports } = await readExports(contracts, {
    dataDir,
    cacheDir,
    sites,
    asOf: asOf ?? fixed,
    today,
    metrics: metrics.filter(({ id }) => !columns.unsound.has(id)),
    dayStartsAt,
    keepRows: [friction?.export, standups?.export].flatMap((name) => name ?? []),
  });
  const problems = [
    ...ofContracts,
    ...columns.problems,
    ...unitProblems(metrics, contracts.resources, sources),
    // Without the list of sites every row names an unknown one: the list is what has to be fixed.
    ...(unread.some(({ kind }) => kind === 'site') ? [] : ofExports),
  ];
  return { contracts, exports, unsound: columns.unsound, problems };
}

/**
 * The day that everything is judged on, and the newest that anything may be dated. Where no day is fixed, freshness is rated again:
 * only the exports themselves say what day it is.
 */
function daysOf(
  content: Content,
  exports: Read['exports'],
  { fixed, today }: { fixed: string | null; today: string },
): { asOf: string; latest: string } {
  // No day of judgement is after that of the clock, whatever an export is dated.
  const dated = newest(exports.flatMap(({ report }) => report.extracted ?? []));
  const extracted = dated < today ? dated : today;
  // What people did since the newest export is known: a decision between two dumps is no mistake.
  const acts = actDays(content).filter((date) => date <= today);
  const asOf = fixed ?? newest([extracted, ...acts]);
  if (fixed === null) for (const { report } of exports) rateFreshness(report, asOf);
  for (const { report, digest } of exports) report.later = rowsAfter(digest, asOf);
  return { asOf, latest: newest([today, fixed ?? extracted]) };
}

/** Content and data together: what names what, the series of the metrics, and the logs. */
function join(
  content: Content,
  { sources, unread }: Written,
  { contracts, exports, unsound }: Read,
  { asOf, latest }: { asOf: string; latest: string },
) {
  const { resources } = contracts;
  const named = references(content, { sources, unread, contracts, latest });
  const observed = observeMetrics(content, exports, { sources, resources, asOf, unsound });
  const logs = readLogs(content, exports, sources);
  return {
    observations: observed.observations,
    logs,
    problems: [
      ...named,
      ...draftReferences(content, sources, asOf),
      ...observed.problems,
      ...logs.problems,
    ],
  };
}

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

function noFolder(dataDir: string): Problem {
  return {
    code: 'data/missing-folder',
    severity: 'error',
    file: dataDir,
    line: null,
    column: null,
    found: 'the data folder does not exist',
    fix: 'create it with a datapackage.json, name another with --data, or start with `trilens init DIR`',
  };
}

/** Every name by which records, exports, sites, audiences and rules are referred to. */
function references(
  content: Content,
  {
    sources,
    unread,
    contracts,
    latest,
  }: {
    sources: Source[];
    unread: readonly Unread[];
    contracts: Contracts;
    /** The newest day that anything may be dated. */
    latest: string;
  },
): Problem[] {
  const names = contracts.resources.map(({ name }) => name);
  const audiences = contracts.resources.map(({ name, line, column, trilens }) => ({
    name,
    line,
    column,
    file: contracts.file,
    audience: trilens.audience,
  }));
  return [
    ...crossReferences(content, sources, {
      exportNames: names,
      today: latest,
      unread: [...unread, ...contracts.unread.map((id) => ({ kind: 'export' as const, id }))],
    }),
    ...(unread.some(({ kind }) => kind === 'site') ? [] : unknownSites(contracts, content.sites)),
    ...audienceReferences(content, sources, audiences),
    ...ruleReferences(content.settings, sources, names),
    ...alertReferences(
      content,
      sources,
      contracts.resources.map(({ trilens }) => trilens.owner),
    ),
  ];
}

/** The newest of some days; the first day of all where there is none. */
function newest(days: readonly string[]): string {
  return days.toSorted().at(-1) ?? '1970-01-01';
}

/** A site that has to report and that nobody knows would be missing for ever. */
function unknownSites({ file, expectedSites }: Contracts, sites: readonly Site[]): Problem[] {
  const ids = sites.map(({ id }) => id);
  return expectedSites
    .filter(({ id }) => !ids.includes(id))
    .map(({ id, line, column }) => {
      const near = nearest(id, ids);
      return {
        code: 'content/unknown-id',
        severity: 'error',
        file,
        line,
        column,
        found: `expectedSites: there is no site "${id}"`,
        allowed: ids.length === 0 ? 'none is defined yet' : ids.join(', '),
        fix: near ? `did you mean "${near}"?` : 'add the site to sites.yaml, or remove it here',
      };
    });
}
