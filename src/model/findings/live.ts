import type { Portal } from '#model/portal.ts';
import type { InitiativeState } from '#model/initiative/initiativeState.ts';

/** Initiatives that are neither stopped nor done. */
export function liveInitiatives(portal: Portal): InitiativeState[] {
  return portal.initiatives.filter(
    ({ initiative }) =>
      !['stopped', 'done'].includes(initiative.status) && initiative.phase !== 'stopped',
  );
}

/** The first day that an initiative is used at a site, or on a line of it; null where that is not recorded. */
export function goLive({ initiative }: InitiativeState, site: string): string | null {
  return (
    initiative.sites
      .flatMap((entry) => (entry.site === site && entry.since ? [entry.since] : []))
      .sort()[0] ?? null
  );
}
