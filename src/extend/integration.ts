import { join } from 'node:path';
import type { AstroIntegration } from 'astro';
import type { Plugin } from 'vite';
import type { Compiled } from './compiled.ts';

/** Compiles what a `trilens.config.ts` adds together with the pages. `root`: folder of the package. */
export function ownIntegration(own: Compiled, root: string): AstroIntegration {
  return {
    name: 'trilens:own',
    hooks: {
      'astro:config:setup': ({ injectRoute, updateConfig }) => {
        for (const [pattern, entrypoint] of Object.entries(own.pages))
          injectRoute({ pattern, entrypoint });
        updateConfig({ vite: { plugins: [ownPlugin(own, root)] } });
      },
    },
  };
}

/** Puts the portfolio's own files in their places: components, blocks, the stylesheet, and the doors of the package. */
function ownPlugin(own: Compiled, root: string): Plugin {
  const inPlace = new Map([
    [join(root, 'src/blocks/ownBlocks.ts'), blocksModule(own.blocks)],
    [join(root, 'src/layouts/ownStyle.ts'), styleModule(own.stylesheet)],
  ]);
  return {
    name: 'trilens:own',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      // Astro takes a file that shares no folder with the root for one under the root, and so misses its styles and scripts.
      if (source.startsWith(`${own.dir}/`) && source.includes('.astro?') && isApart(own.dir, root))
        return `/@fs${source}`;
      const door = doorOf(source, root);
      if (door !== null) return door;
      // A file of the user's gets the component of Trilens itself, which it may wrap. Installed, the package lies in their folder.
      if (
        !source.endsWith('.astro') ||
        importer === undefined ||
        (importer.startsWith(`${own.dir}/`) && !importer.startsWith(join(root, 'src/')))
      )
        return null;
      const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
      return own.overrides[resolved?.id ?? ''] ?? null;
    },
    load: (id) => inPlace.get(id) ?? null,
  };
}

/** True for two folders of a disk that have no folder in common but the disk itself. */
function isApart(one: string, other: string): boolean {
  return one.split('/')[1] !== other.split('/')[1];
}

/** What a page or component of the user's imports by a name of the package, from the sources that the pages are compiled from. */
function doorOf(source: string, root: string): string | null {
  if (source === 'trilens') return join(root, 'src/extend/config.ts');
  if (source === 'trilens/model' || source === 'trilens/site')
    return join(root, `src/api/${source.slice('trilens/'.length)}.ts`);
  const file = /^trilens\/((?:components|layouts)\/.+\.astro)$/.exec(source)?.[1];
  return file === undefined ? null : join(root, 'src', file);
}

function blocksModule(blocks: Compiled['blocks']): string {
  const all = Object.entries(blocks);
  return [
    ...all.map(([name, file]) => `import ${name} from ${JSON.stringify(file)};`),
    `export const OWN_BLOCKS = { ${all.map(([name]) => name).join(', ')} };`,
  ].join('\n');
}

function styleModule(stylesheet: string | null): string {
  return stylesheet === null ? '' : `import ${JSON.stringify(stylesheet)};`;
}
