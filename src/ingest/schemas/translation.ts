import { z } from 'zod';
import { text } from './common.ts';

const shared = {
  translationOf: text.describe(
    'What it was made from: the hash of the source in quotes, as trilens translate prints it, or the name of a revision of a playbook.',
  ),
  title: text.describe('The title in this language.'),
  summary: text.optional().describe('The summary in this language.'),
};
const readers = text.optional().describe('For whom it is written, in this language.');

/** Front matter of a translation, `content/playbooks/<id>.de.mdx`, by the kind of record: everything else is that of the source. */
export const translationSchemas = {
  initiative: z.strictObject(shared),
  playbook: z.strictObject({ ...shared, readers }),
  report: z.strictObject({
    ...shared,
    readers,
    highlights: z.array(text).default([]).describe('The highlights of the source, in its order.'),
    decisionsNeeded: z
      .array(text)
      .default([])
      .describe('The decisions of the source, in its order.'),
  }),
} as const;

type TranslatedKind = keyof typeof translationSchemas;

export function isTranslated(kind: string): kind is TranslatedKind {
  return Object.hasOwn(translationSchemas, kind);
}
