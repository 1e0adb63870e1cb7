import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** The environment of a user's shell: what the test runner sets would switch Vite to its test mode. */
export const ENV = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|NODE_ENV|MODE|DEV|PROD|SSR|TEST|BASE_URL)/.test(name),
  ),
) as Record<string, string>;
const MAIN = `${ROOT}src/cli/main.ts`;

/** Runs the real command as a user would, and gives back what it printed. */
export function trilens(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      [MAIN, ...args],
      { cwd: options.cwd ?? ROOT, env: { ...ENV, ...options.env }, maxBuffer: 1e9 },
      (error, out, err) =>
        done({ code: error === null ? 0 : ((error.code as unknown as number) ?? 1), out, err }),
    );
  });
}
