import type { IsoDate } from '#model/time/date.ts';
import type { Initiative } from '#model/record/initiative.ts';
import { span } from '#model/time/period.ts';
import type { Portfolio } from '#model/record/portfolio.ts';

/** Other initiatives at the sites of the pilot whose time overlaps that of its comparison: what moved may be theirs. */
export function commonChanges(initiative: Initiative, portfolio: Portfolio): Initiative[] {
  const design = initiative.comparison;
  const before = span(design?.before ?? '');
  const after = span(design?.after ?? '');
  if (!design || !before || !after) return [];
  const sites = new Set(
    design.treated.map(
      (place) =>
        portfolio.sites.find(
          (site) => site.id === place || site.lines.some((line) => line.id === place),
        )?.id,
    ),
  );
  return portfolio.initiatives.filter((other) => {
    if (other.id === initiative.id || !other.sites.some((entry) => sites.has(entry.site)))
      return false;
    const began = [
      other.start,
      ...other.sites
        .filter((entry) => sites.has(entry.site))
        .flatMap((entry) => [entry.live, entry.since]),
    ]
      .filter((day) => day !== undefined)
      .sort()[0];
    return began !== undefined && began <= after.to && (endOf(other) ?? '9999') >= before.from;
  });
}

function endOf(initiative: Initiative): IsoDate | null {
  return initiative.gates.find((gate) => gate.decision?.outcome === 'stop')?.decision?.date ?? null;
}
