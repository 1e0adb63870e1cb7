import type { BodyNode } from '#model/record/playbook.ts';
import { nearest, type Problem } from '#model/problem.ts';
import type { Body } from '#ingest/mdx/body.ts';
import { looseIn } from '#ingest/mdx/placement.ts';

/** A shared part, `content/parts/lockout.mdx`. */
export interface Part {
  file: string;
  body: Body;
}

type Component = Extract<BodyNode, { kind: 'component' }>;

/** A body with the shared parts that it includes in their places, and with what of them is checked. */
export function withParts(
  body: Body,
  file: string,
  parts: ReadonlyMap<string, Part>,
): { body: Body; problems: Problem[] } {
  if (!body.uses.some(({ component }) => component === 'Include')) return { body, problems: [] };
  const problems: Problem[] = [];
  const expanded = expand(body, { file, parts, path: [], problems });
  return { body: expanded, problems: [...problems, ...twice(body, expanded, file)] };
}

interface Place {
  file: string;
  parts: ReadonlyMap<string, Part>;
  /** Names of the parts that are open. */
  path: readonly string[];
  problems: Problem[];
}

function expand(body: Body, place: Place): Body {
  const headings = [...body.headings];
  const uses = [...body.uses];
  const walk = (nodes: readonly BodyNode[], parent: string | null): BodyNode[] =>
    nodes.flatMap((node): BodyNode[] => {
      if (node.kind === 'html') return [node];
      if (node.name !== 'Include') {
        const around = node.name === 'Audience' ? parent : node.name;
        return [{ ...node, children: walk(node.children, around) }];
      }
      const part = partOf(node, body, place);
      if (part === null) return [];
      const within = useOf(node, body)?.within ?? [];
      const inner = expand(part.body, {
        ...place,
        file: part.file,
        path: [...place.path, String(node.props.part)],
      });
      if (parent !== null || place.path.length === 0)
        place.problems.push(...misplacedParts(inner.body, parent, node, place.file));
      headings.push(...inner.headings);
      uses.push(
        ...inner.uses.map((use) => ({
          ...use,
          file: use.file ?? part.file,
          within: [...within, ...use.within],
        })),
      );
      const { audience } = node.props;
      const brought = inner.body.map((own) => broughtBy(own, part.file, node.line));
      return audience === undefined
        ? brought
        : [{ ...node, name: 'Audience', props: { is: audience }, children: brought }];
    });
  return { body: walk(body.body, null), headings, uses };
}

/** A node that knows which part it is from: a line means nothing without its file. */
function broughtBy(node: BodyNode, file: string, line: number): BodyNode {
  if (node.kind === 'html') return node;
  const { from } = node;
  return {
    ...node,
    children: node.children.map((child) => broughtBy(child, file, line)),
    from: { file: from?.file ?? file, at: from ? `${line}-${from.at}` : String(line) },
  };
}

/** A shared part with steps belongs into a list of steps. */
function misplacedParts(
  body: readonly BodyNode[],
  parent: string | null,
  { line, props }: Component,
  file: string,
): Problem[] {
  return [...looseIn(body)].flatMap(([within, name]): Problem[] =>
    within === parent
      ? []
      : [
          {
            code: 'content/placement',
            severity: 'error',
            file,
            line,
            column: 1,
            found: `the part "${String(props.part)}" holds <${name}> by itself, which is shown only in <${within}>`,
            fix: `put <Include part="${String(props.part)}" /> between <${within}> and </${within}>`,
          },
        ],
  );
}

const useOf = (node: Component, { uses }: Body) =>
  uses.find(
    ({ component, prop, value, line }) =>
      component === 'Include' && prop === 'part' && value === node.props.part && line >= node.line,
  );

function partOf(node: Component, body: Body, { file, parts, path, problems }: Place): Part | null {
  const name = node.props.part;
  if (typeof name !== 'string') return null;
  const part = parts.get(name);
  const use = useOf(node, body);
  const problem = (code: string, found: string, fix: string, allowed?: string) =>
    problems.push({
      code,
      severity: 'error',
      file,
      line: use?.line ?? node.line,
      column: use?.column ?? 1,
      found,
      fix,
      ...(allowed === undefined ? {} : { allowed }),
    });
  if (part === undefined) {
    const near = nearest(name, parts.keys());
    const names = [...parts.keys()].sort();
    problem(
      'content/unknown-part',
      `there is no shared part "${name}"`,
      near ? `did you mean "${near}"?` : `write it in content/parts/${name}.mdx`,
      names.length === 0 ? 'none is there yet' : names.join(', '),
    );
    return null;
  }
  if (path.includes(name)) {
    problem(
      'content/circle',
      `the part "${name}" includes itself: ${[...path.slice(path.indexOf(name)), name].join(' → ')}`,
      'take one of them out of the circle',
    );
    return null;
  }
  return part;
}

/** What a page may have once, and has twice because a part brings it: an id of a heading, a value that is entered. */
function twice(own: Body, whole: Body, file: string): Problem[] {
  const line = own.uses.find(({ component }) => component === 'Include')?.line ?? 1;
  const doubled = (names: readonly string[]) => [
    ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
  ];
  const problem = (found: string, fix: string): Problem => ({
    code: 'content/part-twice',
    severity: 'error',
    file,
    line,
    column: 1,
    found,
    fix,
  });
  return [
    ...doubled(whole.headings.map(({ id }) => id)).map((id) =>
      problem(
        `with its shared parts the text has two headings "#${id}"`,
        'give one of them an id of its own: ## Title {#own-id}',
      ),
    ),
    ...doubled(valuesIn(whole.body)).map((name) =>
      problem(
        `with its shared parts the text asks for "${name}" twice`,
        'give each value its own name, since a record tells values apart by it',
      ),
    ),
  ];
}

function valuesIn(nodes: readonly BodyNode[]): string[] {
  return nodes.flatMap((node) =>
    node.kind === 'html'
      ? []
      : node.name === 'Value'
        ? [String(node.props.name)]
        : valuesIn(node.children),
  );
}
