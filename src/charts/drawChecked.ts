import type { View } from 'vega';
import type { TopLevelSpec } from 'vega-lite';
import { draw } from './render.ts';

/** A part of Vega's scene: a mark with its items, or an item that is a group of marks. */
interface Scene {
  role?: string;
  marktype?: string;
  y?: number;
  height?: number;
  items?: Scene[];
  bounds?: { x1: number; y1: number; x2: number; y2: number };
}

/** So many times the size of the chart may a mark lie outside of it. */
const BEYOND = 1;

/**
 * Draws a chart of an author. Refuses one that compiles and shows nothing: no mark of it can be seen although there are rows, or a
 * mark runs off the page. Vega draws both without a word, such as stacked bars on a logarithmic scale.
 */
export function drawChecked(spec: TopLevelSpec): Promise<string> {
  return draw(spec, (view) => {
    const fault = hasRows(spec) ? sceneFault(view) : null;
    if (fault !== null) throw new Error(fault);
  });
}

function hasRows(spec: TopLevelSpec): boolean {
  const { data } = spec as { data?: { values?: unknown[] } };
  return (data?.values ?? []).length > 0;
}

function sceneFault(view: View): string | null {
  const [width, height] = [view.width(), view.height()];
  const { root } = view.scenegraph() as unknown as { root: Scene };
  const seen = [...marksOf(root)]
    .filter((item) => Number.isFinite(item.y ?? 0) && Number.isFinite(item.height ?? 0))
    .flatMap((item) => item.bounds ?? [])
    .filter(
      ({ x1, y1, x2, y2 }) => [x1, y1, x2, y2].every(Number.isFinite) && x2 - x1 + (y2 - y1) > 0,
    );
  if (seen.length === 0)
    return 'it draws nothing: none of its marks can be seen, since what it computes has no finite number to place a mark by, or its filter leaves no row';
  const far = seen.some(
    ({ x1, y1, x2, y2 }) =>
      (width > 0 && (x1 < -BEYOND * width || x2 > (1 + BEYOND) * width)) ||
      (height > 0 && (y1 < -BEYOND * height || y2 > (1 + BEYOND) * height)),
  );
  return far ? 'its marks run off the chart: let the scale begin where they do' : null;
}

/** Marks of the author, in facets and layers as well; axes, legends and titles have roles of their own. */
function* marksOf(item: Scene): Generator<Scene> {
  for (const child of item.items ?? []) {
    if (child.role && /^(axis|legend|title|column|row)/.test(child.role)) continue;
    if (child.marktype && child.marktype !== 'group' && child.role === 'mark')
      yield* child.items ?? [];
    else yield* marksOf(child);
  }
}
