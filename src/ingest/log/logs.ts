import { LENSES } from '#model/record/lens.ts';
import type { FrictionItem } from '#model/record/friction.ts';
import type { Standup } from '#model/record/standup.ts';
import type { Problem } from '#model/problem.ts';
import type { Content } from '#ingest/content/content.ts';
import type { Source } from '#ingest/content/source.ts';
import type { ReadExport } from '#ingest/export/exports.ts';
import { parseBoolean } from '#ingest/table/boolean.ts';
import { FRICTION_COLUMNS, frictionItems, lensOf, namesSeverity } from './friction.ts';
import { STANDUP_COLUMNS, standups as standupsIn } from './standups.ts';
import { asksForIssues, outsideVocabulary, type Vocabulary } from './vocabulary.ts';

/** The two logs that are read for more than a number: what one function asked of another, and who came to the standups. */
export function readLogs(
  content: Content,
  exports: readonly ReadExport[],
  sources: readonly Source[],
): { friction: FrictionItem[]; standups: Standup[]; problems: Problem[] } {
  const { settings, initiatives } = content;
  const codes = new Map(
    initiatives.flatMap((initiative) => [
      [initiative.id, initiative.id] as const,
      ...(initiative.code ? [[initiative.code, initiative.id] as const] : []),
    ]),
  );
  const named = (name: string | undefined) =>
    exports.find(({ report }) => report.contract.name === name);
  const problems: Problem[] = [];
  const log = named(settings.friction?.export);
  const called = settings.friction?.columns ?? {};
  const friction = log ? frictionItems(log, called, codes) : [];
  if (log) {
    leftOut(
      log,
      friction.length,
      'do not say who waits for whom since when (business, it or ot, and a time of opening)',
    );
    const words = frictionWords({ ...FRICTION_COLUMNS, ...called }, asksForIssues(content));
    problems.push(...outsideVocabulary(log, 'friction', words, sources));
  }
  const meetings = named(settings.standups?.export);
  const columns = settings.standups?.columns ?? {};
  const standups = meetings ? standupsIn(meetings, columns, codes) : [];
  if (meetings) {
    leftOut(meetings, standups.length, 'name no pod or no day');
    const words = standupWords({ ...STANDUP_COLUMNS, ...columns }, codes);
    problems.push(...outsideVocabulary(meetings, 'standups', words, sources));
  }
  return { friction, standups, problems };
}

function frictionWords(called: typeof FRICTION_COLUMNS, isDecisive: boolean): Vocabulary[] {
  const lens = {
    isKnown: (word: string) => lensOf(word) !== null,
    allowed: LENSES.join(', '),
    words: LENSES,
    become: 'left out',
    isDecisive: false,
    isDoubted: true,
  };
  return [
    { ...lens, column: called.from },
    { ...lens, column: called.to },
    {
      column: called.severity,
      isKnown: namesSeverity,
      allowed: '1, 2, 3',
      words: [],
      become: 'counted as 3, the mildest',
      isDecisive,
    },
  ];
}

function standupWords(
  called: typeof STANDUP_COLUMNS,
  codes: ReadonlyMap<string, string>,
): Vocabulary[] {
  return [
    {
      column: called.initiative,
      isKnown: (word) => codes.has(word),
      allowed: 'the ids and codes of the initiatives',
      words: [...codes.keys()],
      become: 'of no pod that is shown',
      isDecisive: false,
    },
    {
      column: called.held,
      isKnown: (word) => parseBoolean(word) !== null,
      allowed: 'yes, no and the like',
      words: ['yes', 'no'],
      become: 'counted as not held',
      isDecisive: false,
    },
  ];
}

/** Rows of a log that were accepted as rows and say too little to be an item of it: reported where the log is shown. */
function leftOut({ rows, report }: ReadExport, kept: number, why: string): void {
  const lost = rows.length - kept;
  const sentence = `${lost} of ${rows.length} rows ${why}; they are left out.`;
  if (lost > 0 && !report.doubts.includes(sentence)) report.doubts.push(sentence);
}
