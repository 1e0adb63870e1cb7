import type { Problem } from '#model/problem.ts';
import type { BodyNode } from '#model/record/playbook.ts';
import { componentOf } from './propCheck.ts';

type Component = Extract<BodyNode, { kind: 'component' }>;
type Flaw = Pick<Problem, 'found' | 'fix'>;

/**
 * What is in another place than its component shows it at: a step in no list is not numbered, and a list without a step says
 * nothing. `isPart`: a shared part, whose steps come into the list that includes it.
 */
export function placementProblems(
  body: readonly BodyNode[],
  file: string,
  isPart: boolean,
): Problem[] {
  const problems: Problem[] = [];
  const visit = (nodes: readonly BodyNode[], parent: string | null): void => {
    for (const node of nodes) {
      if (node.kind === 'html') continue;
      for (const flaw of [isPart && parent === null ? null : misplaced(node, parent), empty(node)])
        if (flaw !== null)
          problems.push({
            code: 'content/placement',
            severity: 'error',
            file,
            line: node.line,
            column: 1,
            ...flaw,
          });
      // An edition is without what is for others: the text reads as if it had no <Audience>.
      visit(node.children, node.name === 'Audience' ? parent : node.name);
    }
  };
  visit(body, null);
  return problems;
}

/** The components of a shared part that are shown only within another one, by the name of that. */
export function looseIn(body: readonly BodyNode[]): Map<string, string> {
  return new Map(
    body.flatMap((node) => {
      if (node.kind === 'html') return [];
      if (node.name === 'Audience') return [...looseIn(node.children)];
      const within = componentOf(node.name)?.within;
      return within === undefined ? [] : [[within, node.name] as const];
    }),
  );
}

function misplaced({ name }: Component, parent: string | null): Flaw | null {
  const within = componentOf(name)?.within;
  if (within === undefined || within === parent) return null;
  const at = parent === null ? 'by itself' : `in <${parent}>`;
  return {
    found: `<${name}> is ${at}, and it is shown only in <${within}>`,
    fix: `put it between <${within}> and </${within}>`,
  };
}

function empty({ name, children }: Component): Flaw | null {
  const { of } = componentOf(name) ?? {};
  if (of === undefined || has(children, of)) return null;
  const what = of === 'list' ? 'a list' : `<${of}>`;
  return {
    found: `<${name}> holds no ${what.replace(/^a /, '')}`,
    fix:
      of === 'list'
        ? `write each line of it as "- words", with an empty line after <${name}>`
        : `write each of them as <${of} title="…">, and its text before </${of}>`,
  };
}

function has(nodes: readonly BodyNode[], wanted: string): boolean {
  return nodes.some((node) => {
    if (node.kind === 'html') return wanted === 'list' && /<li[\s>]/.test(node.html);
    if (node.name === wanted || node.name === 'Include') return true;
    // One that is too deep is reported by itself.
    return has(node.children, wanted);
  });
}
