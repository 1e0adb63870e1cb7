import type { Portal } from '#model/portal.ts';
import { capital, numberWord } from '#model/words/format.ts';

/** "Three of six live initiatives are stalled; of two nobody can tell; one is paused". A paused one rests on purpose and counts as neither. */
export function stalledHeadline({
  stalledShare: { stalled, active, unknown },
  initiatives,
}: Pick<Portal, 'stalledShare' | 'initiatives'>): string {
  const paused = initiatives.filter(({ initiative }) => initiative.status === 'paused').length;
  const rest = paused === 0 ? '' : `; ${numberWord(paused)} ${paused === 1 ? 'is' : 'are'} paused`;
  if (active === 0) return `No initiative is live${rest}`;
  if (stalled > 0) {
    const open = unknown === 0 ? '' : `; of ${numberWord(unknown)} nobody can tell`;
    const said =
      active === 1
        ? 'The one live initiative is stalled'
        : `${capital(numberWord(stalled))} of ${numberWord(active)} live initiatives ${stalled === 1 ? 'is' : 'are'} stalled`;
    return said + open + rest;
  }
  if (unknown === 0) return `No live initiative is stalled${rest}`;
  const which =
    unknown === active
      ? 'the live initiatives move'
      : `${numberWord(unknown)} of ${numberWord(active)} live initiatives move${unknown === 1 ? 's' : ''}`;
  return `Not enough is dated to tell whether ${which}${rest}`;
}
