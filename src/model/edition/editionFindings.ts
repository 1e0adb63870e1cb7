import type { Finding } from '#model/record/finding.ts';
import type { Standing } from '#model/record/standing.ts';

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

/** An earlier standing without the findings that still hold in the whole: they have not closed, this edition withholds them. */
export function withoutHeldFindings(
  before: Standing,
  own: readonly Finding[],
  whole: readonly Finding[],
): Standing {
  const [shown, held] = [new Set(own.map(words)), new Set(whole.map(words))];
  return {
    ...before,
    findings: before.findings.filter((one) => shown.has(words(one)) || !held.has(words(one))),
  };
}

/** Numbers in a sentence may change from day to day. */
const words = ({ rule, record, what }: Pick<Finding, 'rule' | 'record' | 'what'>) =>
  `${rule} ${record} ${what.replaceAll(/[\d.,−-]+/g, '#')}`;

const key = ({ rule, record }: Finding) => `${rule} ${record}`;
const text = (finding: Finding) => `${key(finding)} ${finding.what} ${finding.line}`;
