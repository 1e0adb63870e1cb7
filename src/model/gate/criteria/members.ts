import { commonlyClosed, isClosed } from '#model/record/calendar.ts';
import { isDuration } from '#model/record/metric.ts';
import type { IsoDate } from '#model/time/date.ts';
import { periodDistance } from '#model/time/period.ts';
import { trace } from '#model/metric/series/series.ts';
import type { UnitFacts, Member } from './unitFacts.ts';
import { staleness } from './window.ts';

/** The sites of a pool of several; none where rows come as they come, since a site without an audit or a ticket owes nothing. */
export function membersOf({ criterion, view, metric, cells, of, periods }: UnitFacts): Member[] {
  if (
    criterion.per !== 'pooled' ||
    of.sites.length < 2 ||
    metric.population === 'sample' ||
    isDuration(metric)
  )
    return [];
  return of.sites.flatMap((site) => {
    const traced = trace(metric, cells, { ...of.scope, sites: [site] }, view.asOf);
    const at = traced.values.findLastIndex((value) => value !== null);
    const first = traced.periods[traced.values.findIndex((value) => value !== null)];
    if (first === undefined) return [];
    const closed = commonlyClosed([
      view.portfolio.sites.find((candidate) => candidate.id === site)?.closed ?? [],
    ]);
    const since = view.initiative.sites.find((entry) => entry.site === site)?.live ?? first;
    const expected = periods.filter(
      (period) => period >= since && !isClosed(period, metric.grain, closed),
    );
    const valued = (period: IsoDate) =>
      (traced.values[periodDistance(traced.periods[0]!, period, metric.grain)] ?? null) !== null;
    return [
      {
        name: view.siteName(site),
        closed,
        newest: traced.periods[at]!,
        arrived: expected.map(valued),
      },
    ];
  });
}

/** What is said of the first member whose newest due period has not come; null where all have. */
export function staleMember(
  { view, metric }: UnitFacts,
  members: readonly Member[],
): string | null {
  for (const { name, newest, closed } of members) {
    const stale = staleness(view, metric, newest, closed);
    if (stale) return `${name}: ${stale}`;
  }
  return null;
}

/** The members of which too little of the window came, and after how many more periods enough can have come. */
export function shortMembers(
  { criterion, metric }: UnitFacts,
  members: readonly Member[],
): { words: string; more: number } | null {
  const least = criterion.minimum.coverage - 1e-9;
  const short = members.filter(
    ({ arrived }) => arrived.length > 0 && arrived.filter(Boolean).length / arrived.length < least,
  );
  if (short.length === 0) return null;
  const more = Math.max(...short.map(({ arrived }) => slidesUntil(arrived, least)));
  return {
    words: short
      .map(
        ({ name, arrived }) =>
          `${arrived.filter(Boolean).length} of ${arrived.length} ${metric.grain}s of ${name} arrived`,
      )
      .join(', '),
    more,
  };
}

/** How many periods, all of which come, a window has to slide on until enough of it is there. */
function slidesUntil(arrived: readonly boolean[], least: number): number {
  let more = 1;
  while (
    more < arrived.length &&
    (arrived.slice(more).filter(Boolean).length + more) / arrived.length < least
  )
    more++;
  return more;
}
