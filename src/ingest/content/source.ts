import type { Body } from '#ingest/mdx/body.ts';
import type { YamlFile } from './yamlFile.ts';

/** One record with the file it was written in, for the check of references. */
export interface Source {
  kind:
    | 'portfolio'
    | 'functions'
    | 'glossary'
    | 'site'
    | 'goal'
    | 'metric'
    | 'initiative'
    | 'roadmap'
    | 'framework'
    | 'playbook'
    | 'report';
  id: string;
  yaml: YamlFile;
  /** Path of the record inside its file. */
  path: readonly PropertyKey[];
  uses: Body['uses'];
  /** Of a translation: the language that it is in. The record itself is another source. */
  language?: string;
}

/** A record that is there and could not be read: what names it is not wrong for that. */
export interface Unread {
  kind: Source['kind'] | 'export';
  /** Null where a list could not be read at all: nobody knows whom it holds. */
  id: string | null;
}

/** The record that a source holds, as it is written in its file. */
export function dataOf({ path, yaml }: Source): unknown {
  return path.reduce<unknown>((value, key) => entryOf(value, key), yaml.data);
}

function entryOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** A field of a record as it is written, whatever it holds. */
export const fieldOf = (source: Source, field: string): unknown => entryOf(dataOf(source), field);

/** The source of a record, and not that of a translation of it. */
export const sourceOf = (
  sources: readonly Source[],
  kind: Source['kind'],
  id: string,
): Source | undefined =>
  sources.find((one) => one.kind === kind && one.id === id && one.language === undefined);
