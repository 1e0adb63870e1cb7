/** An element of a page that Astro drew: tags are closed and attributes are in double quotes. */
export interface Element {
  name: string;
  attributes: string;
  children: Node[];
}

export type Node = Element | string;

/** Elements that have no end. */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
const TAG = /<!--[\s\S]*?-->|<(\/?)([a-z][a-z0-9-]*)((?:"[^"]*"|[^">])*)>/gi;

/**
 * The elements and texts of a page. A library for any HTML takes ten times as long, which a thousand pages a night would pay; what
 * this one reads was drawn by the portal itself.
 */
export function treeOf(html: string): Node[] {
  const root: Element = { name: '', attributes: '', children: [] };
  const open = [root];
  let from = 0;
  const text = (to: number) => {
    if (to > from) open.at(-1)?.children.push(html.slice(from, to));
  };
  for (const tag of html.matchAll(TAG)) {
    const [whole, slash, name, attributes = ''] = tag;
    text(tag.index);
    from = tag.index + whole.length;
    if (name === undefined) continue;
    if (slash === '/') close(open, name);
    else {
      const element = { name, attributes, children: [] };
      open.at(-1)?.children.push(element);
      if (!VOID.test(name) && !attributes.endsWith('/')) open.push(element);
    }
  }
  text(html.length);
  return root.children;
}

/** An end without a beginning ends nothing. */
function close(open: Element[], name: string): void {
  for (let at = open.length - 1; at > 0; at--)
    if (open[at]?.name === name) {
      open.length = at;
      return;
    }
}

/** The value of an attribute as it is written; undefined where there is none. One without a value is empty. */
export function attribute({ attributes }: Element, name: string): string | undefined {
  if (!attributes.includes(name)) return undefined;
  const found = new RegExp(`(?:^|\\s)${name}(?:="([^"]*)"|(?=[\\s/]|$))`).exec(attributes);
  return found ? (found[1] ?? '') : undefined;
}

/** All elements of a name in another, from the first to the last. */
export function all(nodes: readonly Node[], name: string): Element[] {
  return elementsOf(nodes).flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...all(child.children, name),
  ]);
}

export function elementsOf(nodes: readonly Node[]): Element[] {
  return nodes.filter((node) => typeof node !== 'string');
}
