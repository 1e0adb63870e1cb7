import { fileURLToPath } from 'node:url';

/** Loaders that come with Trilens, by the name that a contract calls them. They run in a process of their own like every other. */
const LOADERS: Readonly<Record<string, string>> = {
  'trilens:prometheus': fileURLToPath(new URL('./prometheus.ts', import.meta.url)),
  'trilens:influxdb': fileURLToPath(new URL('./influxdb.ts', import.meta.url)),
};

/** How the name of a shipped loader begins. */
const PREFIX = 'trilens:';

export const isShippedName = (run: string) => run.startsWith(PREFIX);

export const shippedNames = Object.keys(LOADERS);

/** The program of a shipped loader; null where there is none of that name. */
export function shippedLoader(run: string): string | null {
  return Object.hasOwn(LOADERS, run) ? (LOADERS[run] ?? null) : null;
}
