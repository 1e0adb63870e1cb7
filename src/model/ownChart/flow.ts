import { sumOf } from '#model/statistics/sum.ts';
import { compareTexts } from '#model/words/compareTexts.ts';

/** What went one way: "jam", "cleared", and how much of it. */
export interface Path {
  stages: readonly string[];
  value: number;
}

/** What went from one group to one of the next stage. */
interface Flow {
  stage: number;
  from: string;
  to: string;
  value: number;
}

interface Band {
  y: number;
  height: number;
}

export interface FlowNode extends Band {
  stage: number;
  name: string;
  value: number;
}

/** A band between two nodes: where it leaves the one and where it reaches the other. */
interface FlowLink {
  stage: number;
  from: Band;
  to: Band;
}

/** Between two nodes of a stage, so that their names are read apart. */
const GAP = 16;

/** Paths in which each stage names its largest `top` groups, and makes the others one. */
export function withOthers(paths: readonly Path[], top: number): Path[] {
  const stages = paths[0]?.stages.length ?? 0;
  const named = Array.from({ length: stages }, (_, stage) => {
    const sizes = sizesAt(paths, stage);
    return sizes.length <= top ? null : new Set(sizes.slice(0, top).map(({ name }) => name));
  });
  return paths.map(({ stages: names, value }) => ({
    value,
    stages: names.map((name, stage) => (named[stage]?.has(name) === false ? OTHERS : name)),
  }));
}

const OTHERS = 'others';

/** What goes from each stage to the next, the largest first. */
export function flowsOf(paths: readonly Path[]): Flow[] {
  const stages = paths[0]?.stages.length ?? 0;
  return Array.from({ length: Math.max(0, stages - 1) }, (_, stage) => stage).flatMap((stage) =>
    [...Map.groupBy(paths, ({ stages: names }) => JSON.stringify(names.slice(stage, stage + 2)))]
      .map(([, group]) => ({
        stage,
        from: group[0]?.stages[stage] ?? '',
        to: group[0]?.stages[stage + 1] ?? '',
        value: sumOf(group.map(({ value }) => value)),
      }))
      .toSorted(
        (a, b) => b.value - a.value || compareTexts(a.from, b.from) || compareTexts(a.to, b.to),
      ),
  );
}

/** Places of all parts in a drawing of a height: the largest node on top, bands in the order of their nodes, so that few cross. */
export function flowLayout(
  paths: readonly Path[],
  height: number,
): { nodes: FlowNode[]; links: FlowLink[] } {
  const stages = paths[0]?.stages.length ?? 0;
  const columns = Array.from({ length: stages }, (_, stage) => sizesAt(paths, stage));
  const most = Math.max(1, ...columns.map(({ length }) => length));
  const whole = sumOf(paths.map(({ value }) => value));
  const scale = whole === 0 ? 0 : (height - GAP * (most - 1)) / whole;
  const nodes = columns.flatMap((sizes, stage) =>
    stacked(sizes, scale).map((node) => ({ stage, ...node })),
  );
  const nodeOf = (stage: number, name: string) =>
    nodes.find((node) => node.stage === stage && node.name === name);
  const left = new Map<FlowNode, number>();
  const reached = new Map<FlowNode, number>();
  const band = (used: Map<FlowNode, number>, node: FlowNode, thick: number): Band => {
    const y = node.y + (used.get(node) ?? 0);
    used.set(node, (used.get(node) ?? 0) + thick);
    return { y, height: thick };
  };
  const links = flowsOf(paths)
    .flatMap((flow) => {
      const [from, to] = [nodeOf(flow.stage, flow.from), nodeOf(flow.stage + 1, flow.to)];
      return from && to ? [{ ...flow, from, to }] : [];
    })
    .toSorted((a, b) => a.from.y - b.from.y || a.to.y - b.to.y)
    .map(({ stage, from, to, value }) => ({
      stage,
      from: band(left, from, value * scale),
      to: band(reached, to, value * scale),
    }));
  return { nodes, links };
}

function stacked(sizes: readonly { name: string; value: number }[], scale: number) {
  let y = 0;
  return sizes.map(({ name, value }) => {
    const node = { name, value, y, height: value * scale };
    y += node.height + GAP;
    return node;
  });
}

/** The groups of a stage, the largest first; what has no name of its own comes last. */
function sizesAt(paths: readonly Path[], stage: number): { name: string; value: number }[] {
  return [...Map.groupBy(paths, ({ stages }) => stages[stage] ?? '')]
    .map(([name, group]) => ({ name, value: sumOf(group.map(({ value }) => value)) }))
    .toSorted(
      (a, b) =>
        Number(a.name === OTHERS) - Number(b.name === OTHERS) ||
        b.value - a.value ||
        compareTexts(a.name, b.name),
    );
}
