import type { Playbook } from '#model/record/playbook.ts';
import { rolesAtWork, stepTotals } from '#model/record/playbookSteps.ts';
import type { Site } from '#model/record/site.ts';

/** Who works by a playbook and where, as a tablet chooses by it. An empty list is everybody, or everywhere. */
export interface Meant {
  roles: string[];
  /** `north` for a whole plant, `north/N01` for one line of it. */
  places: string[];
}

export function meantFor(
  { body, sites = [], lines = [] }: Pick<Playbook, 'body' | 'sites' | 'lines'>,
  plants: readonly Site[],
): Meant {
  const ofLines = plants.flatMap((plant) =>
    sites.includes(plant.id)
      ? []
      : plant.lines.filter(({ id }) => lines.includes(id)).map(({ id }) => `${plant.id}/${id}`),
  );
  return { roles: rolesAtWork(body), places: [...sites, ...ofLines] };
}

/** Whether somebody of a role at a place may work by it; an empty choice is any. A line has what is for its plant, a plant what is for its lines. */
export function isMeantFor({ roles, places }: Meant, role: string, place: string): boolean {
  const isPlace = (one: string) =>
    one === place || one.startsWith(`${place}/`) || place.startsWith(`${one}/`);
  return (
    (role === '' || roles.length === 0 || roles.includes(role)) &&
    (place === '' || places.length === 0 || places.some(isPlace))
  );
}

/** The roles that playbooks have steps for, by their names. */
export function roleChoices(playbooks: readonly Playbook[]): { role: string; name: string }[] {
  const names = new Map(
    playbooks.flatMap(({ body }) =>
      stepTotals(body).roles.map(({ role, name }) => [role, name] as const),
    ),
  );
  return [...names]
    .map(([role, name]) => ({ role, name }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The plants at which a playbook is followed. */
export function plantsOf(
  { sites = [], lines = [] }: Pick<Playbook, 'sites' | 'lines'>,
  plants: readonly Site[],
): Site[] {
  if (sites.length + lines.length === 0) return [...plants];
  return plants.filter(
    (plant) => sites.includes(plant.id) || plant.lines.some(({ id }) => lines.includes(id)),
  );
}

/** Where a playbook is followed, for people: `South hall, North hall (Oven, Press)`; empty where it is for every plant. */
export function whereFollowed(
  { sites = [], lines = [] }: Pick<Playbook, 'sites' | 'lines'>,
  plants: readonly Site[],
): string {
  return plants
    .flatMap((plant) => {
      if (sites.includes(plant.id)) return [plant.name];
      const own = plant.lines.filter(({ id }) => lines.includes(id)).map(({ name }) => name);
      return own.length === 0 ? [] : [`${plant.name} (${own.join(', ')})`];
    })
    .join(', ');
}
