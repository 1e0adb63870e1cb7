import { loadConfig } from '#extend/loadConfig.ts';
import { type Problem, ProblemsFound } from '#model/problem.ts';
import type { ReadOptions } from './read.ts';

export interface BuildOptions extends ReadOptions {
  /** Where the portal goes. Default: `dist`. */
  out?: string;
  /** Sub-path that it is served under: `/portal/`. Default: `/`. */
  base?: string;
}

export interface Built {
  /** As the command: 0 published, 1 failed and nothing was published, 2 published with a finding at or above the level of `failOn`. */
  exitCode: number;
  /** What stopped the build before it began: of the configuration. Other problems are printed, as the command does. */
  problems: Problem[];
}

/** Builds the portal as `trilens build` does, its words on the console included. */
export async function build(options: BuildOptions = {}): Promise<Built> {
  const { content = 'content' } = options;
  const named = { ...options, content, 'as-of': options.asOf, asOf: undefined };
  const args = Object.entries(named).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, value],
  );
  try {
    await loadConfig(content);
    const { run } = await import('#cli/build.ts');
    return { exitCode: await run(args), problems: [] };
  } catch (error) {
    if (error instanceof ProblemsFound) return { exitCode: 1, problems: error.problems };
    throw error;
  }
}
