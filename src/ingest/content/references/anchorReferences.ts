import type { BodyNode } from '#model/record/playbook.ts';
import { nearest, type Problem } from '#model/problem.ts';
import type { Content } from '#ingest/content/content.ts';
import { linkTarget } from './names.ts';
import { problemIn } from './problemAt.ts';
import type { Source } from '#ingest/content/source.ts';

/** Ids that the page of a kind of record has beside those of its text. */
const OF_PAGE: Record<string, readonly string[]> = {
  playbook: ['main', 'sections', 'revisions', 'followed'],
  initiative: ['main', 'sections', 'money', 'trust', 'pod'],
  report: ['main', 'sections', 'decisions-needed', 'numbers', 'restated', 'what-changed'],
};

/** Components that draw no place of their own to link to. What others draw is known only once the page is there. */
const PLAIN = new Set(
  'Steps Step Value Checklist Role Callout Faq Takeaways Lens Audience Tabs Tab Cards Card FileTree Badge Include Var Term Picture Figure Video File Metric Chart Download'.split(
    ' ',
  ),
);

/** Links to a place on a page: `#risks` in the same text, `../initiatives/early-signs.mdx#risks` in another. */
export function anchorReferences(content: Content, sources: readonly Source[]): Problem[] {
  const places = placesOf(content);
  return sources.flatMap((source) =>
    source.uses
      .filter(({ component, value }) => component === 'a' && String(value).includes('#'))
      .flatMap((use): Problem[] => {
        const target = linkTarget(source, String(use.value));
        const anchor = decoded(String(use.value).split('#')[1] ?? '');
        const known = target?.kind ? places.get(`${target.kind}/${target.id}`) : undefined;
        if (!known || anchor === '' || known.has(anchor)) return [];
        const near = nearest(anchor, known);
        return [
          problemIn(source, use, {
            code: 'content/broken-anchor',
            found: `the link ${use.value} leads to no place on that page: there is no heading "#${anchor}"`,
            allowed: [...known].map((id) => `#${id}`).join(', '),
            fix: near
              ? `did you mean "#${near}"?`
              : 'link to a heading that is there, or give it an id: ## Risks {#risks}',
          }),
        ];
      }),
  );
}

/** The places of each text by its record; a text with components that draw places of their own is left out. */
function placesOf({ playbooks, initiatives, reports }: Content): Map<string, Set<string>> {
  const kinds = { playbook: playbooks, initiative: initiatives, report: reports };
  return new Map(
    Object.entries(kinds).flatMap(([kind, records]) =>
      records.flatMap(({ id, body, ...record }) => {
        if (!isPlain(body)) return [];
        const gates = 'gates' in record ? record.gates.map((review) => review.id) : [];
        const ids = new Set([...(OF_PAGE[kind] ?? []), ...gates, ...idsIn(body)]);
        return [[`${kind}/${id}`, ids] as const];
      }),
    ),
  );
}

const isPlain = (nodes: readonly BodyNode[]): boolean =>
  nodes.every((node) => node.kind === 'html' || (PLAIN.has(node.name) && isPlain(node.children)));

function idsIn(nodes: readonly BodyNode[]): string[] {
  return nodes.flatMap((node) =>
    node.kind === 'html'
      ? [...node.html.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id)
      : idsIn(node.children),
  );
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
