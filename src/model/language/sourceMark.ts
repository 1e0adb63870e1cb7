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

/** A hash over all that a translation is made from; how the file is laid out is no part of it. */
export function sourceMark(source: SourceText): string {
  const { title, summary = '', readers = '', highlights = [], decisionsNeeded = [] } = source;
  return textMark(
    [title, summary, readers, ...highlights, ...decisionsNeeded].join('\n'),
    source.body,
  );
}
