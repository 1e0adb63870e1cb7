import { registerHooks } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { TrilensConfig } from './config.ts';
import { doors } from './doors.ts';

/** A configuration is a module, whatever the package.json beside it says. */
const FORMATS: Record<string, string> = { '.ts': 'module-typescript', '.js': 'module' };
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
      if (!url.startsWith('file:') || url.includes('/node_modules/') || url.startsWith(OWN))
        return next(url, context);
      modules.push(fileURLToPath(url));
      // A folder whose package.json names no type would make Node guess, and warn.
      const format = FORMATS[extname(url)];
      return next(url, format === undefined ? context : { ...context, format });
    },
  });
  try {
    const loaded: { default?: TrilensConfig } = await import(pathToFileURL(path).href);
    return { config: loaded.default, modules };
  } finally {
    hooks.deregister();
  }
}
