import { statSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readPrevious, type Previous } from '#ingest/content/previous.ts';
import type { Audience } from '#model/record/audience.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Portal } from '#model/portal.ts';
import { type Problem, ProblemsFound, problemLine } from '#model/problem.ts';
import { capital } from '#model/words/format.ts';
import { auditor, leakProblem } from '#publish/audit/audit.ts';
import { notify } from '#publish/feeds/notify.ts';
import { cacheFolder } from '#publish/pages/cacheFolder.ts';
import { clearLeftovers } from '#publish/pages/leftovers.ts';
import { workFolder } from '#publish/pages/workFolder.ts';
import { diskWords } from '#publish/release/disk.ts';
import { openRenderer } from '#publish/renderer/renderer.ts';
import { consoleSummary } from '#publish/summary/console.ts';
import { markdownSummary } from '#publish/summary/markdown.ts';
import { exitCode, type Summary, summarize } from '#publish/summary/summary.ts';
import { addToSummary } from '#publish/summary/write.ts';
import { href, setBase } from '#site/urls.ts';
import { checkedBase, editionUrl, urlBase } from './build/base.ts';
import { editionsOf, writeEdition } from './build/editions.ts';
import { clearBeside, keepUsersFiles, replace } from './build/outFolder.ts';
import {
  asOfDate,
  failLevel,
  readOptions,
  SOURCE_HELP,
  SOURCE_OPTIONS,
  UsageError,
} from './options.ts';
import { openProgress, type Progress } from './progress/progress.ts';
import { ROOT } from './root.ts';

const HELP = `trilens build [options]

Builds the portal into a folder. Either the whole portal is there afterwards, or the folder is as it was.

${SOURCE_HELP}
  --out DIR        where the portal goes  (default: dist)
  --base PATH      sub-path it will be served under, /portal/  (default: that of url in portfolio.yaml, else /)
  --audience NAME  the edition of one of portfolio.yaml's audiences: what is for a narrower one is not in it, and the build
                   proves it; "all" builds each into a folder of its name  (default: everything is in it)
  --portable       a folder that opens by double click, from a share, a stick or any host: addresses lead to files, search and
                   charts are scripts; the link to hand on is its index.html
  --previous PLACE portfolio.json of an earlier build, a file or an address: says what changed since; {audience} in it
                   stands for the name of each edition
  --previous-may-fail  a --previous that cannot be compared is a warning, and the build goes on: for a night that chose it by itself
  --fail-on LEVEL  refused (a dump), error, warning or never: exit code 2 when a finding is at or above it
                   (default: as portfolio.yaml says, else refused)
  --summary FILE   adds what was built to a Markdown file; on GitHub Actions it is added to the job's summary anyway
  --note TEXT      a line for the summary, such as a step before that failed; may be repeated`;

const OPTIONS = {
  ...SOURCE_OPTIONS,
  out: { type: 'string', default: 'dist' },
  base: { type: 'string' },
  audience: { type: 'string' },
  portable: { type: 'boolean', default: false },
  previous: { type: 'string' },
  'previous-may-fail': { type: 'boolean', default: false },
  'fail-on': { type: 'string' },
  summary: { type: 'string' },
  note: { type: 'string', multiple: true, default: [] as string[] },
} as const;

type Values = ReturnType<typeof readOptions<typeof OPTIONS>>['values'];

/** Reads, computes, renders, indexes, and only then puts the result in place. */
export async function run(args: string[]): Promise<number> {
  const { values } = readOptions(args, OPTIONS);
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  await keepUsersFiles(values);
  const started = performance.now();
  failLevel(values['fail-on']);
  const notes = [...values.note];
  const cache = await cacheFolder(resolve(values.cache), {
    contentDir: resolve(values.content),
    dataDir: resolve(values.data),
  });
  if (cache.note !== null) notes.push(warned(cache.note));
  const progress = await openProgress(cache.dir);
  let isWhole = false;
  try {
    const code = await built(values, { cacheDir: cache.dir, started, notes, progress });
    // With exit code 2 it is published as well.
    isWhole = code !== 1;
    return code;
  } finally {
    await progress.end(isWhole);
    await cache.end();
  }
}

/** What goes along with one build. */
interface Run {
  cacheDir: string;
  started: number;
  /** What the summary has to say beside numbers. */
  notes: string[];
  progress: Progress;
}

async function built(values: Values, { cacheDir, started, notes, progress }: Run): Promise<number> {
  // Pages are compiled, where an earlier build has not, while all else is loaded and read. What fails here fails where they are drawn.
  setBase(await baseOf(values));
  const work = await workFolder(ROOT);
  if (values.audience !== 'all') openRenderer(ROOT, href('')).catch(() => undefined);
  const { readPortfolio } = await import('#site/compose.ts');
  const { portfolio, problems } = await readPortfolio({
    contentDir: resolve(values.content),
    dataDir: resolve(values.data),
    cacheDir,
    asOf: asOfDate(values['as-of']),
  });
  progress.clear();
  for (const problem of problems)
    if (problem.severity === 'warning') console.error(problemLine(problem));
  const out = resolve(values.out);
  const said = {
    notes,
    failOn: failLevel(values['fail-on']),
    changes: null,
    out: null,
    size: NOTHING,
    seconds: 0,
  };
  const failed = (more: readonly Problem[]) => {
    progress.clear();
    return told(summarize(null, { ...said, problems: [...problems, ...more] }), values.summary);
  };
  if (!portfolio) return failed([]);
  const staging = join(work, `build-${process.pid}`);
  await clearLeftovers(work, 'build-');
  await clearBeside(out);
  let shown: Portal;
  let widest: Portal;
  try {
    ({ shown, widest } = await writeEditions(portfolio, values, {
      staging,
      cacheDir,
      notes,
      progress,
    }));
    progress.stage('place');
    await replace(staging, out);
  } catch (error) {
    if (error instanceof ProblemsFound) return failed(error.problems);
    const words = diskWords(error);
    notes.push(`The pages could not be built: ${words ?? (error as Error).message}`);
    const code = await failed([]);
    if (words === null) throw error;
    return code;
  } finally {
    await rm(staging, { recursive: true, force: true }).catch(() => undefined);
  }
  // The portal of before is out of the way and may go in its own time; the next build removes what stays.
  const cleared = rm(`${out}.old`, { recursive: true, force: true }).catch(() => undefined);
  progress.clear();
  await sendNotice(widest, cacheDir, notes);
  if (values.audience === 'all')
    notes.push(
      `Editions, each in a folder of its name: ${portfolio.settings.audiences.join(', ')}. The numbers above are those of ${portfolio.settings.audiences[0]}.`,
    );
  const size = await sizeOf(out);
  await cleared;
  return told(
    summarize(shown, {
      ...said,
      problems,
      changes: shown.changes.build,
      out: values.out,
      size,
      seconds: (performance.now() - started) / 1000,
    }),
    values.summary,
  );
}

/** A portable folder has no place on a host: its pages are drawn for the root, and made relative. */
async function baseOf({ base, content, portable }: Values): Promise<string> {
  if (portable && base !== undefined)
    throw new UsageError(
      '--portable and --base exclude each other: a portable folder works wherever it is put. Leave --base out.',
    );
  if (portable) return '/';
  return base === undefined ? urlBase(resolve(content)) : checkedBase(base);
}

/**
 * Writes every edition that is asked for and proves what each must not hold. Gives the first, and the one of the widest audience:
 * nobody knows who reads a channel.
 */
async function writeEditions(
  portfolio: Portfolio,
  values: Values,
  {
    staging,
    cacheDir,
    notes,
    progress,
  }: Pick<Run, 'cacheDir' | 'notes' | 'progress'> & { staging: string },
): Promise<{ shown: Portal; widest: Portal }> {
  const { portalFor } = await import('#site/compose.ts');
  const { KeptForesight } = await import('#site/keptForesight.ts');
  const kept = await KeptForesight.in(cacheDir);
  const base = href('');
  const contentDir = resolve(values.content);
  const portals: Portal[] = [];
  for (const { audience, folder } of editionsOf(portfolio, values.audience)) {
    const previous = await previousOf(values, audience, notes);
    const addressed = values.portable
      ? withoutUrl(portfolio)
      : editionUrl(portfolio, { base, audience, folder });
    const portal = portalFor(addressed, audience, {
      previous: previous?.standing ?? null,
      kept,
    });
    const dir = join(staging, folder);
    const place = { dir, base: `${base}${folder}`, contentDir, cacheDir, progress };
    notes.push(...(await writeEdition(portal, previous?.subscribed ?? null, place)));
    if (values.portable) {
      const { makePortable } = await import('#publish/portable/portable.ts');
      await makePortable(dir, place.base);
    }
    if (audience !== null) {
      progress.stage('prove');
      const { leaks } = await (await auditor(portfolio, audience))(dir);
      if (leaks.length > 0)
        throw new ProblemsFound(leaks.map((leak) => leakProblem(leak, audience)));
    }
    portals.push(portal);
  }
  await kept.close();
  const [shown, widest] = [portals[0], portals.at(-1)];
  if (!shown || !widest) throw new Error('no edition was asked for');
  return { shown, widest };
}

/** A folder that is handed on has no address of its own. */
function withoutUrl(portfolio: Portfolio): Portfolio {
  return { ...portfolio, settings: { ...portfolio.settings, url: undefined } };
}

async function previousOf(
  values: Values,
  audience: Audience | null,
  notes: string[],
): Promise<Previous | null> {
  if (values.previous === undefined) return null;
  try {
    return await readPrevious(values.previous.replaceAll('{audience}', audience ?? ''), audience);
  } catch (error) {
    if (!(error instanceof ProblemsFound) || !values['previous-may-fail']) throw error;
    const { file, found } = error.problems[0]!;
    notes.push(warned(`This build is not compared with the portal before, ${file}: ${found}.`));
    return null;
  }
}

/** A message that cannot be written or sent is a warning: the portal is in place. */
async function sendNotice(portal: Portal, cacheDir: string, notes: string[]): Promise<void> {
  const { failed } = await notify(portal, cacheDir, {
    teams: process.env.TRILENS_TEAMS_URL,
    slack: process.env.TRILENS_SLACK_URL,
  }).catch((error: Error) => ({
    failed: [`the message about this build was not written: ${diskWords(error) ?? error.message}`],
  }));
  for (const failure of failed) {
    warned(failure);
    notes.push(`${capital(failure)}.`);
  }
}

/** On the error stream, and as it is for the summary. */
function warned(sentence: string): string {
  console.error(`warning: ${sentence}`);
  return sentence;
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
    size.bytes += statSync(join(entry.parentPath, entry.name)).size;
  }
  return size;
}
