/** Pages that have a picture of their own where a link to them is shown; others have that of the overview. */
const OWN = /^(?:goals|initiatives|reports|sites)\/[^/]+\/$/;

/** The picture of a page by its address under the base: `goals/otif/` has `cards/goals-otif.png`. */
export function cardPath(address: string): string {
  const name = OWN.test(address) ? address.replace(/\/$/, '').replaceAll('/', '-') : 'overview';
  return `cards/${name}.png`;
}
