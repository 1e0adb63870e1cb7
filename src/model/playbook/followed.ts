import { changeSince } from '#model/event/changeSince.ts';
import { changeWords } from '#model/event/sinceSentence.ts';
import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import type { Playbook } from '#model/record/playbook.ts';
import type { Site } from '#model/record/site.ts';
import type { IsoDate } from '#model/time/date.ts';

/** A plant beside the others, for one metric that a playbook is meant to move. */
interface PlantCourse {
  site: string;
  /** Since when it works by the playbook; null: not yet, as far as is recorded. */
  since: IsoDate | null;
  sentence: string;
}

export interface Followed {
  /** Plants that follow it, the first one first; a day is null where none is recorded. */
  plants: { site: string; since: IsoDate | null; revision: string | null }[];
  /** For each metric the plants that follow since their day, and the others since the day of the first. */
  metrics: { id: string; title: string; day: IsoDate; courses: PlantCourse[] }[];
}

/** Who follows a playbook since when, and what its metrics did since; null where nobody is recorded. */
export function followedBy(
  playbook: Playbook,
  metrics: ReadonlyMap<string, MetricState>,
  sites: readonly Site[],
  asOf: IsoDate,
): Followed | null {
  const names = new Map(sites.map((site) => [site.id, site.name]));
  const known = playbook.provedAt.filter(({ since }) => since === undefined || since <= asOf);
  if (known.length === 0) return null;
  const begun = new Map(known.flatMap(({ site, since }) => (since ? [[site, since]] : [])));
  const day = [...begun.values()].sort()[0];
  const plants = known
    .map(({ site, since, revision }) => ({
      site: names.get(site) ?? site,
      since: since ?? null,
      revision: revision ?? null,
    }))
    .toSorted((a, b) => ((a.since ?? '9') < (b.since ?? '9') ? -1 : 1));
  const undated = new Set(known.flatMap(({ site, since }) => (since ? [] : [site])));
  return {
    plants,
    metrics:
      day === undefined
        ? []
        : playbook.metrics.flatMap((id) => {
            const state = metrics.get(id);
            // A plant that follows since nobody knows when is on neither side.
            const scopes = state?.bySite.filter(({ site }) => !undated.has(site ?? '')) ?? [];
            if (!state || scopes.length === 0) return [];
            const courses = scopes.map((scope) => courseOf(state, scope, { names, begun, day }));
            return [{ id, title: state.metric.title, day, courses: courses.toSorted(inOrder) }];
          }),
  };
}

function courseOf(
  { metric }: MetricState,
  scope: ScopeState,
  {
    names,
    begun,
    day,
  }: {
    names: ReadonlyMap<string, string>;
    begun: ReadonlyMap<string, IsoDate>;
    day: IsoDate;
  },
): PlantCourse {
  const site = scope.site ?? '';
  const since = begun.get(site) ?? null;
  return {
    site: names.get(site) ?? site,
    since,
    sentence: changeWords(metric, changeSince(metric, scope, since ?? day)),
  };
}

/** Plants that follow first, in the order in which they began. */
const inOrder = (a: PlantCourse, b: PlantCourse) =>
  (a.since ?? '9').localeCompare(b.since ?? '9') || (a.site < b.site ? -1 : 1);
