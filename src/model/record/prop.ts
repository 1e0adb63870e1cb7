/** Records that a prop may name. */
type Named = 'metric' | 'goal' | 'initiative' | 'site' | 'line' | 'review' | 'rule';

/** What a file is used for; it decides which types are taken. */
export type FileUse = 'picture' | 'video' | 'captions' | 'attachment';

/** One prop: what it is for, and what may be written there. */
export interface Prop {
  says: string;
  required?: boolean;
  /** Free text, a number, a whole number from 1, a Vega-Lite spec, markers on a picture, a list of texts, notes on a chart, yes or no, an address as in a Markdown link, a shared part, a variable, one of a list of words, the id of a record, several ids, or a file beside the text. */
  is:
    | 'text'
    | 'number'
    | 'count'
    | 'spec'
    | 'markers'
    | 'texts'
    | 'notes'
    | 'flag'
    | 'link'
    | 'part'
    | 'variable'
    | readonly string[]
    | { id: Named }
    | { ids: Named }
    | { file: FileUse };
}

export interface Component {
  /** What it shows, in one sentence. */
  says: string;
  /** What stands between its tags. */
  holds?: string;
  /** The component in which alone it is shown. */
  within?: string;
  /** What at least one of must stand between its tags: a component, or a Markdown list. */
  of?: string;
  props: Record<string, Prop>;
}

/** The kind of record that the values of a prop name. */
export function namedBy(prop: Prop | undefined): Named | null {
  const is = prop?.is;
  if (typeof is !== 'object' || Array.isArray(is)) return null;
  return 'id' in is ? is.id : 'ids' in is ? is.ids : null;
}
