import { z } from 'zod';
import { REFERENCES } from '#model/record/references.ts';
import type { ContentFile } from './contentFiles.ts';
import type { KnownIds } from './knownIds.ts';

type Node = z.core.JSONSchema._JSONSchema;
type ObjectNode = Exclude<Node, boolean>;

/** Examples of texts that have a form of their own, by the title that their schema gives them. */
const EXAMPLES: Record<string, string[]> = {
  date: ['2026-10-07'],
  period: ['2026-10', '2026-W43', '2026-Q4'],
  'period, or two with a slash': ['2026-10', '2025-10/2026-09'],
};

/**
 * The JSON Schema of a kind of file for an editor: made of the schema that reads the file, with its descriptions, and with the
 * ids that the portfolio has in the fields that name records. An id that is not among them is an error in the editor as well.
 */
export function jsonSchemaOf(file: ContentFile, ids: KnownIds): ObjectNode {
  const schema: ObjectNode = z.toJSONSchema(file.schema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    // A part that is used twice is written out, so that each place can have the ids of its own.
    reused: 'inline',
    override: ({ jsonSchema }) => {
      const examples = EXAMPLES[jsonSchema.title ?? ''];
      if (examples) jsonSchema.examples = examples;
      // Titles here are kinds of value, which an editor would show as the name of the field.
      if (jsonSchema.type !== 'object') delete jsonSchema.title;
    },
  });
  for (const { of, field, names, ids: several } of REFERENCES) {
    const known = ids[names];
    // A formula names several; where there is no record of a kind yet, nothing is known of their ids.
    if (of !== file.refers || several || !known || known.length === 0) continue;
    for (const node of nodesAt(schema, field.split('.'))) enumerate(node, known);
  }
  return { ...schema, title: `Trilens: ${file.name}`, description: file.says };
}

/** The schemas of a field, in every form that the record may have. In a path `*` is any place of a list and `@` any key of a table. */
export function nodesAt(node: Node | undefined, path: readonly string[]): ObjectNode[] {
  if (node === undefined || typeof node === 'boolean') return [];
  const forms = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])];
  const within = forms.flatMap((form) => nodesAt(form, path));
  const [head, ...tail] = path;
  if (head === undefined) return [node, ...within];
  if (head === '@') return [...nodesAt(node.propertyNames, tail), ...within];
  if (head !== '*') return [...nodesAt(node.properties?.[head], tail), ...within];
  const items = Array.isArray(node.items) ? node.items : [node.items];
  return [...items.flatMap((item) => nodesAt(item, tail)), ...within];
}

function enumerate(node: ObjectNode, ids: readonly string[]): void {
  if (node.type !== 'string' || node.enum || node.const !== undefined) return;
  delete node.pattern;
  node.enum = [...new Set(ids)].sort();
}
