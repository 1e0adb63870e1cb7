import { checksum } from '#model/run/seal.ts';
import type { BodyNode } from './playbook.ts';

/** A hash over what some nodes say and show; the line they are written in is no part of it, a picture is by its bytes. */
export function textMark(title: string, nodes: readonly BodyNode[]): string {
  return checksum(JSON.stringify([title, nodes.map(said)]));
}

function said(node: BodyNode): unknown {
  if (node.kind === 'html') return node.html.replaceAll(/\s+/g, ' ').trim();
  const files = Object.entries(node.files ?? {}).map(([prop, { hash }]) => [prop, hash]);
  return [node.name, sorted(node.props), files, node.children.map(said)];
}

function sorted(props: Record<string, unknown>): [string, unknown][] {
  return Object.entries(props).sort(([a], [b]) => (a < b ? -1 : 1));
}
