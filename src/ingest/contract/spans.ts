import type { Field, Resource } from '#ingest/schemas/datapackage.ts';

/** Spans of time are numbers to all that comes after: of hours, where the contract names no other unit. */
export function withSpans(entry: Resource): Resource {
  const fields = entry.schema.fields.map((field): Field =>
    field.type === 'duration'
      ? { ...field, type: 'number', isSpan: true, unit: field.unit ?? 'h' }
      : field,
  );
  return { ...entry, schema: { ...entry.schema, fields } };
}
