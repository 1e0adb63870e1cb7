import { loadPortfolio } from '#ingest/portfolio.ts';
import type { Edits } from '#ingest/whatIf/edits.ts';
import type { Audience } from '#model/record/audience.ts';
import { computePortal } from '#model/computePortal.ts';
import { edition } from '#model/edition/edition.ts';
import { standingFor } from '#model/edition/standingFor.ts';
import type { Portal } from '#model/portal.ts';
import { toDo } from '#model/record/ownMessages.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Problem } from '#model/problem.ts';
import type { Standing } from '#model/record/standing.ts';
import { KeptForesight } from './keptForesight.ts';
import { authorChartProblems } from './authorCharts.ts';

export interface Sources {
  contentDir: string;
  dataDir: string;
  /** Null: the newest extraction date of the exports, never the clock. */
  asOf: string | null;
  cacheDir: string;
  /** With drafts: what is shown to who writes. */
  drafts?: boolean;
  /** What is read in place of content files. */
  edits?: Edits;
}

/** Files to a portfolio that can be drawn, or null with the problems that stop it. Warnings come beside a portfolio. */
export async function readPortfolio(
  sources: Sources,
): Promise<{ portfolio: Portfolio | null; problems: Problem[] }> {
  const { portfolio, problems: found } = await loadPortfolio(sources);
  const problems = found.map(inOwnWords);
  if (!portfolio || problems.some((problem) => problem.severity === 'error'))
    return { portfolio: null, problems };
  const undrawable = await authorChartProblems(portfolio);
  return undrawable.length > 0
    ? { portfolio: null, problems: [...problems, ...undrawable.map(inOwnWords)] }
    : { portfolio, problems };
}

const inOwnWords = (problem: Problem): Problem => ({
  ...problem,
  fix: toDo(problem.code, problem.fix),
});

/**
 * The portal of one audience; of everything where none is named. What an edition lacks is no mistake of whoever wrote it, so
 * its findings are among those of the whole. `previous`: where an earlier build stood, to say what changed since. `kept`: what
 * earlier builds foresaw.
 */
export function portalFor(
  portfolio: Portfolio,
  audience: Audience | null,
  {
    previous,
    kept,
  }: { previous?: Standing | null | undefined; kept?: KeptForesight | undefined } = {},
): Portal {
  if (audience === null) return computePortal(portfolio, { previous, keep: kept?.of('all') });
  return computePortal(edition(portfolio, audience), {
    previous: previous && standingFor(previous, portfolio, audience),
    whole: computePortal(portfolio, { keep: kept?.of('whole') }).findings,
    keep: kept?.of(`for ${audience}`),
  });
}

/** Files to the portal that holds everything, or to the edition for an audience. */
export async function composePortal(
  sources: Sources,
  audience: Audience | null = null,
): Promise<{ portal: Portal | null; problems: Problem[] }> {
  const { portfolio, problems } = await readPortfolio(sources);
  if (!portfolio) return { portal: null, problems };
  const kept = await KeptForesight.in(sources.cacheDir);
  const portal = portalFor(portfolio, audience, { kept });
  await kept.close();
  return { portal, problems };
}
