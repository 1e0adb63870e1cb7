import { stat } from 'node:fs/promises';
import { addDays } from '#model/time/date.ts';
import type { Observations } from '#model/record/observation.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { nearest, type Problem } from '#model/problem.ts';
import { withoutSmallUse } from '#model/metric/restatedUse.ts';
import type { Site } from '#model/record/site.ts';
import { audienceReferences } from './content/audienceReferences.ts';
import { loadContent } from './content/content.ts';
import { type Contracts, readContracts } from './contract/contract.ts';
import { crossReferences } from './content/crossReferences.ts';
import { rateFreshness, type ReadExport } from './export/exports.ts';
import { readExports } from './readExports.ts';
import { addFormulas } from './metric/formula.ts';
import { frictionItems } from './export/friction.ts';
import { lineOf } from './content/lineOf.ts';
import { clockDay } from './clock.ts';
import { portfolioCache } from './portfolioCache.ts';
import { metricColumnProblems } from './metric/metricColumns.ts';
import { unitProblems } from './metric/unitProblems.ts';
import { markIncomplete } from './metric/reporting.ts';
import { observe } from './metric/observe.ts';
import { actDays, recordsUntil } from '#model/record/recordsUntil.ts';
import { ruleReferences } from './content/ruleReferences.ts';
import { snapshot } from './content/snapshot.ts';
import { rowsAfter } from './export/strays.ts';
import { standups as standupsOf } from './export/standups.ts';

/** Reads content and data to one validated portfolio. Everything wrong is collected; with an error the portfolio is null. */
export async function loadPortfolio(options: {
  contentDir: string;
  dataDir: string;
  asOf: string | null;
  cacheDir: string;
  /** The day of the clock: what is dated later cannot have happened. */
  today?: string;
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
  } = await loadContent(options.contentDir, cacheDir);
  problems.push(...contentProblems);
  const hasData = await stat(options.dataDir).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!hasData) {
    problems.push({
      code: 'data/missing-folder',
      severity: 'error',
      file: options.dataDir,
      line: null,
      column: null,
      found: 'the data folder does not exist',
      fix: 'create it with a datapackage.json, name another with --data, or start with `trilens init DIR`',
    });
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
    keepRows: [content?.settings.friction?.export ?? ''],
  });
  // Without the list of sites every row names an unknown one: the list is what has to be mended.
  if (!unread.some(({ kind }) => kind === 'site')) problems.push(...exportProblems);
  if (!content) return { portfolio: null, problems };

  // No day of judgement is after that of the clock, whatever an export is dated.
  const extracted = [newest(exports.flatMap(({ report }) => report.extracted ?? [])), today]
    .sort()
    .at(0) as string;
  const latest = newest([today, options.asOf ?? fixed ?? extracted]);
  // What people did since the newest export is known: a decision between two dumps is no mistake.
  const acts = actDays(content.initiatives).filter((date) => date <= today);
  const asOf = options.asOf ?? fixed ?? newest([extracted, ...acts]);
  if (options.asOf === null && fixed === null)
    for (const { report } of exports) rateFreshness(report, asOf);
  for (const { report, digest } of exports) report.later = rowsAfter(digest, asOf);
  problems.push(
    ...crossReferences(
      content,
      sources,
      contracts.resources.map((resource) => resource.name),
      latest,
      [...unread, ...contracts.unread.map((id) => ({ kind: 'export' as const, id }))],
    ),
  );
  if (!unread.some(({ kind }) => kind === 'site'))
    problems.push(...unknownSites(contracts, content.sites));
  problems.push(
    ...audienceReferences(
      content,
      sources,
      contracts.resources.map(({ name, line, column, trilens }) => ({
        name,
        line,
        column,
        file: contracts.file,
        audience: trilens.audience,
      })),
    ),
  );

  const observations = new Map<string, Observations>();
  for (const metric of content.metrics) {
    const source = exports.find(({ report }) => report.contract.name === metric.export);
    if (metric.value.kind === 'formula' || !source || columns.unsound.has(metric.id)) continue;
    const observed = observe(metric, source, asOf, content.sites);
    observations.set(metric.id, observed.observations);
    const file = sources.find(({ kind, id }) => kind === 'metric' && id === metric.id);
    for (const problem of observed.problems)
      problems.push({ ...problem, file: metric.file, ...file?.yaml.at([...file.path, 'date']) });
  }
  markIncomplete(content.metrics, observations, exports, { sites: content.sites, asOf });
  addFormulas(observations, content.metrics, asOf, content.settings.minGroupSize);
  for (const metric of content.metrics) {
    const closings = closingsOf(observations.get(metric.id), content.sites, asOf);
    if (closings.length > 0) metric.closings = closings;
  }
  const log = exports.find(
    ({ report }) => report.contract.name === content.settings.friction?.export,
  );
  const codes = new Map(
    content.initiatives.flatMap((initiative) => [
      [initiative.id, initiative.id] as const,
      ...(initiative.code ? [[initiative.code, initiative.id] as const] : []),
    ]),
  );
  const friction = log ? frictionItems(log, content.settings.friction?.columns ?? {}, codes) : [];
  if (log)
    leftOut(
      log,
      friction.length,
      'do not say who waits for whom since when (business, it or ot, and a time of opening)',
    );
  const meetings = exports.find(
    ({ report }) => report.contract.name === content.settings.standups?.export,
  );
  const standups = meetings
    ? standupsOf(meetings, content.settings.standups?.columns ?? {}, codes)
    : [];
  if (meetings) leftOut(meetings, standups.length, 'name no pod or no day');
  problems.push(
    ...ruleReferences(
      content.settings,
      sources,
      contracts.resources.map((resource) => resource.name),
    ),
  );
  if (problems.some((problem) => problem.severity === 'error'))
    return { portfolio: null, problems };
  const before = await snapshot(cacheDir, content);
  return {
    portfolio: {
      ...recordsUntil({ ...content, friction, standups }, asOf),
      asOf,
      exports: exports.map(({ report }) =>
        withoutSmallUse(report, content.metrics, content.settings.minGroupSize),
      ),
      observations,
      lineOf: lineOf(sources),
      before,
    },
    problems,
  };
}

/** The newest of some days; the first day of all where there is none. */
function newest(days: readonly string[]): string {
  return days.toSorted().at(-1) ?? '1970-01-01';
}

/** Sites of a metric that were closed for good: a total without them is another total. */
function closingsOf(
  observed: Observations | undefined,
  sites: readonly Site[],
  asOf: string,
): { date: string; reason: string }[] {
  const gone = sites.filter(
    ({ id, until }) =>
      until !== undefined && until < asOf && observed?.latest.some(({ site }) => site === id),
  );
  return gone.map(({ name, until }) => ({
    date: addDays(until as string, 1),
    reason: `${name} was closed`,
  }));
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

/** Rows of a log that were accepted as rows and say too little to be an item of it: said where the log is shown. */
function leftOut({ rows, report }: ReadExport, kept: number, why: string): void {
  const lost = rows.length - kept;
  const sentence = `${lost} of ${rows.length} rows ${why}; they are left out.`;
  if (lost > 0 && !report.doubts.includes(sentence)) report.doubts.push(sentence);
}
