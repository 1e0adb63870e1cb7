import type { Portal } from '#model/portal.ts';
import { costsOfDelay } from './delay/costOfDelay.ts';
import type { Foresight } from './foresightState.ts';

/** What can be said today of what is to come. */
export function foresight(portal: Omit<Portal, 'foresight'>): Foresight {
  return { delays: costsOfDelay(portal) };
}
