import { checksum } from '#model/run/seal.ts';
import type { BodyNode } from './playbook.ts';

/** A hash over what some nodes say and show; the line they are written in is no part of it, a picture is by its bytes. */
export function textMark(title: string, nodes: readonly BodyNode[]): string {
  return checksum(JSON.stringify([title, saidIn(nodes)]));
}

/** Neighbouring chunks are one, and what is drawn counts as it was written: a newer way to draw it changes no approved text. */
function saidIn(nodes: readonly BodyNode[]): unknown[] {
  const joined: BodyNode[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.kind === 'component') joined.push(node);
    else {
      const html = node.source ?? node.html;
      if (last?.kind === 'html') last.html += html;
      else joined.push({ kind: 'html', html });
    }
  }
  return joined.map(said);
}

function said(node: BodyNode): unknown {
  if (node.kind === 'html') return node.html.replaceAll(/\s+/g, ' ').trim();
  const files = Object.entries(node.files ?? {}).map(([prop, { hash }]) => [prop, hash]);
  return [node.name, sorted(node.props), files, saidIn(node.children)];
}

function sorted(props: Record<string, unknown>): [string, unknown][] {
  return Object.entries(props).sort(([a], [b]) => (a < b ? -1 : 1));
}
