import type { View } from 'vega';
import type { TopLevelSpec } from 'vega-lite';
import { draw } from './render.ts';

/** Draws a chart of an author, and refuses one that would be blank over rows that have values. */
export function drawChecked(spec: TopLevelSpec): Promise<string> {
  return draw(spec, (view) => {
    if (hasValues(spec) && !showsMarks(view))
      throw new Error(
        'it draws nothing: what it computes has no finite number to place a mark by, or its filter leaves no row',
      );
  });
}

function hasValues(spec: TopLevelSpec): boolean {
  const { data } = spec as { data?: { values?: { value: unknown }[] } };
  return data?.values?.some((row) => typeof row.value === 'number') ?? false;
}

/** A part of Vega's scene: a mark with its items, or an item that is a group of marks. */
interface Scene {
  role?: string;
  marktype?: string;
  items?: Scene[];
  x?: number;
  y?: number;
}

function showsMarks(view: View): boolean {
  const { root } = view.scenegraph() as unknown as { root: Scene };
  return showsIn(root);
}

function showsIn(part: Scene): boolean {
  if (part.role?.startsWith('axis') || part.role?.startsWith('legend') || part.role === 'title')
    return false;
  const items = part.items ?? [];
  return part.role === 'mark' && part.marktype !== 'group'
    ? items.some((item) => isPlaced(item))
    : items.some(showsIn);
}

/** A path of an area has its place in the string itself. */
function isPlaced(item: Scene): boolean {
  return [item.x, item.y].every((at) => at === undefined || Number.isFinite(at));
}
