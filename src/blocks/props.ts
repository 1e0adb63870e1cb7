import type { BodyNode } from '#model/record/playbook.ts';

/** A component as it is in a body. */
export type ComponentNode = Extract<BodyNode, { kind: 'component' }>;

/** A prop as text, or undefined where it was not written. */
export function prop(node: ComponentNode, name: string): string | undefined {
  const value = node.props[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** How many entries of a list are shown; what is more is counted beside them. */
export function topOf(node: ComponentNode, otherwise: number): number {
  const top = Number(prop(node, 'top'));
  return Number.isInteger(top) && top > 0 ? top : otherwise;
}
