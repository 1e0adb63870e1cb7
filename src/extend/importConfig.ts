import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { TrilensConfig } from './config.ts';
import { doors } from './doors.ts';

/** Sources of the package. */
const OWN = new URL('../', import.meta.url).href;

/**
 * Runs a configuration. `modules`: every file of the user's that it loaded, itself included. What it imports from `trilens` is
 * the package that runs, wherever the configuration lies.
 */
export async function importConfig(
  path: string,
): Promise<{ config: TrilensConfig | undefined; modules: string[] }> {
  const modules: string[] = [];
  const open = doors();
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      const door = open.get(specifier);
      return door === undefined
        ? next(specifier, context)
        : { url: pathToFileURL(door).href, shortCircuit: true };
    },
    load: (url, context, next) => {
      // The package's own sources are part of every cache already.
      if (url.startsWith('file:') && !url.includes('/node_modules/') && !url.startsWith(OWN))
        modules.push(fileURLToPath(url));
      return next(url, context);
    },
  });
  try {
    const loaded: { default?: TrilensConfig } = await import(pathToFileURL(path).href);
    return { config: loaded.default, modules };
  } finally {
    hooks.deregister();
  }
}
