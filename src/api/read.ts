import { resolve } from 'node:path';
import { loadConfig } from '#extend/loadConfig.ts';
import type { Portal } from '#model/portal.ts';
import { type Problem, ProblemsFound } from '#model/problem.ts';

/** Where a portfolio is. Relative paths are from the working folder. */
export interface ReadOptions {
  /** What people write. Default: `content`. */
  content?: string;
  /** What machines write. Default: `data`. */
  data?: string;
  /** Parsed exports and last good dumps. Default: `.trilens`. */
  cache?: string;
  /** The day that everything is judged as of: `2026-10-31`. Default: the newest day that exports and records know. */
  asOf?: string;
  /** The edition of one of the portfolio's audiences. Default: everything. */
  audience?: string;
}

export interface ReadPortal {
  /** Null where a problem stops a build. */
  portal: Portal | null;
  problems: Problem[];
}

/** Reads content and data, and judges them: what every page is drawn from. Nothing is written but the cache. */
export async function read(options: ReadOptions = {}): Promise<ReadPortal> {
  const { content = 'content', data = 'data', cache = '.trilens', asOf = null } = options;
  try {
    await loadConfig(content);
    const { portalFor, readPortfolio } = await import('#site/compose.ts');
    const { unknownAudience } = await import('#cli/build/editions.ts');
    const { portfolio, problems } = await readPortfolio({
      contentDir: resolve(content),
      dataDir: resolve(data),
      cacheDir: resolve(cache),
      asOf,
    });
    if (portfolio === null) return { portal: null, problems };
    const { audience = null } = options;
    const { audiences } = portfolio.settings;
    if (audience !== null && !audiences.includes(audience))
      return { portal: null, problems: [...problems, unknownAudience(audience, audiences)] };
    return { portal: portalFor(portfolio, audience), problems };
  } catch (error) {
    if (error instanceof ProblemsFound) return { portal: null, problems: error.problems };
    throw error;
  }
}
