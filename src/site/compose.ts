import { loadPortfolio } from '#ingest/portfolio.ts';
import { computePortal } from '#model/computePortal.ts';
import type { Portal } from '#model/portal.ts';
import type { Standing } from '#model/standing.ts';
import type { Problem } from '#model/problem.ts';
import { authorChartProblems } from './authorCharts.ts';

export interface Sources {
  contentDir: string;
  dataDir: string;
  /** Null: the newest extraction date of the exports, never the clock. */
  asOf: string | null;
  cacheDir: string;
  /** Where an earlier build stood, to say what changed since. */
  previous?: Standing | null;
}

/** Files to a computed portal, or null with the problems that stop it. Warnings come beside a portal. */
export async function composePortal(sources: Sources): Promise<{ portal: Portal | null; problems: Problem[] }> {
  const { portfolio, problems } = await loadPortfolio(sources);
  if (!portfolio || problems.some((problem) => problem.severity === 'error')) return { portal: null, problems };
  const undrawable = await authorChartProblems(portfolio);
  if (undrawable.length > 0) return { portal: null, problems: [...problems, ...undrawable] };
  return { portal: computePortal(portfolio, sources.previous ?? null), problems };
}
