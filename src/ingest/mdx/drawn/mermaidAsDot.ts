import type { DrawingFlaw } from './drawing.ts';
import { MermaidLine, MermaidFlaw, type Arrow, type MermaidNode } from './mermaidLine.ts';

const DIRECTIONS: Readonly<Record<string, string>> = {
  TB: 'TB',
  TD: 'TB',
  BT: 'BT',
  LR: 'LR',
  RL: 'RL',
};
const NOT_DRAWN = /^(?:classDef|class|style|linkStyle|click|direction)\b/;

/**
 * A flowchart of Mermaid as a graph of Graphviz. Every line is read or refused: a line that is not understood is an arrow that
 * somebody will miss. Source: https://mermaid.js.org/syntax/flowchart.html
 */
export function mermaidAsDot(text: string): { dot: string; flaws: DrawingFlaw[] } {
  const graph = new Graph();
  const flaws: DrawingFlaw[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    for (const statement of statements(line)) {
      try {
        graph.add(statement);
      } catch (error) {
        if (!(error instanceof MermaidFlaw)) throw error;
        flaws.push({ ...error.flaw, line: index + 1 });
        if (!graph.isBegun()) return { dot: '', flaws };
      }
    }
  }
  if (flaws.length === 0) flaws.push(...graph.end());
  return { dot: graph.dot(), flaws };
}

/** The statements of a line: a comment is none, and `;` parts two outside of quotes. */
function statements(line: string): string[] {
  if (line.trim().startsWith('%%')) return [];
  return (line.match(/(?:"[^"]*"|[^;])+/g) ?? []).map((part) => part.trim()).filter(Boolean);
}

class Graph {
  private direction: string | null = null;
  private readonly nodes = new Map<string, MermaidNode>();
  private readonly edges: string[] = [];
  private readonly groups: { id: string; title: string; parent: number; nodes: string[] }[] = [];
  private open: number[] = [];

  add(statement: string): void {
    if (this.direction === null) this.head(statement);
    else if (/^subgraph\b/.test(statement)) this.group(statement.slice(8).trim());
    else if (statement === 'end') this.close();
    else if (NOT_DRAWN.test(statement))
      throw new MermaidFlaw(
        `"${statement.slice(0, 40)}" is not drawn`,
        'remove it: colours, links and directions of parts are left to the portal; or write the diagram as ```dot',
      );
    else this.chain(new MermaidLine(statement));
  }

  isBegun(): boolean {
    return this.direction !== null;
  }

  end(): DrawingFlaw[] {
    if (this.direction === null)
      return [{ found: 'the diagram is empty', fix: 'begin it with: flowchart LR' }];
    return this.open.length === 0
      ? []
      : [{ found: 'a subgraph is not closed', fix: 'write end below its last line' }];
  }

  dot(): string {
    const nodes = [...this.nodes.values()].map(
      ({ id, text, shape }) => `${quoted(id)} [label=${quoted(text)} ${shape}];`,
    );
    return [
      'digraph {',
      `rankdir=${this.direction ?? 'TB'}; compound=true;`,
      ...this.drawnGroups(-1),
      ...nodes,
      ...this.edges,
      '}',
    ].join('\n');
  }

  private head(statement: string): void {
    const [, kind = '', way = 'TB'] = /^(\S+)(?:\s+(\S+))?$/.exec(statement) ?? [];
    if (kind !== 'flowchart' && kind !== 'graph')
      throw new MermaidFlaw(
        `a diagram of Mermaid that begins with "${statement.slice(0, 30)}" is not drawn`,
        'draw it as a flowchart or as ```dot, or save it as SVG and show it with ![what it shows](file.svg)',
        'flowchart, graph',
      );
    const direction = DIRECTIONS[way];
    if (direction === undefined)
      throw new MermaidFlaw(
        `"${way}" is no direction`,
        'write flowchart LR, or flowchart TD',
        Object.keys(DIRECTIONS).join(', '),
      );
    this.direction = direction;
  }

  private group(rest: string): void {
    const [, id = '', quotedTitle, title] =
      /^([^[\]"]+?)?\s*(?:\[\s*"([^"]*)"\s*\]|\[([^\]"]*)\])?$/.exec(
        rest.replace(/^"([^"]*)"$/, '$1'),
      ) ?? [];
    if (id === '' && quotedTitle === undefined && title === undefined)
      throw new MermaidFlaw(
        `the subgraph "${rest}" has no name`,
        'write: subgraph zone [What it is called]',
      );
    const parent = this.open.at(-1) ?? -1;
    this.groups.push({ id, title: quotedTitle ?? title ?? id, parent, nodes: [] });
    this.open.push(this.groups.length - 1);
  }

  private close(): void {
    if (this.open.pop() === undefined)
      throw new MermaidFlaw('end closes no subgraph', 'remove it, or write subgraph above');
  }

  private chain(line: MermaidLine): void {
    let from = line.nodes();
    this.know(from);
    while (!line.isAtEnd()) {
      const arrow = line.arrow();
      const to = line.nodes();
      this.know(to);
      for (const tail of from) for (const head of to) this.edge(tail, arrow, head);
      from = to;
    }
  }

  private know(nodes: readonly MermaidNode[]): void {
    for (const node of nodes) {
      if (this.groups.some(({ id }) => id === node.id))
        throw new MermaidFlaw(
          `"${node.id}" is a subgraph, and an arrow from or to it is not drawn`,
          'let the arrow begin and end at a box in it',
        );
      const known = this.nodes.get(node.id);
      // A box is described where it has a text, and named by its id elsewhere.
      if (known === undefined || node.isDescribed) this.nodes.set(node.id, node);
      const group = this.groups[this.open.at(-1) ?? -1];
      const isPlaced = this.groups.some(({ nodes: placed }) => placed.includes(node.id));
      if (group && !isPlaced) group.nodes.push(node.id);
    }
  }

  private edge(tail: MermaidNode, { style, label }: Arrow, head: MermaidNode): void {
    const says = label === '' ? '' : ` label=${quoted(label)}`;
    this.edges.push(`${quoted(tail.id)} -> ${quoted(head.id)} [${style}${says}];`);
  }

  private drawnGroups(parent: number): string[] {
    return this.groups.flatMap((group, index) =>
      group.parent !== parent
        ? []
        : [
            `subgraph cluster_${index} { label=${quoted(group.title)};`,
            ...group.nodes.map((id) => `${quoted(id)};`),
            ...this.drawnGroups(index),
            '}',
          ],
    );
  }
}

/** A line end is one in Graphviz too; every other sign stands for itself. */
const quoted = (text: string) =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
