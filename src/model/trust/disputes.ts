import type { Portal } from '#model/portal.ts';

/** What the log calls an item about a number: two that differ, one that is missing, or what is to be counted. */
const ABOUT_NUMBERS = ['definition', 'data'];

/** Open items about numbers, the oldest first; null where the log does not say what its items are about. */
export function disputes({
  portfolio,
  trust,
}: Pick<Portal, 'portfolio' | 'trust'>): Portal['trust']['open'] | null {
  if (portfolio.friction.every((item) => item.category == null)) return null;
  return trust.open.filter((item) => ABOUT_NUMBERS.includes(item.category ?? ''));
}
