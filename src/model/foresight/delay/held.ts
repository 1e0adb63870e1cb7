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
  const roots = first.flatMap((id) => states.get(id) ?? []).filter(isOpen);
  const items = [...new Set(roots.flatMap(({ item, holds }) => [item.id, ...holds]))];
  // What the roots hold is what all that waits holds: it was found along the same needs.
  const held = new Set(roots.flatMap(({ holdsInitiatives }) => holdsInitiatives));
  const sites = sitesHeld(
    items.flatMap((id) => states.get(id) ?? []),
    [...held].filter((id) => live.has(id)),
  );
  return {
    items,
    initiatives: [...new Set([...direct, ...sites.keys()])].map((id) => ({
      id,
      isWhole: direct.includes(id),
      sites: direct.includes(id) ? [] : (sites.get(id) ?? []),
    })),
  };
}

/** Where each initiative is held: at the plants of its own items; one whose gate waits for an item, at those of all that wait. */
function sitesHeld(
  waiting: readonly RoadmapItemState[],
  held: readonly string[],
): Map<string, string[]> {
  const own = Map.groupBy(waiting, ({ item }) => item.initiative ?? '');
  const everywhere = together(waiting);
  return new Map(
    held.map((id) => {
      const items = own.get(id);
      return [id, items ? together(items) : everywhere];
    }),
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

function isOpen({ item }: RoadmapItemState): boolean {
  return item.status !== 'done';
}

/** Sites of several items; an item that names none is about all of them. */
function together(states: readonly RoadmapItemState[]): string[] {
  const lists = states.map(({ item }) => item.sites);
  return lists.some((list) => list.length === 0) ? [] : [...new Set(lists.flat())];
}
