import { daysBetween, type IsoDate } from '#model/time/date.ts';
import type { Criterion } from '#model/record/criterion.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { RoadmapItem } from '#model/record/roadmap.ts';
import { criteriaOf, reviewsOf } from '#model/gate/reviewGate.ts';
import type { Site } from '#model/record/site.ts';

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
  stop: {
    booked: { from: IsoDate; to: IsoDate } | null;
    next: { site: string; from: IsoDate } | null;
    misses: boolean;
  } | null;
}

/** The roadmap as a graph, read as of one day. Items keep their order. */
export function roadmapStates(portfolio: Portfolio): RoadmapItemState[] {
  const { roadmap, asOf } = portfolio;
  // Places in the list stand for the items: a large roadmap walks along its needs millions of times.
  const places = new Map(roadmap.map((item, at) => [item.id, at]));
  const needs = roadmap.map((item) => item.needs.flatMap((need) => places.get(need) ?? []));
  const neededBy: number[][] = roadmap.map(() => []);
  for (const [at, list] of needs.entries()) for (const need of list) neededBy[need]?.push(at);
  const isOpen = roadmap.map((item) => item.status !== 'done');
  const open = (at: number) => isOpen[at]!;
  const item = (at: number) => roadmap[at]!;
  const named = (list: readonly number[]) => list.map((at) => item(at).id);
  const waits = needs.map((list) => list.some(open));
  const initiatives = new Map(
    portfolio.initiatives.map((initiative) => [initiative.id, initiative]),
  );
  const goals = roadmap.map((of) =>
    of.goals.length > 0 ? of.goals : (initiatives.get(of.initiative ?? '')?.goals ?? []),
  );
  const gated = gatedBy(portfolio);
  const behind = roadmap.map((of) => [
    ...(of.initiative ? [of.initiative] : []),
    ...(gated.get(of.id) ?? []),
  ]);
  const decisions = portfolio.initiatives.flatMap((initiative) =>
    initiative.decisionsOpen.map((request) => ({
      ...request,
      initiative: initiative.id,
      ageDays: daysBetween(request.requested, asOf),
    })),
  );
  const reach = reachOver(roadmap.length);

  return roadmap.map((self, at): RoadmapItemState => {
    const upstream = reach(at, needs);
    const downstream = reach(at, neededBy);
    const isDone = !open(at);
    const holds = isDone ? [] : downstream.filter(open);
    const waitsFor = isDone ? [] : (needs[at] ?? []).filter(open);
    const later = isDone
      ? []
      : (neededBy[at] ?? [])
          .filter(open)
          .map((next) => ({ item: item(next).id, days: daysBetween(self.end, item(next).end) }));
    return {
      item: self,
      neededBy: named(neededBy[at] ?? []),
      upstream: named(upstream),
      downstream: named(downstream),
      goals: goals[at] ?? [],
      serves: union(goals, [at, ...downstream]),
      waitsFor: named(waitsFor),
      roots: isDone ? [] : named(upstream.filter((up) => open(up) && !waits[up])),
      decisions: isDone ? [] : decisions.filter((request) => request.holds.includes(self.id)),
      holds: named(holds),
      holdsInitiatives: isDone ? [] : union(behind, [at, ...holds]),
      overdueDays: !isDone && self.end < asOf ? daysBetween(self.end, asOf) : null,
      slack: later.sort((a, b) => a.days - b.days)[0] ?? null,
      endsBefore: named(waitsFor.filter((need) => item(need).end > self.end)),
      stop: stop(self, portfolio.sites, asOf),
    };
  });
}

/** Initiatives with an undecided gate that asks for an item to be done, by item id. */
function gatedBy(portfolio: Portfolio): Map<string, string[]> {
  const gated = new Map<string, string[]>();
  for (const initiative of portfolio.initiatives) {
    const phases =
      portfolio.frameworks.find((framework) => framework.id === initiative.framework)?.phases ?? [];
    const asked = reviewsOf(initiative)
      .filter((review) => !review.decision)
      .flatMap((review) =>
        criteriaOf(review, phases.find((phase) => phase.id === review.phase)?.criteria ?? []),
      );
    for (const id of new Set(asked.flatMap(itemsOf)))
      gated.set(id, [...(gated.get(id) ?? []), initiative.id]);
  }
  return gated;
}

function itemsOf(criterion: Criterion): string[] {
  if (criterion.kind === 'group') return criterion.parts.criteria.flatMap(itemsOf);
  return criterion.kind === 'roadmap' ? criterion.items : [];
}

/** All places reached over the edges, breadth first, without the start. */
function reachOver(
  size: number,
): (start: number, edges: readonly (readonly number[])[]) => number[] {
  const seenBy = new Uint32Array(size);
  const found = new Uint32Array(size);
  let run = 0;
  return (start, edges) => {
    run += 1;
    seenBy[start] = run;
    found[0] = start;
    let count = 1;
    for (let at = 0; at < count; at++) {
      for (const next of edges[found[at]!] ?? []) {
        if (seenBy[next] === run) continue;
        seenBy[next] = run;
        found[count] = next;
        count += 1;
      }
    }
    return Array.from(found.subarray(1, count));
  };
}

/** What the places hold, each once, in the order of the places. */
function union(lists: readonly (readonly string[])[], places: readonly number[]): string[] {
  const all = new Set<string>();
  for (const at of places) for (const entry of lists[at] ?? []) all.add(entry);
  return [...all];
}

function stop(item: RoadmapItem, sites: readonly Site[], asOf: IsoDate): RoadmapItemState['stop'] {
  if (item.stopWindow === undefined || item.stopWindow === 'not-needed' || item.status === 'done')
    return null;
  const booked = item.stopWindow === 'needed' ? null : item.stopWindow;
  const next = sites
    .filter((site) => item.sites.includes(site.id))
    .flatMap((site) =>
      site.stops
        .filter((planned) => (planned.to ?? planned.from) >= asOf)
        .map((planned) => ({ site: site.id, from: planned.from })),
    )
    .sort((a, b) => (a.from < b.from ? -1 : 1))[0];
  const from = booked?.from ?? next?.from;
  return { booked, next: next ?? null, misses: from !== undefined && from > item.end };
}

/** What lights an item up when somebody follows a goal, a site or an initiative: its own, and those of the items it is tied to. */
export function followedBy(
  state: RoadmapItemState,
  items: ReadonlyMap<string, RoadmapItemState>,
): { goals: string[]; sites: string[]; initiatives: string[] } {
  const of = (ids: readonly string[]) => ids.flatMap((id) => items.get(id)?.item ?? []);
  const unique = (values: readonly (string | undefined)[]) => [
    ...new Set(values.filter((value) => value !== undefined)),
  ];
  return {
    goals: state.serves,
    sites: unique(
      [state.item, ...of(state.upstream), ...of(state.downstream)].flatMap((item) => item.sites),
    ),
    initiatives: unique([state.item, ...of(state.downstream)].map((item) => item.initiative)),
  };
}
