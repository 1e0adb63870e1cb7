/** Orders texts by their characters, as every list of the portal is that has no order of its own; none comes first. Most of what is compared is the same text. */
export function compareTexts(
  one: string | null | undefined,
  other: string | null | undefined,
): number {
  if (one === other) return 0;
  const a = one ?? '';
  const b = other ?? '';
  return a < b ? -1 : a > b ? 1 : 0;
}
