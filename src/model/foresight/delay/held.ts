import type { Portal } from '#model/portal.ts';
import type { RoadmapItemState } from '#model/roadmap/roadmapState.ts';

/** An initiative that cannot go on before somebody decides. */
interface HeldInitiative {
  id: string;
  /** Plants at which it is held; empty: at all. */
  sites: string[];
  /** All of it is held, and not only work that it shares with what goes on. */
  isWhole: boolean;
}

/** All that waits for one decision: each item and each initiative once, however many ways lead to it. */
export interface Held {
  items: string[];
  initiatives: HeldInitiative[];
}

type Parts = Pick<Portal, 'portfolio' | 'roadmap'>;

/** What hangs on the records that a decision names: open items, what needs them through any number of steps, and their initiatives. */
export function heldBy(named: readonly string[], { portfolio, roadmap }: Parts): Held {
  const states = new Map(roadmap.map((state) => [state.item.id, state]));
  const live = liveInitiatives(portfolio);
  const direct = named.filter((id) => live.has(id));
  const first = [
    ...named,
    ...portfolio.roadmap.filter(({ initiative }) => direct.includes(initiative ?? '')).map(idOf),
  ];
  const items = [...new Set(first.flatMap((id) => withDownstream(states.get(id))))];
  const waiting = items.flatMap((id) => states.get(id) ?? []);
  const sites = sitesHeld(waiting, live);
  return {
    items,
    initiatives: [...new Set([...direct, ...sites.keys()])].map((id) => ({
      id,
      isWhole: direct.includes(id),
      sites: direct.includes(id) ? [] : together(sites.get(id) ?? []),
    })),
  };
}

/** Where each initiative is held: at the plants of its own items; one whose gate waits for an item, at those of all that wait. */
function sitesHeld(
  waiting: readonly RoadmapItemState[],
  live: ReadonlySet<string>,
): Map<string, string[][]> {
  const own = Map.groupBy(waiting, ({ item }) => item.initiative ?? '');
  const held = new Set(waiting.flatMap((state) => state.holdsInitiatives));
  return new Map(
    [...held]
      .filter((id) => live.has(id))
      .map((id) => [id, (own.get(id) ?? waiting).map(({ item }) => item.sites)]),
  );
}

/** Whether something of an initiative is still to come. */
export function isLive({ status, phase }: { status: string; phase: string }): boolean {
  return !['stopped', 'done'].includes(status) && phase !== 'stopped';
}

/** Initiatives of which something is still to come. */
export function liveInitiatives({ initiatives }: Parts['portfolio']): Set<string> {
  return new Set(initiatives.filter(isLive).map(idOf));
}

function idOf({ id }: { id: string }): string {
  return id;
}

function withDownstream(state: RoadmapItemState | undefined): string[] {
  return state === undefined || state.item.status === 'done' ? [] : [state.item.id, ...state.holds];
}

/** Sites of several items; an item that names none is about all of them. */
function together(lists: readonly (readonly string[])[]): string[] {
  return lists.some((list) => list.length === 0) ? [] : [...new Set(lists.flat())];
}
