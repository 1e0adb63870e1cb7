import { cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPrevious } from '#ingest/previous.ts';
import { ProblemsFound, problemLine } from '#model/problem.ts';
import { writeApi } from '#publish/api.ts';
import { writeCalendar } from '#publish/calendar.ts';
import { writeExplore } from '#publish/explore.ts';
import { writeFeeds } from '#publish/feeds.ts';
import { prepareFiles } from '#publish/files.ts';
import { notify } from '#publish/notify.ts';
import { writeOffline } from '#publish/offline.ts';
import { renderPages } from '#publish/pages.ts';
import { writeSitemap } from '#publish/sitemap.ts';
import { consoleSummary } from '#publish/summary/console.ts';
import { markdownSummary } from '#publish/summary/markdown.ts';
import { exitCode, type Summary, summarize } from '#publish/summary/summary.ts';
import { addToSummary } from '#publish/summary/write.ts';
import { composePortal, type Sources } from '#site/compose.ts';
import { setPortal } from '#site/portal.ts';
import { href, setBase } from '#site/urls.ts';
import { asOfDate, failLevel, readOptions, SOURCE_HELP, SOURCE_OPTIONS } from './options.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const HELP = `trilens build [options]

Builds the portal into a folder. Either the whole portal is there afterwards, or the folder is as it was.

${SOURCE_HELP}
  --out DIR        where the portal goes  (default: dist)
  --base PATH      sub-path it will be served under, /portal/  (default: /)
  --previous PLACE portfolio.json of an earlier build, a file or an address: says what changed since
  --fail-on LEVEL  refused (a dump), error, warning or never: exit code 2 when a finding is at or above it
                   (default: as portfolio.yaml says, else refused)
  --summary FILE   adds what was built to a Markdown file; on GitHub Actions it is added to the job's summary anyway
  --note TEXT      a line for the summary, such as a step before that failed; may be repeated`;

/** Reads, computes, renders, indexes, and only then puts the result in place. */
export async function run(args: string[]): Promise<number> {
  const { values } = readOptions(args, { ...SOURCE_OPTIONS, out: { type: 'string', default: 'dist' }, base: { type: 'string', default: '/' }, 'fail-on': { type: 'string' }, previous: { type: 'string' }, summary: { type: 'string' }, note: { type: 'string', multiple: true, default: [] } });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const started = performance.now();
  const failOn = failLevel(values['fail-on']);
  const { portal, problems } = await compared(values.previous, { contentDir: resolve(values.content), dataDir: resolve(values.data), cacheDir: resolve(values.cache), asOf: asOfDate(values['as-of']) });
  for (const problem of problems) if (problem.severity === 'warning') console.error(problemLine(problem));
  const out = resolve(values.out);
  const run = { problems, notes: [...values.note], failOn, changes: portal?.changes.build ?? null };
  if (!portal) return told(summarize(null, { ...run, out: null, size: NOTHING, seconds: 0 }), values.summary);
  setPortal(portal);
  setBase(values.base);
  const writeFiles = await prepareFiles(portal);
  // Pages are rendered inside the package, where its dependencies resolve, and moved once they are whole.
  const staging = join(ROOT, '.trilens', `build-${process.pid}`);
  try {
    await renderPages(portal, { root: ROOT, out: staging, base: values.base, cacheDir: resolve(values.cache) });
    await writeApi(portal, staging);
    await writeExplore(staging);
    await writeFeeds(portal, staging);
    await writeCalendar(portal, staging);
    await writeSitemap(portal, staging);
    const { url } = portal.portfolio.settings;
    run.notes.push(...(await writeFiles({ dir: staging, base: href(''), origin: url === undefined ? null : new URL(url).origin }, resolve(values.cache))));
    await writeOffline(staging, href(''));
    await replace(staging, out);
  } catch (error) {
    await told(summarize(null, { ...run, notes: [...run.notes, `The pages could not be built: ${(error as Error).message}`], out: null, size: NOTHING, seconds: 0 }), values.summary);
    throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  const notice = await notify(portal, resolve(values.cache), { teams: process.env.TRILENS_TEAMS_URL, slack: process.env.TRILENS_SLACK_URL });
  for (const failed of notice.failed) console.error(`warning: ${failed}`);
  return told(summarize(portal, { ...run, out: values.out, size: await sizeOf(out), seconds: (performance.now() - started) / 1000 }), values.summary);
}

/** The portal, compared with an earlier build where one is named; an earlier build that cannot be read is a problem like others. */
async function compared(place: string | undefined, sources: Sources): ReturnType<typeof composePortal> {
  try {
    return await composePortal({ ...sources, previous: place === undefined ? null : await readPrevious(place) });
  } catch (error) {
    if (error instanceof ProblemsFound) return { portal: null, problems: error.problems };
    throw error;
  }
}

const NOTHING = { pages: 0, files: 0, bytes: 0 };

/** Says what was done on the console and in the summary, and gives the exit code. */
async function told(summary: Summary, file: string | undefined): Promise<number> {
  console[summary.out === null ? 'error' : 'log'](consoleSummary(summary));
  await addToSummary(markdownSummary(summary), file);
  return exitCode(summary);
}

async function sizeOf(dir: string): Promise<Summary['size']> {
  const size = { ...NOTHING };
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    size.files++;
    if (entry.name.endsWith('.html')) size.pages++;
    size.bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return size;
}

/** The old portal makes way only when the new one is whole. */
async function replace(staging: string, out: string): Promise<void> {
  await mkdir(dirname(out), { recursive: true });
  const beside = `${out}.new-${process.pid}`;
  await rename(staging, beside).catch(() => cp(staging, beside, { recursive: true }));
  await rm(`${out}.old`, { recursive: true, force: true });
  await rename(out, `${out}.old`).catch(() => undefined);
  await rename(beside, out);
  await rm(`${out}.old`, { recursive: true, force: true });
}
