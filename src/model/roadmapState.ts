import { daysBetween, type IsoDate } from './date.ts';
import type { Portfolio } from './portfolio.ts';
import type { RoadmapItem } from './roadmap.ts';
import type { Site } from './site.ts';

/** An open decision that an item waits for. */
interface HoldingDecision {
  id: string;
  question: string;
  decider: string;
  requested: IsoDate;
  neededBy: IsoDate;
  initiative: string;
  ageDays: number;
}

/** One item of the roadmap with what it rests on, what rests on it, and what is in its way. */
export interface RoadmapItemState {
  item: RoadmapItem;
  /** Items that need it. */
  neededBy: string[];
  /** All that it rests on, through any number of steps; nearest first. */
  upstream: string[];
  /** All that rests on it. */
  downstream: string[];
  /** Goals it serves: its own (or its initiative's), then those of what rests on it. */
  goals: string[];
  serves: string[];
  /** Unfinished items that it needs. */
  waitsFor: string[];
  /** Where its waiting begins: unfinished items upstream that wait for no other item. */
  roots: string[];
  decisions: HoldingDecision[];
  /** Unfinished items that rest on it; initiatives behind them and behind it, or with a gate that waits for one of them. */
  holds: string[];
  holdsInitiatives: string[];
  /** Days past its date, when it is not done. */
  overdueDays: number | null;
  /** Days between its end and the end of what needs it soonest; negative: it comes too late. */
  slack: { days: number; item: string } | null;
  /** Needed items that end after it. */
  endsBefore: string[];
  /** For an item that waits for a stop of the line: the days booked, or the next stop of its sites. */
  stop: { booked: { from: IsoDate; to: IsoDate } | null; next: { site: string; from: IsoDate } | null; misses: boolean } | null;
}

/** The roadmap as a graph, read as of one day. Items keep their order. */
export function roadmapStates(portfolio: Portfolio): RoadmapItemState[] {
  const { roadmap, asOf } = portfolio;
  const items = new Map(roadmap.map((item) => [item.id, item]));
  const needs = new Map(roadmap.map((item) => [item.id, item.needs.filter((need) => items.has(need))]));
  const neededBy = new Map<string, string[]>(roadmap.map((item) => [item.id, []]));
  for (const item of roadmap) for (const need of needs.get(item.id) ?? []) neededBy.get(need)?.push(item.id);
  const open = (id: string) => items.get(id)?.status !== 'done';
  const initiatives = new Map(portfolio.initiatives.map((initiative) => [initiative.id, initiative]));
  const ownGoals = (item: RoadmapItem) => (item.goals.length > 0 ? item.goals : (initiatives.get(item.initiative ?? '')?.goals ?? []));
  const gated = gatedBy(portfolio);
  const decisions = portfolio.initiatives.flatMap((initiative) => initiative.decisionsOpen.map((request) => ({ ...request, initiative: initiative.id, ageDays: daysBetween(request.requested, asOf) })));

  return roadmap.map((item): RoadmapItemState => {
    const upstream = reach(item.id, needs);
    const downstream = reach(item.id, neededBy);
    const holds = open(item.id) ? downstream.filter(open) : [];
    const later = (neededBy.get(item.id) ?? []).filter(open).map((id) => ({ item: id, days: daysBetween(item.end, items.get(id)?.end ?? item.end) }));
    const goals = ownGoals(item);
    return {
      item,
      neededBy: neededBy.get(item.id) ?? [],
      upstream,
      downstream,
      goals,
      serves: [...new Set([...goals, ...downstream.flatMap((id) => ownGoals(items.get(id) as RoadmapItem))])],
      waitsFor: open(item.id) ? (needs.get(item.id) ?? []).filter(open) : [],
      roots: open(item.id) ? upstream.filter((id) => open(id) && !(needs.get(id) ?? []).some(open)) : [],
      decisions: open(item.id) ? decisions.filter((request) => request.holds.includes(item.id)) : [],
      holds,
      holdsInitiatives: open(item.id) ? [...new Set([item.id, ...holds].flatMap((id) => [...(items.get(id)?.initiative ? [items.get(id)?.initiative as string] : []), ...(gated.get(id) ?? [])]))] : [],
      overdueDays: open(item.id) && item.end < asOf ? daysBetween(item.end, asOf) : null,
      slack: open(item.id) ? (later.sort((a, b) => a.days - b.days)[0] ?? null) : null,
      endsBefore: open(item.id) ? (needs.get(item.id) ?? []).filter((id) => open(id) && (items.get(id) as RoadmapItem).end > item.end) : [],
      stop: stop(item, portfolio.sites, asOf),
    };
  });
}

/** Initiatives with a gate that asks for an item to be done, by item id. */
function gatedBy(portfolio: Portfolio): Map<string, string[]> {
  const gated = new Map<string, string[]>();
  for (const initiative of portfolio.initiatives) {
    for (const id of initiative.gates.flatMap((review) => review.criteria.flatMap((criterion) => criterion.items))) gated.set(id, [...(gated.get(id) ?? []), initiative.id]);
  }
  return gated;
}

/** All ids reached over the edges, breadth first, without the start. */
function reach(start: string, edges: ReadonlyMap<string, readonly string[]>): string[] {
  const seen = new Set([start]);
  for (const id of seen) for (const next of edges.get(id) ?? []) seen.add(next);
  seen.delete(start);
  return [...seen];
}

function stop(item: RoadmapItem, sites: readonly Site[], asOf: IsoDate): RoadmapItemState['stop'] {
  if (item.stopWindow === undefined || item.stopWindow === 'not-needed' || item.status === 'done') return null;
  const booked = item.stopWindow === 'needed' ? null : item.stopWindow;
  const next = sites
    .filter((site) => item.sites.includes(site.id))
    .flatMap((site) => site.stops.filter((planned) => (planned.to ?? planned.from) >= asOf).map((planned) => ({ site: site.id, from: planned.from })))
    .sort((a, b) => (a.from < b.from ? -1 : 1))[0];
  const from = booked?.from ?? next?.from;
  return { booked, next: next ?? null, misses: from !== undefined && from > item.end };
}

/** What lights an item up when somebody follows a goal, a site or an initiative: its own, and those of the items it is tied to. */
export function followedBy(state: RoadmapItemState, items: ReadonlyMap<string, RoadmapItemState>): { goals: string[]; sites: string[]; initiatives: string[] } {
  const of = (ids: readonly string[]) => ids.flatMap((id) => items.get(id)?.item ?? []);
  const unique = (values: readonly (string | undefined)[]) => [...new Set(values.filter((value) => value !== undefined))];
  return {
    goals: state.serves,
    sites: unique([state.item, ...of(state.upstream), ...of(state.downstream)].flatMap((item) => item.sites)),
    initiatives: unique([state.item, ...of(state.downstream)].map((item) => item.initiative)),
  };
}
