import type { Portfolio } from '#model/record/portfolio.ts';
import type { Source } from './source.ts';

const FOLDERS: Record<Source['kind'], string> = {
  portfolio: '',
  functions: 'functions/',
  glossary: 'glossary/',
  site: 'sites/',
  goal: 'goals/',
  metric: 'metrics/',
  initiative: 'initiatives/',
  roadmap: 'roadmap/',
  framework: 'frameworks/',
  playbook: 'playbooks/',
  report: 'reports/',
};

/** `initiatives/spindle-watch`: how findings and acceptances name a record. */
export function recordOf({ kind, id }: Pick<Source, 'kind' | 'id'>): string {
  return `${FOLDERS[kind]}${id}`;
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
