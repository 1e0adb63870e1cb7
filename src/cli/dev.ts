import { watch } from 'node:fs';
import { join, resolve } from 'node:path';
import { dev } from 'astro';
import { setChartStore } from '#charts/store.ts';
import { ownCompiled } from '#extend/compiled.ts';
import { ownIntegration } from '#extend/integration.ts';
import type { Portal } from '#model/portal.ts';
import { problemLine } from '#model/problem.ts';
import { CacheFolder } from '#site/cacheFolder.ts';
import { composePortal } from '#site/compose.ts';
import { allowDevServer } from '#site/policy.ts';
import { setPortal } from '#site/portal.ts';
import { ROOT } from './root.ts';
import { serveOwnFiles } from './devFiles.ts';
import { schemaFolder, writeSchemas } from './schemaFiles.ts';
import { asOfDate, portOf, readOptions, SOURCE_HELP, SOURCE_OPTIONS } from './options.ts';

const HELP = `trilens dev [options]

Shows the portal and reloads it when an MDX, YAML or CSV file changes. Search needs a build.

${SOURCE_HELP}
  --port N         (default: 4321)`;

export async function run(args: string[]): Promise<number> {
  const { values } = readOptions(args, {
    ...SOURCE_OPTIONS,
    port: { type: 'string', default: '4321' },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const port = portOf(values.port);
  const sources = {
    contentDir: resolve(values.content),
    dataDir: resolve(values.data),
    cacheDir: resolve(values.cache),
    asOf: asOfDate(values['as-of']),
  };
  allowDevServer();
  setChartStore(new CacheFolder(join(sources.cacheDir, 'charts')));
  let shown: Portal | undefined;
  const compose = async () => {
    const { portal, problems } = await composePortal(sources);
    for (const problem of problems) console.error(problemLine(problem));
    // An editor completes the ids of a record that was added a moment ago. Without the schemas the portal is the same.
    await writeSchemas(sources.contentDir, sources.dataDir, schemaFolder(sources.contentDir)).catch(
      () => undefined,
    );
    if (portal) {
      setPortal(portal);
      shown = portal;
    }
    return portal !== null;
  };
  if (!(await compose())) return 1;
  let reload = () => {};
  const own = ownCompiled();
  await dev({
    root: ROOT,
    server: { port },
    integrations: own === null ? [] : [ownIntegration(own, ROOT)],
    logLevel: 'warn',
    vite: {
      plugins: [
        {
          name: 'trilens-reload',
          configureServer(server) {
            reload = () => {
              // Which pages there are, and with what, Astro keeps until it hears of other content.
              for (const environment of Object.values(server.environments))
                environment.hot.send('astro:content-changed', {});
              server.ws.send({ type: 'full-reload' });
            };
            serveOwnFiles(server.middlewares, () => shown, sources);
          },
        },
      ],
    },
  });
  console.log(`http://localhost:${values.port}/`);
  let waiting: NodeJS.Timeout | undefined;
  for (const folder of [sources.contentDir, sources.dataDir]) {
    watch(folder, { recursive: true }, () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        if (await compose().catch((error) => console.error(error))) reload();
      }, 100);
    });
  }
  return new Promise(() => {});
}
