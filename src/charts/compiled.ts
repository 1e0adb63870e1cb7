import { parse, type Runtime } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

/** Compiled specs by their shape: thousands of charts differ in their numbers and in nothing else. Null: one that cannot be shared. */
const shapes = new Map<string, Template | null>();

interface Template {
  runtime: object;
  /** The parts of it that hold something to be filled in. */
  open: ReadonlySet<object>;
}

/**
 * A Vega-Lite spec as what Vega runs. Compiling takes as long as drawing, so it is done once for each shape: data and numeric
 * domains are taken out before and put back after. Both are plain JSON, which Vega-Lite and Vega hand through as it is.
 */
export function compiled(spec: TopLevelSpec, options: Parameters<typeof compile>[1]): Runtime {
  const taken: unknown[] = [];
  // The same number has the same mark: layers that share an axis share its domain.
  const marks = new Map<number, number>();
  const mark = (end: number) => {
    const known = marks.get(end) ?? MARK + taken.push(end) - 1;
    marks.set(end, known);
    return known;
  };
  const shape = JSON.stringify(spec, (key, value: unknown) => {
    // Rows are objects; the values of an axis are part of the shape.
    if (key === 'values' && Array.isArray(value) && value.every(isRow))
      return [{ taken: taken.push(value) - 1 }];
    if (key === 'domain' && isPair(value)) return value.map(mark);
    return value;
  });
  const known = shapes.get(shape);
  const template =
    known === undefined
      ? templateOf(parse(compile(JSON.parse(shape) as TopLevelSpec, options).spec))
      : known;
  shapes.set(shape, template);
  return template === null
    ? parse(compile(spec, options).spec)
    : (filled(template.runtime, template.open, taken) as Runtime);
}

/** Far above any number that a spec of ours holds; all marks begin with the same digits. */
const MARK = 2 ** 51;
const DIGITS = String(MARK).slice(0, -4);

/** Null where a mark went into the text of an expression, from which it could not be taken out again. */
function templateOf(runtime: object): Template | null {
  const open = new Set<object>();
  let isText = false;
  const isOpen = (value: unknown): boolean => {
    if (typeof value === 'string') isText ||= value.includes(DIGITS);
    if (typeof value === 'number') return isMark(value);
    if (typeof value !== 'object' || value === null) return false;
    const inside = Object.values(value).map(isOpen);
    if (!inside.includes(true) && takenFrom(value) === null) return false;
    open.add(value);
    return true;
  };
  isOpen(runtime);
  return isText ? null : { runtime, open };
}

/** A copy in which every mark is what was taken for it; what holds none is shared by all. */
function filled(value: unknown, open: ReadonlySet<object>, taken: readonly unknown[]): unknown {
  if (typeof value === 'number') return isMark(value) ? taken[value - MARK] : value;
  if (typeof value !== 'object' || value === null || !open.has(value)) return value;
  const data = takenFrom(value);
  if (data !== null) return taken[data];
  if (Array.isArray(value)) return value.map((member) => filled(member, open, taken));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, filled(member, open, taken)]),
  );
}

/** Which data was taken out where this list stands; null for any other value. */
function takenFrom(value: object): number | null {
  const mark: unknown = Array.isArray(value)
    ? (value[0] as { taken?: unknown } | undefined)?.taken
    : undefined;
  return typeof mark === 'number' ? mark : null;
}

function isMark(value: number): boolean {
  return value >= MARK && Number.isInteger(value) && value < MARK + 1000;
}

function isRow(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function isPair(value: unknown): value is [number, number] {
  return (
    Array.isArray(value) && value.length === 2 && value.every((end) => typeof end === 'number')
  );
}
