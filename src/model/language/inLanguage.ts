import type { BodyNode, Heading } from '#model/record/body.ts';

/** The text of a record as somebody translated it, `content/playbooks/<id>.de.mdx`. */
interface Translation {
  file: string;
  body: BodyNode[];
  headings: Heading[];
  /** What it was made from, as it says: the hash of the source, or the name of a revision. */
  madeFrom: string;
  /** False: the source is another by now. */
  isCurrent: boolean;
}

/** What of a record is there in one more language. */
export interface InLanguage {
  /** Short texts by the path of their field: `title`, `perspectives.ot`. */
  texts: Record<string, string>;
  translation?: Translation | undefined;
}

/** What of a record is there beside the language that it was written in, by language tag. */
export type InLanguages = Record<string, InLanguage>;

/** A record that may be there in more languages. */
export interface Translatable {
  inLanguages?: InLanguages | undefined;
}
