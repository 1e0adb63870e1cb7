import type { BodyNode } from '#model/record/playbook.ts';

/** A component as it is in a body. */
export type ComponentNode = Extract<BodyNode, { kind: 'component' }>;

/** A prop as text, or undefined where it was not written. */
export function prop(node: ComponentNode, name: string): string | undefined {
  const value = node.props[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
