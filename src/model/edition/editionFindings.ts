import type { Finding } from '#model/record/finding.ts';

/**
 * Findings of an edition are computed from what it shows, so that no count and no name in them comes from anything else. Of those,
 * only what the whole portfolio has as well is a finding: what an edition lacks is nobody's mistake. Each finding of the whole
 * stands for one.
 */
export function editionFindings(own: readonly Finding[], whole: readonly Finding[]): Finding[] {
  const left = Map.groupBy(whole, key);
  const same = new Set(whole.map(text));
  // Those that say the very same go first, so that they do not lose their place to one that only lacks something.
  const order = own.toSorted((a, b) => Number(same.has(text(b))) - Number(same.has(text(a))));
  const kept = new Set(order.filter((finding) => left.get(key(finding))?.pop() !== undefined));
  return own.filter((finding) => kept.has(finding));
}

const key = ({ rule, record }: Finding) => `${rule} ${record}`;
const text = (finding: Finding) => `${key(finding)} ${finding.what} ${finding.line}`;
