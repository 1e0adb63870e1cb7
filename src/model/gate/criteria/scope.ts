import { commonlyClosed } from '#model/record/calendar.ts';
import { cellIndex } from '#model/metric/series/cellIndex.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { EvidenceView } from '#model/gate/evidenceView.ts';
import type { MeasuredCriterion } from '#model/record/criterion.ts';
import type { Observation } from '#model/record/observation.ts';
import type { Scope } from '#model/metric/series/scope.ts';

/** One thing that is judged by itself: a site, a line, or all of them pooled. */
export interface JudgedScope {
  id: string;
  name: string;
  sites: string[];
  scope: Scope;
  closed: ReadonlySet<IsoDate>;
  /** First day of use there, where the initiative says it. */
  live: IsoDate | null;
  /** Sites named for a pool that have never sent anything. */
  silent: string[];
  /** Named by the criterion or the review, not only a site of the initiative. */
  named: boolean;
}

/** The sites that a criterion is about: its own, else the review's, else the initiative's. */
function sitesInScope(criterion: MeasuredCriterion, view: EvidenceView): string[] {
  const own = criterion.sites.length > 0 ? criterion.sites : view.review.sites;
  return [...new Set(own.length > 0 ? own : view.initiative.sites.map((entry) => entry.site))];
}

export function judgedScopes(
  criterion: MeasuredCriterion,
  view: EvidenceView,
  cells: readonly Observation[],
): JudgedScope[] {
  const sites = sitesInScope(criterion, view);
  const named = criterion.sites.length + view.review.sites.length + criterion.lines.length > 0;
  const { lines } = criterion;
  if (criterion.per === 'line') {
    const present = new Set(
      cells.flatMap((cell) =>
        cell.line !== null && (sites.length === 0 || sites.includes(cell.site ?? ''))
          ? [cell.line]
          : [],
      ),
    );
    return (lines.length > 0 ? lines : [...present]).map((line) => {
      const site = view.portfolio.sites.find((candidate) =>
        candidate.lines.some((entry) => entry.id === line),
      )?.id;
      return unit(line, view.siteName(line), site === undefined ? [] : [site], { lines: [line] });
    });
  }
  const withLines: Scope = lines.length > 0 ? { lines } : {};
  if (criterion.per === 'site')
    return sites.map((site) =>
      unit(site, view.siteName(site), [site], { sites: [site], ...withLines }),
    );
  const pooled = sites.filter((site) => cellIndex(cells).of(site).length > 0);
  // What knows no sites is one pool whatever is named.
  const own = [...new Set([...criterion.sites, ...view.review.sites])];
  const silent =
    cellIndex(cells).sites.length === 0 || pooled.length === 0
      ? []
      : sites.filter((site) => own.includes(site) && !pooled.includes(site));
  const only = lines.length === 1 ? lines[0] : pooled.length === 1 ? pooled[0] : undefined;
  return [
    unit(
      'all',
      only === undefined ? 'all sites' : view.siteName(only),
      pooled,
      { ...(pooled.length > 0 ? { sites: pooled } : {}), ...withLines },
      silent,
    ),
  ];

  function unit(
    id: string,
    name: string,
    of: string[],
    scope: Scope,
    silent: string[] = [],
  ): JudgedScope {
    const lives = view.initiative.sites
      .filter((entry) => of.includes(entry.site) && entry.live !== undefined)
      .map((entry) => entry.live as IsoDate);
    const closed = commonlyClosed(
      of.map(
        (site) => view.portfolio.sites.find((candidate) => candidate.id === site)?.closed ?? [],
      ),
    );
    return { id, name, sites: of, scope, closed, live: lives.sort()[0] ?? null, silent, named };
  }
}
