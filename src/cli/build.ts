import { existsSync, statSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPrevious } from '#ingest/content/previous.ts';
import type { Audience } from '#model/record/audience.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Portal } from '#model/portal.ts';
import { nearest, type Problem, ProblemsFound, problemLine } from '#model/problem.ts';
import { auditor, leakProblem } from '#publish/audit/audit.ts';
import { writeApi } from '#publish/api/api.ts';
import { writeCalendar } from '#publish/feeds/calendar.ts';
import { writeBrand } from '#publish/assets/brand.ts';
import { writeExplore } from '#publish/assets/explore.ts';
import { writeFeeds } from '#publish/feeds/feeds.ts';
import { writeMedia } from '#publish/media/media.ts';
import { prepareFiles } from '#publish/files.ts';
import { notify } from '#publish/feeds/notify.ts';
import { clearLeftovers } from '#publish/pages/leftovers.ts';
import { workFolder } from '#publish/pages/workFolder.ts';
import { writeOffline } from '#publish/assets/offline.ts';
import { renderPages } from '#publish/pages/pages.ts';
import { openRenderer } from '#publish/renderer/renderer.ts';
import { writeSitemap } from '#publish/feeds/sitemap.ts';
import { consoleSummary } from '#publish/summary/console.ts';
import { markdownSummary } from '#publish/summary/markdown.ts';
import { exitCode, type Summary, summarize } from '#publish/summary/summary.ts';
import { addToSummary } from '#publish/summary/write.ts';
import { setPortal } from '#site/portal.ts';
import { href, setBase } from '#site/urls.ts';
import {
  asOfDate,
  failLevel,
  readOptions,
  SOURCE_HELP,
  SOURCE_OPTIONS,
  UsageError,
} from './options.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const HELP = `trilens build [options]

Builds the portal into a folder. Either the whole portal is there afterwards, or the folder is as it was.

${SOURCE_HELP}
  --out DIR        where the portal goes  (default: dist)
  --base PATH      sub-path it will be served under, /portal/  (default: /)
  --audience NAME  the edition of one of portfolio.yaml's audiences: what is for a narrower one is not in it, and the build
                   proves it; "all" builds each into a folder of its name  (default: everything is in it)
  --previous PLACE portfolio.json of an earlier build, a file or an address: says what changed since; {audience} in it
                   stands for the name of each edition
  --fail-on LEVEL  refused (a dump), error, warning or never: exit code 2 when a finding is at or above it
                   (default: as portfolio.yaml says, else refused)
  --summary FILE   adds what was built to a Markdown file; on GitHub Actions it is added to the job's summary anyway
  --note TEXT      a line for the summary, such as a step before that failed; may be repeated`;

const OPTIONS = {
  ...SOURCE_OPTIONS,
  out: { type: 'string', default: 'dist' },
  base: { type: 'string', default: '/' },
  audience: { type: 'string' },
  previous: { type: 'string' },
  'fail-on': { type: 'string' },
  summary: { type: 'string' },
  note: { type: 'string', multiple: true, default: [] as string[] },
} as const;

/** Reads, computes, renders, indexes, and only then puts the result in place. */
export async function run(args: string[]): Promise<number> {
  const { values } = readOptions(args, OPTIONS);
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  await keepUsersFiles(values);
  const started = performance.now();
  const failOn = failLevel(values['fail-on']);
  const notes = [...values.note];
  // Pages are compiled, where an earlier build has not, while all else is loaded and read. What fails here fails where they are drawn.
  setBase(values.base);
  const work = await workFolder(ROOT);
  if (values.audience !== 'all') openRenderer(ROOT, href('')).catch(() => undefined);
  const { portalFor, readPortfolio } = await import('#site/compose.ts');
  const { portfolio, problems } = await readPortfolio({
    contentDir: resolve(values.content),
    dataDir: resolve(values.data),
    cacheDir: resolve(values.cache),
    asOf: asOfDate(values['as-of']),
  });
  for (const problem of problems)
    if (problem.severity === 'warning') console.error(problemLine(problem));
  const failed = (more: readonly Problem[]) =>
    told(
      summarize(null, {
        problems: [...problems, ...more],
        notes,
        failOn,
        changes: null,
        out: null,
        size: NOTHING,
        seconds: 0,
      }),
      values.summary,
    );
  if (!portfolio) return failed([]);
  // Pages are rendered inside the package, where its dependencies resolve, and moved once they are whole.
  const staging = join(work, `build-${process.pid}`);
  await clearLeftovers(work, 'build-');
  await clearLeftovers(resolve(values.cache), 'site-');
  const out = resolve(values.out);
  let shown: Portal | undefined;
  try {
    for (const { audience, folder } of editionsOf(portfolio, values.audience)) {
      const portal = portalFor(portfolio, audience, await previousOf(values.previous, audience));
      notes.push(
        ...(await writeEdition(portal, join(staging, folder), `${values.base}/${folder}`, {
          contentDir: resolve(values.content),
          cacheDir: resolve(values.cache),
        })),
      );
      if (audience !== null) {
        const { leaks } = await (await auditor(portfolio, audience))(join(staging, folder));
        if (leaks.length > 0)
          throw new ProblemsFound(leaks.map((leak) => leakProblem(leak, audience)));
      }
      shown ??= portal;
    }
    await replace(staging, out);
  } catch (error) {
    if (error instanceof ProblemsFound) return failed(error.problems);
    notes.push(`The pages could not be built: ${(error as Error).message}`);
    await failed([]);
    throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  // The portal of before is out of the way and may go in its own time; the next build removes what stays.
  const cleared = rm(`${out}.old`, { recursive: true, force: true }).catch(() => undefined);
  const notice = await notify(shown as Portal, resolve(values.cache), {
    teams: process.env.TRILENS_TEAMS_URL,
    slack: process.env.TRILENS_SLACK_URL,
  });
  for (const failure of notice.failed) console.error(`warning: ${failure}`);
  if (values.audience === 'all')
    notes.push(
      `Editions, each in a folder of its name: ${portfolio.settings.audiences.join(', ')}. The numbers above are those of ${portfolio.settings.audiences[0]}.`,
    );
  const size = await sizeOf(out);
  await cleared;
  return told(
    summarize(shown as Portal, {
      problems,
      notes,
      failOn,
      changes: shown?.changes.build ?? null,
      out: values.out,
      size,
      seconds: (performance.now() - started) / 1000,
    }),
    values.summary,
  );
}

/** Which editions are asked for, and the folder of each. */
function editionsOf(
  portfolio: Portfolio,
  asked: string | undefined,
): { audience: Audience | null; folder: string }[] {
  const { audiences } = portfolio.settings;
  if (asked === undefined) return [{ audience: null, folder: '' }];
  if (asked === 'all' && audiences.length > 0)
    return audiences.map((audience) => ({ audience, folder: audience }));
  if (audiences.includes(asked)) return [{ audience: asked, folder: '' }];
  throw new ProblemsFound([unknownAudience(asked, audiences)]);
}

/** An audience that was asked for on the command line and that portfolio.yaml does not name. */
export function unknownAudience(asked: string, audiences: readonly Audience[]): Problem {
  const near = nearest(asked, audiences);
  const none = audiences.length === 0;
  return {
    code: 'build/unknown-audience',
    severity: 'error',
    file: '--audience',
    line: null,
    column: null,
    found: `there is no audience "${asked}"`,
    allowed: none ? 'portfolio.yaml names no audiences' : `${audiences.join(', ')}, all`,
    fix: near
      ? `did you mean "${near}"?`
      : none
        ? 'name them in portfolio.yaml, narrow to wide: audiences: [leadership, plant]'
        : 'use one of these, or add it to portfolio.yaml',
  };
}

async function previousOf(place: string | undefined, audience: Audience | null) {
  return place === undefined
    ? null
    : readPrevious(place.replaceAll('{audience}', audience ?? ''), audience);
}

/** Writes one edition whole, and says what it could not do: PDFs without a browser. */
async function writeEdition(
  portal: Portal,
  dir: string,
  base: string,
  { contentDir, cacheDir }: { contentDir: string; cacheDir: string },
): Promise<string[]> {
  setPortal(portal);
  setBase(base);
  const writeFiles = await prepareFiles(portal);
  const { pages, searched } = await renderPages(portal, {
    root: ROOT,
    out: dir,
    base: href(''),
    cacheDir,
  });
  await writeApi(portal, dir);
  await writeExplore(dir);
  await writeBrand(portal.portfolio.settings, contentDir, dir);
  await writeMedia(portal, contentDir, cacheDir, dir);
  await writeFeeds(portal, dir);
  await writeCalendar(portal, dir);
  await writeSitemap(portal, pages, dir);
  const { url } = portal.portfolio.settings;
  const notes = await writeFiles(
    { dir, base: href(''), origin: url === undefined ? null : new URL(url).origin },
    cacheDir,
  );
  await writeOffline(dir, href(''));
  await searched;
  return notes;
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

/** The portal takes the place of a folder: never of what people wrote or machines delivered, and never of anything but a portal. */
async function keepUsersFiles({
  out,
  content,
  data,
  cache,
}: {
  out: string;
  content: string;
  data: string;
  cache: string;
}): Promise<void> {
  const target = resolve(out);
  const holds = (outer: string, inner: string) =>
    inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
  for (const [option, folder] of [
    ['--content', content],
    ['--data', data],
    ['--cache', cache],
  ] as const) {
    const own = resolve(folder);
    if (holds(target, own) || (option !== '--cache' && holds(own, target)))
      throw new UsageError(
        `--out is "${out}", which ${target === own ? 'is' : holds(target, own) ? 'holds' : 'lies in'} the folder of ${option}; a build replaces the folder whole. Name one of its own: --out dist`,
      );
  }
  const there = (await readdir(target).catch((): string[] => [])).filter(
    (name) => !/^\.(gitkeep|gitignore|nojekyll|DS_Store)$/.test(name),
  );
  if (there.includes('.git'))
    throw new UsageError(
      `--out is "${out}", which is a git repository; a build replaces the folder whole. Build into another and copy it there.`,
    );
  const isPortal =
    there.length === 0 ||
    there.includes('index.html') ||
    there.some((name) => existsSync(join(target, name, 'api/portfolio.json')));
  if (!isPortal)
    throw new UsageError(
      `--out is "${out}", which holds ${there.slice(0, 3).join(', ')}${there.length > 3 ? ' …' : ''} and no portal; a build replaces the folder whole. Name a new or an empty folder.`,
    );
}

/** The old portal makes way only when the new one is whole. */
async function replace(staging: string, out: string): Promise<void> {
  await mkdir(dirname(out), { recursive: true });
  const beside = `${out}.new-${process.pid}`;
  await rename(staging, beside).catch(() => cp(staging, beside, { recursive: true }));
  await rm(`${out}.old`, { recursive: true, force: true });
  await rename(out, `${out}.old`).catch(() => undefined);
  await rename(beside, out);
}
