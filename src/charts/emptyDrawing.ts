import { View } from 'vega';
import type { TopLevelSpec } from 'vega-lite';
import { compiled } from './compiled.ts';

interface Item {
  marktype?: string;
  role?: string;
  y?: number;
  height?: number;
  items?: Item[];
  bounds?: { x1: number; y1: number; x2: number; y2: number };
}

/** So many times the size of the chart may a mark lie outside of it. */
const BEYOND = 1;

/**
 * Why a chart that compiles is not one: no mark of it can be seen, or a mark runs off the page. Vega draws both without a word,
 * such as stacked bars on a logarithmic scale and bars on a scale that begins above zero.
 */
export function emptyDrawing(spec: TopLevelSpec): string | null {
  const quiet = () => logger;
  const logger = { level: quiet, error: quiet, warn: quiet, info: quiet, debug: quiet } as never;
  const view = new View(compiled(spec, { logger }), { renderer: 'none' }).run();
  const [width, height] = [view.width(), view.height()];
  const { root } = view.scenegraph() as unknown as { root: Item };
  const bounds = [...marksOf(root)]
    .filter(({ y = 0, height = 0 }) => Number.isFinite(y) && Number.isFinite(height))
    .flatMap((item) => item.bounds ?? []);
  view.finalize();
  const seen = bounds.filter(
    ({ x1, y1, x2, y2 }) => [x1, y1, x2, y2].every(Number.isFinite) && x2 - x1 + (y2 - y1) > 0,
  );
  if (seen.length === 0) return 'none of its marks can be seen';
  const far = seen.some(
    ({ x1, y1, x2, y2 }) =>
      (width > 0 && (x1 < -BEYOND * width || x2 > (1 + BEYOND) * width)) ||
      (height > 0 && (y1 < -BEYOND * height || y2 > (1 + BEYOND) * height)),
  );
  return far ? 'its marks run off the chart: let the scale begin where they do' : null;
}

/** Marks of the author, in facets and layers as well; axes, legends and titles have roles of their own. */
function* marksOf(item: Item): Generator<Item> {
  for (const child of item.items ?? []) {
    if (child.role && /^(axis|legend|title|column|row)/.test(child.role)) continue;
    if (child.marktype && child.marktype !== 'group' && child.role === 'mark')
      yield* child.items ?? [];
    else yield* marksOf(child);
  }
}
