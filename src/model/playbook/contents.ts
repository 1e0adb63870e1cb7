import { type BodyNode, placeKey } from '#model/record/body.ts';

/** A part of a text that its contents lead to. */
interface Part {
  id: string;
  text: string;
  /** 2 for a part, 3 for a part of one. */
  depth: number;
}

const HEADING = /<h([23])\b[^>]*? id="([^"]+)"[^>]*>([\s\S]*?)<\/h\1>/g;

/** The parts of a text in the order in which they are read: its headings, and its lists of steps with a title. */
export function contentsOf(body: readonly BodyNode[]): Part[] {
  return body.flatMap((node): Part[] => {
    if (node.kind === 'html')
      return [...node.html.matchAll(HEADING)]
        .filter(([, , id]) => id !== 'footnote-label')
        .map(([, depth, id = '', html = '']) => ({ depth: Number(depth), id, text: words(html) }));
    // What is folded or shown for some has its own opening.
    if (node.name === 'Faq' || node.name === 'Tabs') return [];
    const own = node.name === 'Steps' && typeof node.props.title === 'string';
    const title: Part[] = own
      ? [{ depth: 2, id: stepsId(node), text: String(node.props.title) }]
      : [];
    return [...title, ...contentsOf(node.children)];
  });
}

/** The id of a list of steps on its page. */
export function stepsId(node: Parameters<typeof placeKey>[0]): string {
  return `steps-${placeKey(node)}`;
}

const words = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim();
