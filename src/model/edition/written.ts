import type { BodyNode } from '#model/record/playbook.ts';
import type { Written } from '#model/record/portfolio.ts';

type Component = Extract<BodyNode, { kind: 'component' }>;

/** A text as it was written, with blanks in place of the components that its readers may not know. Lines keep their numbers. */
export function writtenFor(
  written: Written,
  body: readonly BodyNode[],
  isHidden: (node: Component) => boolean,
): Written {
  const lines = written.text.split('\n');
  for (const node of outermost(body, isHidden)) blank(lines, node, node.line - written.line);
  return { ...written, text: lines.join('\n') };
}

function outermost(body: readonly BodyNode[], isHidden: (node: Component) => boolean): Component[] {
  return body.flatMap((node) => {
    if (node.kind === 'html') return [];
    return isHidden(node) ? [node] : outermost(node.children, isHidden);
  });
}

/** Blanks a component from its first tag in a line to the end that belongs to it; without one, to the end of the text. */
function blank(lines: string[], { name }: Component, first: number): void {
  const tags = new RegExp(`</?${name}\\b(?:"[^"]*"|'[^']*'|\\{[^}]*\\}|[^>])*?(/?)>`, 'g');
  const text = lines.slice(first).join('\n');
  const start = text.search(new RegExp(`<${name}\\b(?=[^>]*\\b(?:audience|is)\\s*=)`));
  if (start === -1 || first < 0) return;
  let depth = 0;
  let end = text.length;
  tags.lastIndex = start;
  for (let tag = tags.exec(text); tag; tag = tags.exec(text)) {
    if (tag[0].startsWith('</')) depth--;
    else if (tag[1] !== '/') depth++;
    if (depth === 0) {
      end = tags.lastIndex;
      break;
    }
  }
  const hidden = text.slice(start, end).replaceAll(/[^\n]/g, ' ');
  const rest = (text.slice(0, start) + hidden + text.slice(end)).split('\n');
  lines.splice(first, lines.length, ...rest);
}
