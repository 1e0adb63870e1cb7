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
  const named = criterion.sites.length + view.review.sites.length + criterion.lines.length > 0;
  const places =
    criterion.per === 'line'
      ? linesOf(criterion, view, cells)
      : criterion.per === 'site'
        ? eachSite(criterion, view)
        : [allOf(criterion, view, cells)];
  return places.map((place) => judged(place, view, named));
}

/** What is judged, and the sites that it is at. */
type Place = Pick<JudgedScope, 'id' | 'name' | 'sites' | 'scope'> & { silent?: string[] };

function judged(
  place: Place,
  { initiative, portfolio }: EvidenceView,
  named: boolean,
): JudgedScope {
  const lives = initiative.sites.flatMap(({ site, live }) =>
    place.sites.includes(site) && live !== undefined ? [live] : [],
  );
  const closed = commonlyClosed(
    place.sites.map((site) => portfolio.sites.find(({ id }) => id === site)?.closed ?? []),
  );
  return { silent: [], ...place, closed, live: lives.sort()[0] ?? null, named };
}

/** Each line that the criterion names, or each that sends rows from its sites. */
function linesOf(
  criterion: MeasuredCriterion,
  view: EvidenceView,
  cells: readonly Observation[],
): Place[] {
  const sites = sitesInScope(criterion, view);
  const present = new Set(
    cells.flatMap(({ line, site }) =>
      line !== null && (sites.length === 0 || sites.includes(site ?? '')) ? [line] : [],
    ),
  );
  const lines = criterion.lines.length > 0 ? criterion.lines : [...present];
  return lines.map((line) => {
    const site = view.portfolio.sites.find((one) => one.lines.some(({ id }) => id === line))?.id;
    return {
      id: line,
      name: view.siteName(line),
      sites: site === undefined ? [] : [site],
      scope: { lines: [line] },
    };
  });
}

const eachSite = (criterion: MeasuredCriterion, view: EvidenceView): Place[] =>
  sitesInScope(criterion, view).map((site) => ({
    id: site,
    name: view.siteName(site),
    sites: [site],
    scope: { sites: [site], ...onLines(criterion) },
  }));

/** All sites in one pool. What knows no sites is one pool whatever is named. */
function allOf(
  criterion: MeasuredCriterion,
  view: EvidenceView,
  cells: readonly Observation[],
): Place {
  const { lines } = criterion;
  const sites = sitesInScope(criterion, view);
  const pooled = sites.filter((site) => cellIndex(cells).of(site).length > 0);
  const own = new Set([...criterion.sites, ...view.review.sites]);
  const knowsSites = cellIndex(cells).sites.length > 0 && pooled.length > 0;
  const only = lines.length === 1 ? lines[0] : pooled.length === 1 ? pooled[0] : undefined;
  return {
    id: 'all',
    name: only === undefined ? 'all sites' : view.siteName(only),
    sites: pooled,
    scope: { ...(pooled.length > 0 ? { sites: pooled } : {}), ...onLines(criterion) },
    silent: knowsSites ? sites.filter((site) => own.has(site) && !pooled.includes(site)) : [],
  };
}

const onLines = ({ lines }: MeasuredCriterion): Scope => (lines.length > 0 ? { lines } : {});
