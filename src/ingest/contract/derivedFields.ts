import { field as fieldSchema, type Field, type Resource } from '#ingest/schemas/datapackage.ts';

/** A resource with the columns that its own rules make: they are columns like any other for whoever names one. What `schema.fields` says of such a column holds. */
export function withDerivedFields(entry: Resource, all: readonly Resource[]): Resource {
  const made = madeBy(entry, all);
  if (made.length === 0) return entry;
  const declared = new Map(made.map((field) => [field.name, field.derived]));
  const own = entry.schema.fields.map((field) => ({
    ...field,
    ...(declared.has(field.name) ? { derived: declared.get(field.name) } : {}),
  }));
  const names = new Set(own.map(({ name }) => name));
  return {
    ...entry,
    schema: { ...entry.schema, fields: [...own, ...made.filter(({ name }) => !names.has(name))] },
  };
}

/** The columns that a file has itself. */
export function ownFields({ schema }: Resource): Field[] {
  return schema.fields.filter(({ derived }) => derived === undefined);
}

/** The columns that are looked for in a file: its own fields, and what others are made of. */
export function fileColumns(entry: Resource): string[] {
  const sources = Object.values(entry.trilens.derive).flatMap((rule) =>
    'join' in rule
      ? rule.join
      : Object.values(rule).flatMap((name: string | undefined) => name ?? []),
  );
  return [...new Set([...ownFields(entry).map(({ name }) => name), ...sources])];
}

/** The resource as one file is read by it: without what is made of all rows together. */
export function asFile(entry: Resource): Resource {
  const fields = entry.schema.fields.filter(({ derived }) => derived !== 'rows');
  return fields.length === entry.schema.fields.length
    ? entry
    : { ...entry, schema: { ...entry.schema, fields } };
}

/** True where a table is made over after it was read: its rows cannot be counted as they come by. */
export function isMadeOver({ trilens }: Resource): boolean {
  return (
    trilens.unpivot !== undefined ||
    trilens.spans !== undefined ||
    trilens.steps.length > 0 ||
    trilens.counters.length > 0 ||
    trilens.joins.length > 0 ||
    trilens.money.length > 0 ||
    Object.keys(trilens.derive).length > 0
  );
}

function madeBy({ trilens, schema }: Resource, all: readonly Resource[]): Field[] {
  const { steps, derive, counters, joins, money } = trilens;
  const make = (
    name: string,
    type: Field['type'],
    derived: 'table' | 'rows',
    more: object = {},
  ): Field => ({
    ...fieldSchema.parse({ name, type, ...more }),
    derived,
  });
  return [
    ...steps.flatMap((step) =>
      'splitFlag' in step
        ? [make(step.splitFlag.into, 'string', 'table')]
        : 'sections' in step
          ? [make(step.sections.into, 'string', 'table')]
          : [],
    ),
    ...Object.entries(derive).map(([name, rule]) =>
      'join' in rule || rule.hour !== undefined
        ? make(name, 'datetime', 'table', 'join' in rule ? {} : { format: 'iso' })
        : make(name, 'date', 'table'),
    ),
    ...counters.flatMap(({ as, column }) => [
      make(as, 'number', 'rows', { unit: schema.fields.find(({ name }) => name === column)?.unit }),
      make(sinceOf(as), 'datetime', 'rows'),
    ]),
    ...joins.flatMap(({ with: other, take }) => {
      const fields = all.find(({ name }) => name === other)?.schema.fields ?? [];
      const typeOf = (name: string) => fields.find((one) => one.name === name)?.type ?? 'string';
      return take.map((name) => make(name, typeOf(name), 'rows'));
    }),
    ...money.map(({ as, to }) => make(as, 'number', 'rows', { unit: to })),
  ];
}

/** The column that holds since when what a counter counted was counted. */
function sinceOf(as: string): string {
  return `${as}_since`;
}

export function isSince({ trilens }: Resource, name: string): boolean {
  return trilens.counters.some(({ as }) => sinceOf(as) === name);
}
