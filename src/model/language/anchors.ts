import type { BodyNode, Heading } from '#model/record/body.ts';

interface Text {
  body: BodyNode[];
  headings: Heading[];
}

/**
 * A translation whose headings have the ids of the source, so that a link to a place leads there in every language. Where it has
 * other headings than the source, they keep their own.
 */
export function withSourceAnchors(translation: Text, source: Text): Text {
  const { headings } = translation;
  const isAlike =
    headings.length === source.headings.length &&
    headings.every(({ depth }, at) => depth === source.headings[at]?.depth);
  if (!isAlike) return translation;
  const ids = new Map(headings.map(({ id }, at) => [id, source.headings[at]?.id ?? id]));
  return {
    headings: headings.map((heading) => ({ ...heading, id: ids.get(heading.id) ?? heading.id })),
    body: renamed(translation.body, ids),
  };
}

function renamed(nodes: readonly BodyNode[], ids: ReadonlyMap<string, string>): BodyNode[] {
  const to = (id: string) => ids.get(id) ?? id;
  return nodes.map((node) =>
    node.kind === 'html'
      ? {
          ...node,
          html: node.html.replaceAll(
            /(<(?:h[1-6])\b[^<>]*? id="|<a\b[^<>]*? href="#)([^"]+)/g,
            (_, before: string, id: string) => before + to(id),
          ),
        }
      : { ...node, children: renamed(node.children, ids) },
  );
}
