import type { Portal } from '#model/portal.ts';
import { calendarOf, useCalendar } from '#model/time/calendar.ts';

const KEY = Symbol.for('trilens.portal');
const holder = globalThis as { [KEY]?: { whole: Portal; shown: Portal } };

/**
 * Hands the computed portal to the pages. Data never enters the module graph, so that a new dump invalidates no page's code.
 * `shown`: what the pages may see of it (`pageView.ts`).
 */
export function setPortal(portal: Portal, shown: Portal = portal): void {
  useCalendar(calendarOf(portal.portfolio.settings));
  holder[KEY] = { whole: portal, shown };
}

/** The portal that every page is drawn from; the command line computes it before the site is built. */
export async function getPortal(): Promise<Portal> {
  return held().shown;
}

/** All of the portal at hand: for what a page shows that is in its key as a whole. */
export function wholePortal(): Portal {
  return held().whole;
}

/** What the page at hand shows: the frozen portal of a report, else the live one. */
export async function shownPortal(locals: App.Locals): Promise<Portal> {
  return locals.portal ?? getPortal();
}

/** The day for the footer of every page; on a page that is kept it is stamped again (`dayStamp.ts`), so no view covers it. */
export function footerDay(): string {
  return held().whole.portfolio.asOf;
}

function held(): { whole: Portal; shown: Portal } {
  const portal = holder[KEY];
  if (!portal)
    throw new Error(
      'The portal has not been computed: build with `trilens build` (npm run build), not with `astro build`.',
    );
  return portal;
}
