import { existsSync, watch } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { dev } from 'astro';
import type { ViteDevServer } from 'vite';
import { setChartStore } from '#charts/store.ts';
import { ownCompiled } from '#extend/compiled.ts';
import { ownIntegration } from '#extend/integration.ts';
import { isConfigName } from '#extend/loadConfig.ts';
import type { Portal } from '#model/portal.ts';
import { type Problem, problemLine } from '#model/problem.ts';
import { CacheFolder } from '#site/cacheFolder.ts';
import { composePortal, type Sources } from '#site/compose.ts';
import { allowDevServer } from '#site/policy.ts';
import { setPortal } from '#site/portal.ts';
import { ROOT } from './root.ts';
import { serveOwnFiles } from './devFiles.ts';
import { overlay, problemPage } from './devOverlay.ts';
import {
  asOfDate,
  portOf,
  readOptions,
  SOURCE_HELP,
  SOURCE_OPTIONS,
  UsageError,
} from './options.ts';
import { schemaFolder, writeSchemas } from './schemaFiles.ts';

const HELP = `trilens dev [options]

Shows the portal and reloads it when an MDX, YAML or CSV file changes. A mistake is shown over the page, and goes when it is fixed.
Search needs a build.

${SOURCE_HELP}
  --port N         (default: 4321, or the next one that is free)`;

export async function run(args: string[]): Promise<number> {
  const { values } = readOptions(args, { ...SOURCE_OPTIONS, port: { type: 'string' } });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const sources = {
    contentDir: resolve(values.content),
    dataDir: resolve(values.data),
    cacheDir: resolve(values.cache),
    asOf: asOfDate(values['as-of']),
  };
  const port = portOf(values.port ?? '4321');
  if (values.port !== undefined && !(await isFree(port)))
    throw new UsageError(
      `Port ${port} is taken by another program. Name another with --port, or leave it out for one that is free.`,
    );
  allowDevServer();
  setChartStore(new CacheFolder(join(sources.cacheDir, 'charts')));
  const desk = new Desk(sources);
  await desk.compose();
  // Without the folders there is nothing to wait for.
  if (![sources.contentDir, sources.dataDir].every((folder) => existsSync(folder))) return 1;
  const own = ownCompiled();
  const server = await dev({
    root: ROOT,
    server: { port },
    integrations: own === null ? [] : [ownIntegration(own, ROOT)],
    logLevel: 'warn',
    vite: {
      server: { fs: { allow: served(own?.dir) } },
      plugins: [{ name: 'trilens-desk', configureServer: (vite) => desk.show(vite) }],
    },
  });
  console.log(`http://localhost:${server.address.port}/`);
  watchFolders(sources, desk);
  return new Promise(() => {});
}

/** What the browser is shown: the portal as of the last files without a mistake, and the mistakes of the present ones. */
class Desk {
  private portal: Portal | undefined;
  private problems: readonly Problem[] = [];
  private vite: ViteDevServer | undefined;
  private working: Promise<void> | null = null;
  private isStale = false;
  private readonly sources: Sources;

  constructor(sources: Sources) {
    this.sources = sources;
  }

  /** Reads everything again; what changes meanwhile is read once more afterwards. */
  compose(): Promise<void> {
    this.isStale = true;
    this.working ??= this.work().finally(() => {
      this.working = null;
    });
    return this.working;
  }

  show(vite: ViteDevServer): void {
    this.vite = vite;
    vite.ws.on('connection', () => this.tellMistakes());
    vite.middlewares.use((request, response, next) => {
      if (this.portal || !request.headers.accept?.includes('text/html')) return next();
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(problemPage(this.problems));
    });
    serveOwnFiles(vite.middlewares, () => this.portal, this.sources);
  }

  private async work(): Promise<void> {
    while (this.isStale) {
      this.isStale = false;
      const { portal, problems } = await composePortal({ ...this.sources, drafts: true });
      for (const problem of problems) console.error(problemLine(problem));
      this.problems = problems.filter(({ severity }) => severity === 'error');
      // An editor completes the ids of a record that was added a moment ago. Without the schemas the portal is the same.
      const { contentDir, dataDir } = this.sources;
      await writeSchemas(contentDir, dataDir, schemaFolder(contentDir)).catch(() => undefined);
      if (portal) {
        setPortal(portal);
        this.portal = portal;
        this.reload();
      } else this.tellMistakes();
    }
  }

  private reload(): void {
    // Which pages there are, and with what, Astro keeps until it hears of other content.
    for (const environment of Object.values(this.vite?.environments ?? {}))
      environment.hot.send('astro:content-changed', {});
    this.vite?.ws.send({ type: 'full-reload' });
  }

  private tellMistakes(): void {
    if (this.problems.length > 0) this.vite?.ws.send(overlay(this.problems, this.sources));
  }
}

function watchFolders({ contentDir, dataDir }: Sources, desk: Desk): void {
  let waiting: NodeJS.Timeout | undefined;
  const seen = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => desk.compose().catch((error) => console.error(error)), 100);
  };
  for (const folder of [contentDir, dataDir]) watch(folder, { recursive: true }, seen);
  let told: NodeJS.Timeout | undefined;
  // One that is written for the first time counts as well, so that its folder is watched and not the file.
  watch(dirname(contentDir), (_, name) => {
    if (name === null || !isConfigName(name)) return;
    clearTimeout(told);
    told = setTimeout(() => console.error(`${name} has changed: start trilens dev again.`), 100);
  });
}

/** Folders that the browser may be served from: the package, its libraries (fonts), and what a configuration adds. */
function served(own: string | undefined): string[] {
  const astro = dirname(createRequire(import.meta.url).resolve('astro/package.json'));
  return [ROOT, dirname(astro), ...(own === undefined ? [] : [own])];
}

/** Whether a port can be listened on, as the server will: on every address. */
async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1', undefined]) {
    const isTaken = await new Promise<boolean>((done) => {
      const probe = createServer();
      probe.once('error', (error: NodeJS.ErrnoException) => done(error.code === 'EADDRINUSE'));
      probe.once('listening', () => probe.close(() => done(false)));
      probe.listen(port, host);
    });
    if (isTaken) return false;
  }
  return true;
}
