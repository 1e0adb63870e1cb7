import { fileAddress, type MediaFile } from './media.ts';
import type { BodyNode } from './playbook.ts';

/** Every file that the bodies use, each once. */
export function mediaOf(bodies: readonly (readonly BodyNode[])[]): MediaFile[] {
  const found = new Map<string, MediaFile>();
  const visit = (nodes: readonly BodyNode[]): void => {
    for (const node of nodes) {
      if (node.kind === 'html') continue;
      for (const file of Object.values(node.files ?? {})) found.set(fileAddress(file), file);
      visit(node.children);
    }
  };
  for (const body of bodies) visit(body);
  return [...found.values()];
}
