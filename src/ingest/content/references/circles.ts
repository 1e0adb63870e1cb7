import { formulaParts } from '#model/metric/series/formula.ts';
import type { Problem } from '#model/problem.ts';
import type { Content } from '#ingest/content/content.ts';
import { sourceOf, type Source } from '#ingest/content/source.ts';
import { problemAt } from './problemAt.ts';

interface Graph {
  kind: Source['kind'];
  /** Field that names others of the kind. */
  field: string;
  code: string;
  /** What each record needs, by id. */
  edges: readonly (readonly [string, readonly string[]])[];
}

/** Nothing needs itself, by whatever way. */
export function circles(content: Content, sources: readonly Source[]): Problem[] {
  return graphsOf(content).flatMap(({ kind, field, code, edges }) => {
    const circle = circleIn(edges);
    const source = circle?.[0] === undefined ? undefined : sourceOf(sources, kind, circle[0]);
    if (!circle || !source) return [];
    return [
      problemAt(source, [...source.path, field], {
        code,
        found: `${field} goes in a circle: ${circle.join(' → ')}`,
        fix: 'take one of them out of the circle',
      }),
    ];
  });
}

const graphsOf = ({ roadmap, metrics, playbooks, goals }: Content): Graph[] => [
  {
    ...{ kind: 'roadmap', field: 'needs', code: 'roadmap/cycle' },
    edges: roadmap.map(({ id, needs }) => [id, needs]),
  },
  {
    ...{ kind: 'metric', field: 'value', code: 'content/circle' },
    edges: metrics.map(({ id, value }) => [
      id,
      value.kind === 'formula' ? formulaParts(value.expression) : [],
    ]),
  },
  {
    ...{ kind: 'playbook', field: 'needs', code: 'content/circle' },
    edges: playbooks.map(({ id, needs = [] }) => [id, needs]),
  },
  {
    ...{ kind: 'goal', field: 'parent', code: 'content/circle' },
    edges: goals.map(({ id, parent }) => [id, parent ? [parent] : []]),
  },
];

/** The first circle, from a record back to itself; null where there is none. */
function circleIn(edges: Graph['edges']): string[] | null {
  const next = new Map(edges);
  const done = new Set<string>();
  const walk = (id: string, path: readonly string[]): string[] | null => {
    const before = path.indexOf(id);
    if (before >= 0) return [...path.slice(before), id];
    if (done.has(id)) return null;
    for (const needed of next.get(id) ?? []) {
      const circle = walk(needed, [...path, id]);
      if (circle !== null) return circle;
    }
    done.add(id);
    return null;
  };
  for (const [start] of edges) {
    const circle = walk(start, []);
    if (circle !== null) return circle;
  }
  return null;
}
