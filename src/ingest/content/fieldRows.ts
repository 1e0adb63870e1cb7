import { type ZodType, z } from 'zod';

/** One field as the guide shows it. */
export interface FieldRow {
  /** `benefits[].confirmedBy` */
  name: string;
  says: string;
  /** "date", "list of ids", "business, it, ot". */
  kind: string;
  needed: boolean;
  /** What is taken when nothing is written; null where that is nothing. */
  otherwise: string | null;
}

// biome-ignore lint/suspicious/noExplicitAny: zod's own description of a schema differs by its type
type Definition = any;
const def = (schema: ZodType): Definition => (schema as Definition)._zod.def;

/** The fields of a file from the schema that reads it, so that no table can say anything else. */
export function fieldRows(schema: ZodType, prefix = ''): FieldRow[] {
  const kinds = kindsOf(schema);
  if (kinds !== null) return rowsOfKinds(kinds, prefix);
  const shape = shapeOf(schema);
  if (!shape) return [];
  return Object.entries(shape).flatMap(([name, field]) => {
    const inner = objectIn(field);
    const told = inner !== null && Object.values(inner.shape).some((part) => saidOf(part) !== '');
    const row: FieldRow = {
      name: prefix + name,
      says: saidOf(field),
      kind: told ? toldKind(field, inner.many) : kindOf(field),
      needed: !field.safeParse(undefined).success,
      otherwise: defaultOf(field),
    };
    return told
      ? [row, ...fieldRows(z.object(inner.shape), `${prefix}${name}${inner.many ? '[].' : '.'}`)]
      : [row];
  });
}

/** Of a record with kinds: what every kind has once, then each field with the kinds that have it. */
function rowsOfKinds(kinds: readonly ZodType[], prefix: string): FieldRow[] {
  const rows = new Map<string, { row: FieldRow; kinds: Set<string> }>();
  for (const kind of kinds) {
    const name = kindOf(shapeOf(kind)?.['kind'] ?? kind);
    for (const row of fieldRows(kind, prefix)) {
      const known = rows.get(row.name);
      if (known) known.kinds.add(name);
      else rows.set(row.name, { row, kinds: new Set([name]) });
    }
  }
  const names = [...new Set(kinds.map((kind) => kindOf(shapeOf(kind)?.['kind'] ?? kind)))];
  return [...rows.values()].map(({ row, kinds: having }) =>
    row.name === `${prefix}kind`
      ? { ...row, kind: names.join(', '), needed: false, otherwise: names[0] ?? null }
      : having.size === names.length
        ? row
        : { ...row, says: `${row.says} Of ${[...having].map((one) => `\`${one}\``).join(', ')}.` },
  );
}

/** The alternatives of a schema that differ by their kind, or null where it has none. */
function kindsOf(schema: ZodType): ZodType[] | null {
  const inner = def(written(schema));
  return inner.type === 'union' && inner.discriminator ? (inner.options as ZodType[]) : null;
}

/** Of what has its own rows below: what may stand in their place. */
function toldKind(field: ZodType, many: boolean): string {
  const inner = written(field);
  const one = many ? written(def(inner).element) : inner;
  const short =
    def(one).type === 'union'
      ? (def(one).options as ZodType[]).filter((option) => objectIn(option) === null).map(kindOf)
      : [];
  if (!many) return [...short, 'fields below'].join(' or ');
  return short.length === 0
    ? 'list'
    : `list of ${short.map(plural).join(' or ')}, or of the fields below`;
}

function saidOf(schema: ZodType): string {
  return z.globalRegistry.get(schema)?.description ?? '';
}

/** The schema of what is written, without what becomes of it. */
function written(schema: ZodType): ZodType {
  const { type, innerType, in: input, out } = def(schema);
  if (type === 'pipe') return written(def(input).type === 'transform' ? out : input);
  return innerType && !titleOf(schema) ? written(innerType) : schema;
}

function shapeOf(schema: ZodType): Record<string, ZodType> | null {
  const inner = written(schema);
  return def(inner).type === 'object'
    ? def(inner).shape
    : def(inner).type === 'array'
      ? shapeOf(def(inner).element)
      : null;
}

function objectIn(schema: ZodType): { shape: Record<string, ZodType>; many: boolean } | null {
  const inner = written(schema);
  const { type, element, options, discriminator } = def(inner);
  // The fields of a record with kinds have a table of their own.
  if (discriminator) return null;
  if (type === 'object') return { shape: def(inner).shape, many: false };
  if (type === 'union')
    return (options as ZodType[]).map(objectIn).find((found) => found !== null) ?? null;
  const found = type === 'array' ? objectIn(element) : null;
  return found && { ...found, many: true };
}

const titleOf = (schema: ZodType) => z.globalRegistry.get(schema)?.title;

function kindOf(schema: ZodType): string {
  const inner = written(schema);
  const title = titleOf(inner) ?? titleOf(schema);
  if (title) return title;
  const { type, element, entries, values, options, shape, keyType, valueType, items, format } =
    def(inner);
  if (type === 'string') return format === 'url' ? 'address' : 'text';
  if (type === 'number') return 'number';
  if (type === 'boolean') return 'true, false';
  if (type === 'enum')
    return Object.values(entries as object)
      .map(visible)
      .join(', ');
  if (type === 'literal') return (values as unknown[]).join(', ');
  if (type === 'array') return `list of ${plural(kindOf(element))}`;
  if (type === 'tuple') return `[${(items as ZodType[]).map(kindOf).join(', ')}]`;
  if (type === 'union') return [...new Set((options as ZodType[]).map(kindOf))].join(' or ');
  if (type === 'record')
    return def(written(keyType)).type === 'enum'
      ? `{ ${Object.values(def(written(keyType)).entries).join(', ')} }`
      : `{ name: ${kindOf(valueType)} }`;
  if (type === 'object')
    return `{ ${Object.entries(shape as Record<string, ZodType>)
      .map(([name, field]) => `${name}${field.safeParse(undefined).success ? '?' : ''}`)
      .join(', ')} }`;
  return 'anything';
}

/** A mark alone is no word: it is put in quotes. */
const visible = (value: unknown) => (/^\W$/.test(String(value)) ? `"${value}"` : String(value));

function plural(kind: string): string {
  return /^(id|date|text|number|period)$/.test(kind) ? `${kind}s` : kind;
}

function defaultOf(schema: ZodType): string | null {
  const { type, defaultValue, innerType } = def(schema);
  if (type === 'default' || type === 'prefault') {
    if (
      defaultValue === '' ||
      (typeof defaultValue === 'object' && JSON.stringify(defaultValue).length < 3)
    )
      return null;
    return typeof defaultValue === 'object' ? null : String(defaultValue);
  }
  return innerType ? defaultOf(innerType) : null;
}
