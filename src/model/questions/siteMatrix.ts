import { formatValue } from '#model/words/format.ts';
import { laggingSites } from './overview.ts';
import type { Portal } from '#model/portal.ts';
import type { InitiativeState } from '#model/initiative/initiativeState.ts';
import type { Site } from '#model/record/site.ts';

export interface SiteCell {
  /** What the newest acceptance there says; `live` where none is recorded. */
  state: 'accepted' | 'refused' | 'overdue' | 'open' | 'live';
  words: string;
  /** Newest value of the adoption metric at this site. */
  use: string | null;
  lagging: boolean;
}

/** Sites by initiatives; a cell is null where the initiative is not at the site. */
export function siteMatrix(portal: Portal): {
  sites: Site[];
  rows: { id: string; title: string; cells: (SiteCell | null)[] }[];
} {
  const states = portal.initiatives.filter(({ initiative }) => initiative.sites.length > 0);
  const sites = portal.portfolio.sites.filter((site) =>
    states.some(({ initiative }) => initiative.sites.some((entry) => entry.site === site.id)),
  );
  return {
    sites,
    rows: states.map((state) => ({
      id: state.initiative.id,
      title: state.initiative.title,
      cells: sites.map((site) => cellOf(state, site.id, portal)),
    })),
  };
}

function cellOf(
  { initiative, reviews }: InitiativeState,
  site: string,
  portal: Portal,
): SiteCell | null {
  const here = initiative.sites.filter((entry) => entry.site === site);
  const entry = here.at(-1);
  if (!entry) return null;
  const adoption = initiative.metrics
    .flatMap((named) => portal.metrics.get(named.id) ?? [])
    .find((state) => state.metric.type === 'adoption');
  const scope = adoption?.bySite.find((candidate) => candidate.site === site);
  const use = adoption && scope?.latest ? formatValue(adoption.metric, scope.latest.value) : null;
  const lagging =
    adoption !== undefined && laggingSites(adoption).some((candidate) => candidate.site === site);
  // A review of this site alone speaks of it; one of several sites speaks of the initiative.
  const review = reviews
    .filter(
      (candidate) => candidate.review.sites.length === 1 && candidate.review.sites[0] === site,
    )
    .sort((a, b) => (a.review.due < b.review.due ? 1 : -1))[0];
  if (initiative.status === 'stopped')
    return { state: 'live', words: 'stopped', use: null, lagging: false };
  const phase = entry.phase.replaceAll('-', ' ');
  if (!review) return { state: 'live', words: phase, use, lagging };
  const outcome = review.review.decision?.outcome;
  if (outcome === undefined)
    return {
      state: review.state === 'overdue' ? 'overdue' : 'open',
      words: `${phase}, ${review.gate} ${review.state === 'overdue' ? 'overdue' : 'open'}`,
      use,
      lagging,
    };
  if (!outcome.startsWith('advance'))
    return { state: 'refused', words: `${phase}, ${review.gate}: ${outcome}`, use, lagging };
  const beyond = review.class === 'unsupported' || review.class === 'override-expired';
  return {
    state: beyond ? 'overdue' : 'accepted',
    words: `${phase}, ${review.gate} passed${beyond ? ' without the evidence' : ''}`,
    use,
    lagging,
  };
}
