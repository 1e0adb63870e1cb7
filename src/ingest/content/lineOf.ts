import type { Portfolio } from '#model/record/portfolio.ts';
import { KINDS } from './kinds/kinds.ts';
import type { Source } from './source.ts';

const FOLDERS = new Map<Source['kind'], string>(
  Object.values(KINDS).map(({ kind, folder }) => [kind, `${folder}/`]),
);
/** Beginnings of the names of records that have no folder of their own. */
const OTHERS: Partial<Record<Source['kind'], string>> = {
  portfolio: '',
  functions: 'functions/',
  glossary: 'glossary/',
  site: 'sites/',
  roadmap: 'roadmap/',
};

/** `initiatives/spindle-watch`: how findings and acceptances name a record. */
export function recordOf({ kind, id }: Pick<Source, 'kind' | 'id'>): string {
  return `${FOLDERS.get(kind) ?? OTHERS[kind] ?? ''}${id}`;
}

/** Where a record, or a field of it, is in its file; the nearest field that is written where it is not. */
export function lineOf(sources: readonly Source[]): NonNullable<Portfolio['lineOf']> {
  const byRecord = new Map(
    sources
      .filter(({ language }) => language === undefined)
      .map((source) => [recordOf(source), source]),
  );
  return (record, field = []) => {
    const source = byRecord.get(record);
    return source ? source.yaml.at([...source.path, ...field]).line : null;
  };
}
