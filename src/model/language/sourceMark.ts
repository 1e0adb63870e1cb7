import type { BodyNode } from '#model/record/body.ts';
import { textMark } from '#model/record/stepMark.ts';

/** What of a record is translated in a file of its own. */
export interface SourceText {
  title: string;
  summary?: string | undefined;
  readers?: string | undefined;
  highlights?: readonly string[] | undefined;
  decisionsNeeded?: readonly string[] | undefined;
  body: readonly BodyNode[];
}

/** The short texts of a record that its translation says as well, and the lists of them, in the order in which they are read. */
export const TEXT_FIELDS = ['title', 'summary', 'readers'] as const;
export const TEXT_LISTS = ['highlights', 'decisionsNeeded'] as const;

/** A hash over all that a translation is made from; how the file is laid out is no part of it. */
export function sourceMark(source: SourceText): string {
  const fields = TEXT_FIELDS.map((field) => source[field] ?? '');
  const lists = TEXT_LISTS.flatMap((list) => source[list] ?? []);
  return textMark([...fields, ...lists].join('\n'), source.body);
}
