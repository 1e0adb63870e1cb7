import { termId } from '#model/record/glossary.ts';
import { nearest, type Problem } from '#model/problem.ts';
import type { Content } from '#ingest/content/content.ts';
import { dataOf, type Source } from '#ingest/content/source.ts';
import { problemAt, problemIn } from './problemAt.ts';

/** Terms and variables that texts name are there, each term once, and a variable says something at every plant. */
export function wordReferences(
  content: Pick<Content, 'settings' | 'sites'>,
  sources: readonly Source[],
): Problem[] {
  const { glossary = [], variables = {} } = content.settings;
  const terms = new Set(glossary.flatMap(({ term, also }) => [term, ...also]).map(termId));
  const names = new Set([
    ...Object.keys(variables),
    ...content.sites.flatMap((site) => Object.keys(site.variables ?? {})),
  ]);
  const problems: Problem[] = [];
  for (const source of sources)
    for (const use of source.uses) {
      const flaw =
        use.component === 'Var' && use.prop === 'name'
          ? variableFlaw(String(use.value), content, names)
          : use.component === 'Term' && use.prop === 'is' && !terms.has(termId(String(use.value)))
            ? termFlaw(String(use.value), glossary)
            : null;
      if (flaw === null) continue;
      problems.push(problemIn(source, use, { code: 'content/unknown-word', ...flaw }));
    }
  return [...problems, ...doubledTerms(sources)];
}

function variableFlaw(
  name: string,
  { settings, sites }: Pick<Content, 'settings' | 'sites'>,
  names: ReadonlySet<string>,
) {
  const near = nearest(name, names);
  if (!names.has(name))
    return {
      found: `there is no variable "${name}"`,
      allowed: names.size === 0 ? 'none is defined yet' : [...names].sort().join(', '),
      fix: near ? `did you mean "${near}"?` : `add it to portfolio.yaml: variables: { ${name}: … }`,
    };
  if (Object.hasOwn(settings.variables ?? {}, name)) return null;
  const lacking = sites.filter((site) => !Object.hasOwn(site.variables ?? {}, name));
  return lacking.length === 0
    ? null
    : {
        found: `the variable "${name}" says nothing at ${lacking.map((site) => site.name).join(', ')}`,
        fix: 'add it to each site in sites.yaml, or what holds elsewhere to portfolio.yaml',
      };
}

function termFlaw(word: string, glossary: readonly { term: string; also: string[] }[]) {
  const known = glossary.flatMap(({ term, also }) => [term, ...also]);
  const near = nearest(word, known);
  return {
    found: `the glossary has no term "${word}"`,
    allowed: known.length === 0 ? 'content/glossary.yaml is empty' : known.join(', '),
    fix: near
      ? `write <Term is="${near}">${word}</Term>`
      : `add it to content/glossary.yaml, or name the term: <Term is="…">${word}</Term>`,
  };
}

function doubledTerms(sources: readonly Source[]): Problem[] {
  const first = new Map<string, string>();
  return sources
    .filter(({ kind }) => kind === 'glossary')
    .flatMap((source) => {
      const entry = dataOf(source) as { term: string; also?: string[] };
      return [entry.term, ...(entry.also ?? [])].flatMap((word): Problem[] => {
        const known = first.get(termId(word));
        first.set(termId(word), known ?? entry.term);
        return known === undefined
          ? []
          : [
              problemAt(source, source.path, {
                code: 'content/duplicate-id',
                found: `"${word}" is a word for the term "${known}" already`,
                fix: 'define each word once',
              }),
            ];
      });
    });
}
