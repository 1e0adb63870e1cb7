import type { BodyNode } from '#model/record/playbook.ts';
import type { Portfolio } from '#model/record/portfolio.ts';

/** A component of a text that names a record which an edition withholds. */
export interface LostNumber {
  component: string;
  id: string;
  line: number;
}

/** What a text shows, in sections for some readers, of records that `edition` withholds: frozen for its readers, those numbers are not kept. */
export function numbersLost(
  body: readonly BodyNode[],
  whole: Portfolio,
  edition: Portfolio,
): LostNumber[] {
  const [all, open] = [idsOf(whole), idsOf(edition)];
  return body.flatMap((node): LostNumber[] => {
    if (node.kind === 'html') return [];
    const lost = Object.values(node.props).flatMap((value) =>
      typeof value === 'string' && all.has(value) && !open.has(value)
        ? [{ component: node.name, id: value, line: node.line }]
        : [],
    );
    return [...lost, ...numbersLost(node.children, whole, edition)];
  });
}

const idsOf = ({ metrics, goals, initiatives }: Portfolio) =>
  new Set([...metrics, ...goals, ...initiatives].map(({ id }) => id));
