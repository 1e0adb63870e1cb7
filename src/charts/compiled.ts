import { compile, type TopLevelSpec } from 'vega-lite';

/** Compiled specs by their shape: thousands of charts differ in their numbers and in nothing else. */
const shapes = new Map<string, string>();

/**
 * A Vega-Lite spec as a Vega spec. Compiling takes as long as drawing, so it is done once for each shape: data and numeric
 * domains are taken out before and put back after. Both are plain JSON, which Vega-Lite hands through as it is.
 */
export function compiled(spec: TopLevelSpec, options: Parameters<typeof compile>[1]): object {
  const taken: unknown[] = [];
  // The same number has the same mark: layers that share an axis share its domain.
  const marks = new Map<number, number>();
  const mark = (end: number) => {
    const known = marks.get(end) ?? MARK + taken.push(end) - 1;
    marks.set(end, known);
    return known;
  };
  const shape = JSON.stringify(spec, (key, value: unknown) => {
    if (key === 'values' && Array.isArray(value)) return [{ taken: taken.push(value) - 1 }];
    if (key === 'domain' && isPair(value)) return value.map(mark);
    return value;
  });
  const known = shapes.get(shape) ?? JSON.stringify(compile(JSON.parse(shape) as TopLevelSpec, options).spec);
  shapes.set(shape, known);
  return JSON.parse(known, (key, value: unknown) => {
    if (key === 'values' && Array.isArray(value) && typeof value[0]?.taken === 'number') return taken[value[0].taken];
    return typeof value === 'number' && value >= MARK && Number.isInteger(value) ? taken[value - MARK] : value;
  }) as object;
}

/** Far above any number that a spec of ours holds. */
const MARK = 2 ** 51;

function isPair(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((end) => typeof end === 'number');
}
