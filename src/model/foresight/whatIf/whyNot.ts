import { POD_ROLES } from '#model/record/initiative.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { isLive } from '#model/foresight/delay/held.ts';
import type { Change } from './change.ts';

/** Why a change cannot be tried out: it is so already, or there is nothing that it would change. Null where it can. */
export function whyNot(
  change: Change,
  { initiatives, sites, roadmap }: Pick<Portfolio, 'initiatives' | 'sites' | 'roadmap'>,
): string | null {
  if (change.kind === 'drop') {
    const site = sites.find(({ id }) => id === change.site);
    return site?.until === undefined
      ? null
      : `${site.name} has an end already: until: ${site.until} in sites.yaml. Ask about a plant without one.`;
  }
  const initiative = initiatives.find(({ id }) => id === change.initiative);
  if (!initiative) return null;
  const { id, title, status, phase, pod, gates } = initiative;
  if (!isLive(initiative))
    return ['stopped', 'done'].includes(status)
      ? `${title} is ${status} already.`
      : `${title} has ended already: it is in the phase ${phase}.`;
  if (change.kind === 'pause' && status === 'paused') return `${title} is paused already.`;
  if (change.kind === 'lose-pod' && POD_ROLES.every((role) => pod[role] === undefined))
    return `Nobody is in the pod of ${title}, so it has none to lose.`;
  const hasDates =
    gates.some(({ decision }) => decision === undefined) ||
    roadmap.some((item) => item.initiative === id && item.status !== 'done');
  return change.kind === 'delay' && !hasDates
    ? `${title} has no open roadmap item and no undecided gate, so a delay would change no date.`
    : null;
}
