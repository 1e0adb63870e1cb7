import type { BodyNode } from './body.ts';
import { stepsIn, withoutSteps } from './stepNodes.ts';

/** What a text says, in words: each step by its title, and what is around the steps. */
export interface RevisionText {
  steps: { title: string; words: string }[];
  around: string;
}

/** The words of a text as it was written for one revision. */
export function revisionText(body: readonly BodyNode[]): RevisionText {
  return {
    steps: stepsIn(body).map(({ props, children }) => ({
      title: String(props.title ?? 'Step'),
      words: [said(props, ['role', 'minutes']), wordsOf(children)].filter(Boolean).join(' '),
    })),
    around: wordsOf(withoutSteps(body)),
  };
}

/** Everything that somebody reads or enters, with the limits that hold. */
function wordsOf(nodes: readonly BodyNode[]): string {
  return nodes
    .map((node) =>
      node.kind === 'html'
        ? plain(node.source ?? node.html)
        : [said(node.props, Object.keys(node.props)), wordsOf(node.children)].join(' '),
    )
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Props as they are written: `name: Gap, min: 0.2`. */
function said(props: Record<string, unknown>, names: readonly string[]): string {
  const written = names.flatMap((name) => {
    const value = props[name];
    if (value === undefined) return [];
    return [`${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`];
  });
  return written.length === 0 ? '' : `(${written.join(', ')})`;
}

const SIGNS: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&amp;': '&',
};

const plain = (html: string) =>
  html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/&(?:lt|gt|quot|amp);/g, (sign) => SIGNS[sign] ?? '');
