import { hash } from 'node:crypto';

/**
 * A UUID from the id of the portfolio and of a thing in it (RFC 9562, version 8): the same thing has the same id in every build,
 * whatever it is called and wherever the portal is served.
 */
export function uuidOf(portfolio: string, item: string): string {
  const digest = hash('sha256', `trilens\n${portfolio}\n${item}`);
  const variant = ((Number.parseInt(digest[16]!, 16) & 0x3) | 0x8).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}
