/** The door for pages and components of a `trilens.config.ts`: the portal that is drawn, and addresses inside of it. */
export { getPortal } from '#site/portal.ts';
export { href } from '#site/urls.ts';
