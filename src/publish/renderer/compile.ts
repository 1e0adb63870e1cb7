import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'astro';
import type { Compiled } from '#extend/compiled.ts';
import { ownIntegration } from '#extend/integration.ts';

/**
 * Compiles the pages, without drawing one: `node compile.ts ROOT DIR BASE EXTENSION` leaves the program that draws them in `DIR/server`
 * and what it links to (scripts, styles, fonts, icons) in `DIR/site`. It is a process of its own, so that it works beside the
 * reading of exports, and its memory is free again before the first page is drawn.
 */
const [root = '', dir = '', base = '/', extension = 'null'] = process.argv.slice(2);
const own: Compiled | null = JSON.parse(extension);
const site = join(dir, 'site');
// Astro leaves its code for prerendering under the working directory when the output lies elsewhere, where it finds no packages.
process.chdir(root);
await build({
  root,
  outDir: site,
  base,
  logLevel: 'error',
  cacheDir: join(root, '.trilens', 'astro'),
  integrations: [
    ...(own === null ? [] : [ownIntegration(own, root)]),
    {
      name: 'trilens:compile',
      hooks: {
        'astro:config:setup': ({ updateConfig }) => {
          updateConfig({
            vite: {
              plugins: [
                {
                  name: 'trilens:renderer',
                  buildStart(this: Emitter) {
                    if (this.environment.name === 'prerender')
                      this.emitFile({
                        type: 'chunk',
                        id: join(root, 'src/renderer.ts'),
                        fileName: 'renderer.mjs',
                      });
                  },
                },
              ],
            },
          });
        },
        // No page is drawn here; Astro would remove the program afterwards.
        'astro:build:start': ({ setPrerenderer }) =>
          setPrerenderer({
            name: 'trilens',
            getStaticPaths: async () => [],
            render: async () => new Response(),
            teardown: () => rename(join(site, '.prerender'), join(dir, 'server')),
          }),
      },
    },
  ],
});
process.exit();

interface Emitter {
  environment: { name: string };
  emitFile: (file: { type: 'chunk'; id: string; fileName: string }) => string;
}
