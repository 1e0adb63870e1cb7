import { stat } from 'node:fs/promises';
import type { Portfolio } from '#model/record/portfolio.ts';
import { nearest, type Problem } from '#model/problem.ts';
import { withoutSmallUse } from '#model/metric/restatedUse.ts';
import type { Site } from '#model/record/site.ts';
import { audienceReferences } from './content/references/audienceReferences.ts';
import { loadContent, type Content } from './content/content.ts';
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

/** Reads content and data to one validated portfolio. Everything wrong is collected; with an error the portfolio is null. */
export async function loadPortfolio(options: {
  contentDir: string;
  dataDir: string;
  asOf: string | null;
  cacheDir: string;
  /** The day of the clock: what is dated later cannot have happened. */
  today?: string;
  /** Drafts are in it as well. */
  drafts?: boolean | undefined;
  /** Texts in place of content files, by their names: nothing of it is remembered. */
  edits?: ReadonlyMap<string, string> | undefined;
}): Promise<{ portfolio: Portfolio | null; problems: Problem[] }> {
  const problems: Problem[] = [];
  const cacheDir = portfolioCache(options);
  const today = options.today ?? clockDay();
  const {
    content,
    sites,
    asOf: fixed,
    sources,
    unread,
    problems: contentProblems,
  } = await loadContent(options.contentDir, cacheDir, options.edits);
  problems.push(...contentProblems);
  const hasData = await stat(options.dataDir).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!hasData) {
    problems.push(noFolder(options.dataDir));
    return { portfolio: null, problems };
  }
  const { contracts, problems: contractProblems } = await readContracts(options.dataDir);
  problems.push(...contractProblems);
  const columns = metricColumnProblems(content?.metrics ?? [], contracts.resources, sources);
  problems.push(
    ...columns.problems,
    ...unitProblems(content?.metrics ?? [], contracts.resources, sources),
  );
  const { exports, problems: exportProblems } = await readExports(contracts, {
    dataDir: options.dataDir,
    cacheDir,
    sites,
    asOf: options.asOf ?? fixed,
    today,
    metrics: (content?.metrics ?? []).filter(({ id }) => !columns.unsound.has(id)),
    dayStartsAt: content?.settings.dayStartsAt,
    keepRows: [content?.settings.friction?.export, content?.settings.standups?.export].flatMap(
      (name) => name ?? [],
    ),
  });
  // Without the list of sites every row names an unknown one: the list is what has to be fixed.
  if (!unread.some(({ kind }) => kind === 'site')) problems.push(...exportProblems);
  if (!content) return { portfolio: null, problems };

  // No day of judgement is after that of the clock, whatever an export is dated.
  const extracted = [newest(exports.flatMap(({ report }) => report.extracted ?? [])), today]
    .sort()
    .at(0) as string;
  const latest = newest([today, options.asOf ?? fixed ?? extracted]);
  // What people did since the newest export is known: a decision between two dumps is no mistake.
  const acts = actDays(content).filter((date) => date <= today);
  const asOf = options.asOf ?? fixed ?? newest([extracted, ...acts]);
  if (options.asOf === null && fixed === null)
    for (const { report } of exports) rateFreshness(report, asOf);
  for (const { report, digest } of exports) report.later = rowsAfter(digest, asOf);
  problems.push(
    ...references(content, { sources, unread, contracts, latest }),
    ...draftReferences(content, sources, asOf),
  );
  const observed = observeMetrics(content, exports, {
    sources,
    resources: contracts.resources,
    asOf,
    unsound: columns.unsound,
  });
  const logs = readLogs(content, exports, sources);
  problems.push(...observed.problems, ...logs.problems);
  if (problems.some((problem) => problem.severity === 'error'))
    return { portfolio: null, problems };
  const before = await snapshot(cacheDir, content, options.edits === undefined);
  const shown = options.drafts ? content : publishedOnly(content, asOf);
  return {
    portfolio: {
      ...recordsUntil({ ...shown, friction: logs.friction, standups: logs.standups }, asOf),
      asOf,
      exports: exports.map(({ report }) =>
        withoutSmallUse(report, content.metrics, content.settings.minGroupSize),
      ),
      observations: observed.observations,
      lineOf: lineOf(sources),
      before,
    },
    problems,
  };
}

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
