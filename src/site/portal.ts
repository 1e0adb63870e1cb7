import type { Portal } from '#model/portal.ts';

const KEY = Symbol.for('trilens.portal');
const holder = globalThis as { [KEY]?: Portal };

/** Hands the computed portal to the pages. Data never enters the module graph, so that a new dump invalidates no page's code. */
export function setPortal(portal: Portal): void {
  holder[KEY] = portal;
}

/** The portal that every page is drawn from; the command line computes it before the site is built. */
export async function getPortal(): Promise<Portal> {
  const portal = holder[KEY];
  if (!portal) throw new Error('The portal has not been computed: build with `trilens build` (npm run build), not with `astro build`.');
  return portal;
}

/** What the page at hand shows: the frozen portal of a report, else the live one. */
export async function shownPortal(locals: App.Locals): Promise<Portal> {
  return locals.portal ?? getPortal();
}
