import type { Problem } from '#model/problem.ts';
import { fieldOf, type Source } from '#ingest/content/source.ts';
import { problemAt } from './problemAt.ts';

interface Name {
  source: Source;
  key: string;
  at: readonly PropertyKey[];
  what: string;
  fix?: string;
}

/** Ids are file names, and addresses on disks and servers that may not tell capitals apart; codes are how logs name an initiative. */
export function duplicates(sources: readonly Source[]): Problem[] {
  const first = new Map<string, Source>();
  const called = new Map<string, Source>();
  const problems: Problem[] = [];
  for (const source of sources.filter(({ language }) => language === undefined)) {
    for (const { key, at, what, fix = 'give one of them another' } of namesOf(source)) {
      const other = first.get(key);
      if (other === undefined) first.set(key, source);
      else
        problems.push(
          problemAt(source, at, {
            code: 'content/duplicate-id',
            found: `${what} is used twice; first in ${placeWords(other)}`,
            fix,
          }),
        );
    }
    if (source.kind === 'site') problems.push(...namesOfSite(source, called));
  }
  return problems;
}

/** What only one record may be called. */
function namesOf(source: Source): Name[] {
  const { kind, id, path } = source;
  const key = `${kind}/${id.toLowerCase()}`;
  const own: Name =
    kind === 'functions'
      ? {
          ...{ source, key, at: [...path, 'lens'], what: `the lens "${id}"` },
          fix: 'describe each function once',
        }
      : { source, key, at: [...path, 'id'], what: `the id "${id}"` };
  const code = kind === 'initiative' ? fieldOf(source, 'code') : undefined;
  if (typeof code !== 'string') return [own];
  return [
    own,
    { source, key: `code/${code.toLowerCase()}`, at: ['code'], what: `the code "${code}"` },
  ];
}

/** A name under which exports know two sites would give the rows of one to the other. `called`: the names so far. */
function namesOfSite(source: Source, called: Map<string, Source>): Problem[] {
  const aliases = fieldOf(source, 'aliases');
  const names: { text: unknown; at: PropertyKey[] }[] = [
    { text: source.id, at: ['id'] },
    { text: fieldOf(source, 'name'), at: ['name'] },
    ...(Array.isArray(aliases) ? aliases : []).map((text: unknown, index) => ({
      text,
      at: ['aliases', index],
    })),
  ];
  return names.flatMap(({ text, at }) => {
    if (typeof text !== 'string') return [];
    const other = called.get(text.toLowerCase());
    if (other === undefined || other.id.toLowerCase() === source.id.toLowerCase()) {
      called.set(text.toLowerCase(), source);
      return [];
    }
    return [
      problemAt(source, [...source.path, ...at], {
        code: 'content/duplicate-name',
        found: `"${text}" is a name of the sites "${other.id}" and "${source.id}"`,
        fix: 'exports must know one site by it; take it from one of them',
      }),
    ];
  });
}

function placeWords({ yaml, path }: Source): string {
  const { file = yaml.file, line, cell } = yaml.at(path);
  return cell === undefined ? `${file}:${line}` : `${file}, ${cell}`;
}
