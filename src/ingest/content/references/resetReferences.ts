import type { Problem } from '#model/problem.ts';
import type { Content } from '#ingest/content/content.ts';
import { sourceOf, type Source } from '#ingest/content/source.ts';

/** Ticks that end with the shift need shifts: a plant without them is named, since its ticks end with the day there. */
export function resetReferences(
  { playbooks, sites }: Pick<Content, 'playbooks' | 'sites'>,
  sources: readonly Source[],
): Problem[] {
  const without = sites.filter(({ shiftsPerDay }) => shiftsPerDay === undefined);
  if (without.length === 0 && sites.length > 0) return [];
  return playbooks
    .filter(({ resetEvery }) => resetEvery === 'shift')
    .map(({ id, file }): Problem => {
      const source = sourceOf(sources, 'playbook', id);
      const place = source?.yaml.at([...source.path, 'resetEvery']);
      const nobody = without.length === sites.length;
      return {
        code: 'content/shifts',
        severity: nobody ? 'error' : 'warning',
        file,
        line: place?.line ?? 1,
        column: place?.column ?? 1,
        found: nobody
          ? 'resetEvery is shift, and no site has shiftsPerDay, so that nobody knows when a shift ends'
          : `resetEvery is shift, and ${without.map((site) => site.id).join(', ')} has no shiftsPerDay: ticks end with the day there`,
        fix: 'write shiftsPerDay (and dayStartsAt) for the site in sites.yaml, or resetEvery: day',
      };
    });
}
