import type { BodyNode } from './body.ts';

type Component = Extract<BodyNode, { kind: 'component' }>;

/** The steps of a text, wherever they are in it. */
export function stepsIn(nodes: readonly BodyNode[]): Component[] {
  return nodes.flatMap((node) =>
    node.kind === 'html' ? [] : node.name === 'Step' ? [node] : stepsIn(node.children),
  );
}

/** What is around the steps. */
export function withoutSteps(nodes: readonly BodyNode[]): BodyNode[] {
  return nodes
    .filter((node) => node.kind === 'html' || node.name !== 'Step')
    .map((node) =>
      node.kind === 'html' ? node : { ...node, children: withoutSteps(node.children) },
    );
}
