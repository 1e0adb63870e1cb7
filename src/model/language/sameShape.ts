import type { BodyNode } from '#model/record/body.ts';

type Component = Extract<BodyNode, { kind: 'component' }>;

/**
 * Props that say the same in every language: whose step it is, how long it takes, what is entered and between which limits. A record
 * of a run would differ with the language of the page if these did.
 */
const SAME: Record<string, readonly string[]> = {
  Steps: [],
  Step: ['role', 'minutes'],
  Checklist: ['role'],
  Callout: ['kind'],
  Value: ['name', 'kind', 'min', 'max', 'unit', 'optional'],
  Audience: ['is'],
  Lens: ['is'],
  Include: ['part'],
};

/** How a translation differs in its build from the text that it was made from: the first difference, or null. */
export function shapeDifference(
  source: readonly BodyNode[],
  translation: readonly BodyNode[],
): { found: string; line: number } | null {
  const [was, is] = [partsOf(source), partsOf(translation)];
  for (const [index, part] of is.entries()) {
    const own = was[index];
    if (own === undefined || said(own) !== said(part))
      return {
        line: part.line,
        found: `${said(part)} is here, and the source has ${own === undefined ? 'nothing more' : said(own)} in its place`,
      };
  }
  const missing = was[is.length];
  return missing === undefined
    ? null
    : {
        line: is.at(-1)?.line ?? 1,
        found: `${said(missing)} of the source is missing (${was.length} parts there, ${is.length} here)`,
      };
}

/** Components whose number and order a reader works by, in their order. */
function partsOf(nodes: readonly BodyNode[]): Component[] {
  return nodes.flatMap((node) =>
    node.kind === 'html' ? [] : [...(node.name in SAME ? [node] : []), ...partsOf(node.children)],
  );
}

function said({ name, props }: Component): string {
  const own = (SAME[name] ?? []).flatMap((prop) =>
    props[prop] === undefined ? [] : [` ${prop}=${JSON.stringify(props[prop])}`],
  );
  return `<${name}${own.join('')}>`;
}
