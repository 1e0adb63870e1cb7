import { href } from '#site/urls.ts';

/** The address of a link in a prop: one from the root of the portal works under any sub-path. */
export function cardAddress(written: string): string {
  return /^\/(?!\/)/.test(written) ? href(written.slice(1)) : written;
}
