import { nearest, type Problem } from '#model/problem.ts';
import type { Content } from '#ingest/content/content.ts';
import { sourceOf, type Source } from '#ingest/content/source.ts';
import type { ReadExport } from '#ingest/export/exports.ts';

/** A column of a log in which only some words mean something. */
export interface Vocabulary {
  column: string;
  isKnown: (word: string) => boolean;
  /** Words that are understood, for the message. */
  allowed: string;
  /** Words of which the nearest is proposed. */
  words: readonly string[];
  /** What becomes of rows with another word, after "are". */
  become: string;
  /** A gate rests on the column. */
  isDecisive: boolean;
  /** Another doubt counts these rows already. */
  isDoubted?: boolean;
}

/** Words of a log that mean nothing here: reported with the nearest that does, and a doubt where the log is shown. */
export function outsideVocabulary(
  log: ReadExport,
  setting: 'friction' | 'standups',
  vocabularies: readonly Vocabulary[],
  sources: readonly Source[],
): Problem[] {
  const settings = sourceOf(sources, 'portfolio', 'portfolio');
  return vocabularies.flatMap((vocabulary): Problem[] => {
    const unknown = unknownWords(log, vocabulary);
    const rows = [...unknown.values()].reduce((sum, count) => sum + count, 0);
    if (rows === 0) return [];
    const { report } = log;
    const counted = `${rows} of ${log.rows.length} rows`;
    const sentence = `${counted} have a ${vocabulary.column} that is none of ${vocabulary.allowed}; they are ${vocabulary.become}.`;
    if (!vocabulary.isDoubted && !report.doubts.includes(sentence)) report.doubts.push(sentence);
    const [word = ''] = [...unknown.keys()];
    const near = nearest(word, vocabulary.words);
    return [
      {
        code: 'content/log-word',
        severity: vocabulary.isDecisive ? 'error' : 'warning',
        file: settings?.yaml.file ?? 'content/portfolio.yaml',
        ...(settings?.yaml.at([setting]) ?? { line: null, column: null }),
        found: `the export "${report.contract.name}" has ${shown(unknown)} in the column "${vocabulary.column}", in ${counted}; they are ${vocabulary.become}${vocabulary.isDecisive ? ', and a gate rests on them' : ''}`,
        allowed: vocabulary.allowed,
        fix: `${near ? `did you mean "${near}"? ` : ''}correct the words in the log, or map them where it is exported`,
      },
    ];
  });
}

/** True where a gate asks for open issues, by whatever way. */
export function asksForIssues({ frameworks, initiatives }: Content): boolean {
  const used = new Set(initiatives.map(({ framework }) => framework));
  const criteria = [
    ...frameworks
      .filter(({ id }) => used.has(id))
      .flatMap(({ phases }) => phases.flatMap((phase) => phase.criteria)),
    ...initiatives.flatMap(({ gates }) =>
      gates.flatMap((gate) => [...gate.criteria, ...gate.stopRules]),
    ),
  ];
  return criteria.some(
    (criterion) =>
      criterion.kind === 'issues' ||
      (criterion.kind === 'group' &&
        criterion.parts.criteria.some(({ kind }) => kind === 'issues')),
  );
}

function unknownWords({ columns, rows }: ReadExport, vocabulary: Vocabulary): Map<string, number> {
  const at = columns.indexOf(vocabulary.column);
  const unknown = new Map<string, number>();
  for (const { cells } of rows) {
    const cell = cells[at] ?? null;
    if (cell === null || vocabulary.isKnown(String(cell))) continue;
    unknown.set(String(cell), (unknown.get(String(cell)) ?? 0) + 1);
  }
  return unknown;
}

const SHOWN = 5;

function shown(words: ReadonlyMap<string, number>): string {
  const named = [...words.keys()].slice(0, SHOWN).map((word) => `"${word}"`);
  const more = words.size - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
