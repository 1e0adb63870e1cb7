import { type ZodType, z } from 'zod';

/** What the field is for, in the words of the guide: ` (how many of them have to meet it)`. */
export function meaning(schema: unknown, path: readonly PropertyKey[]): string {
  const key = path.at(-1);
  const parent = typeof key === 'string' ? nodeAt(schema, path.slice(0, -1)) : null;
  const field =
    typeof key === 'string'
      ? shapesOf(parent)
          .map((shape) => shape[key])
          .find((one) => one !== undefined)
      : undefined;
  const said = field ? z.globalRegistry.get(field)?.description : undefined;
  // An abbreviation keeps its capitals.
  const first = /^[A-Z]{2}/.test(said ?? '') ? said?.charAt(0) : said?.charAt(0).toLowerCase();
  return said ? ` (${first}${said.slice(1).replace(/\.$/, '')})` : '';
}

// biome-ignore lint/suspicious/noExplicitAny: zod's internals are read for their keys only
type Internals = any;

/** Field names of the object schema at a path; where its fields depend on a kind, those of the kind that `value` has. */
export function keysAt(schema: unknown, path: readonly PropertyKey[], value: unknown): string[] {
  const node = nodeAt(schema, path);
  const by = node?.def?.discriminator as string | undefined;
  const kind = by !== undefined && isObject(value) ? value[by as never] : undefined;
  const shapes = shapesOf(node).filter(
    (shape) => by === undefined || shape[by]?.safeParse(kind).success,
  );
  return [...new Set(shapes.flatMap((shape) => Object.keys(shape)))];
}

/** Where the fields depend on a kind: "kind: checkpoint" for a field that another kind has, else null. */
export function kindsWith(
  schema: unknown,
  path: readonly PropertyKey[],
  key: string,
): string | null {
  const node = nodeAt(schema, path);
  const by = node?.def?.discriminator as string | undefined;
  if (by === undefined) return null;
  const owners = shapesOf(node).flatMap((shape) =>
    Object.hasOwn(shape, key) ? (unwrap(shape[by])?.def?.values ?? []) : [],
  );
  return owners.length === 0 ? null : `${by}: ${owners.join(', ')}`;
}

/** Names of the fields that an object needs; of the first form that has any. */
export function neededAt(node: Internals): string[] {
  const shape = shapesOf(node)[0] ?? {};
  return Object.keys(shape).filter((key) => !shape[key]?.safeParse(undefined).success);
}

/** Places of the forms of a union that know a field of the value. */
export function formsWith(node: Internals, value: unknown): number[] {
  const options = (node?.def?.options as unknown[] | undefined)?.map(unwrap) ?? [];
  const names = isObject(value) && !Array.isArray(value) ? Object.keys(value) : [];
  return options.flatMap((option, index) => {
    const shape = option?.def?.shape as object | undefined;
    return shape !== undefined && names.some((name) => Object.hasOwn(shape, name)) ? [index] : [];
  });
}

/** The field of an object whose own fields have this one: `everyDays` belongs into `trilens`; null where none has. */
export function ownerOf(node: Internals, name: string): string | null {
  for (const shape of shapesOf(node))
    for (const [key, field] of Object.entries(shape))
      if (shapesOf(unwrap(field)).some((own) => Object.hasOwn(own, name))) return key;
  return null;
}

/** The schema at a path. */
export function nodeAt(schema: unknown, path: readonly PropertyKey[]): Internals {
  let node = unwrap(schema);
  for (const key of path) {
    const shape = shapesOf(node).find((one) => Object.hasOwn(one, key));
    node = unwrap(
      typeof key === 'number'
        ? (elementOf(node) ?? node?.def?.items)
        : (shape?.[String(key)] ?? node?.def?.valueType),
    );
  }
  return node;
}

function elementOf(node: Internals): unknown {
  return (
    node?.def?.element ??
    (node?.def?.options as unknown[] | undefined)
      ?.map((option) => unwrap(option)?.def?.element)
      .find((element) => element !== undefined)
  );
}

/** The fields of an object, or of each object that a union may be. */
export function shapesOf(node: Internals): Record<string, ZodType>[] {
  const options = (node?.def?.options as unknown[] | undefined)?.map(unwrap) ?? [node];
  return options.flatMap((option) =>
    option?.def?.shape ? [option.def.shape as Record<string, ZodType>] : [],
  );
}

export function unwrap(schema: Internals): Internals {
  let node = schema;
  while (node?.def && (node.def.innerType || node.def.in || node.def.getter))
    node = node.def.innerType ?? node.def.in ?? node.def.getter();
  return node;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
