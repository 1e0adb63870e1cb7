import { countOf } from '#model/words/format.ts';
import type { DelayCosts } from './delayCost.ts';
import { monthly } from './delaySentence.ts';

/** "Open decisions hold back up to 7.9 k EUR a month; for two of them it cannot be said." */
export function delaysSentence({ decisions, perMonth }: DelayCosts, currency: string): string {
  if (decisions.length === 0) return 'No decision is open';
  if (perMonth === null) return 'What open decisions cost while they wait cannot be said';
  const unknown = decisions.filter((one) => one.perMonth === null).length;
  const rest = unknown === 0 ? '' : `; for ${countOf(unknown, 'decision')} it cannot be said`;
  return perMonth === 0
    ? `Open decisions hold back no money that is recorded${rest}`
    : `Open decisions hold back up to ${monthly(perMonth, currency)} a month${rest}`;
}
