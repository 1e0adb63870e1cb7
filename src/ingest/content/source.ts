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
