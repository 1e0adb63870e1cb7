import type { SourceText } from '#model/language/sourceMark.ts';
import type { Work } from '#model/language/work.ts';
import { blocksOf } from './blocks.ts';

/** One text to be translated. */
interface Unit {
  id: string;
  source: string;
  /** Empty: not translated yet. */
  target: string;
  note: string;
}

/** The texts of one record, on their way to a translator and back. */
export interface Job {
  record: string;
  /** The hash of the source that they were taken from. */
  mark: string;
  units: Unit[];
}

/** What of a record is translated, in the order in which it is read. `body`: its text as it was written. */
export function jobOf({ record, mark, source }: Work, body: string): Job {
  return { record, mark, units: [...fieldsOf(source), ...textsOf(body)] };
}

function fieldsOf(source: SourceText): Unit[] {
  const { title, summary, readers, highlights = [], decisionsNeeded = [] } = source;
  const fields: [string, string | undefined, string][] = [
    ['title', title, 'Title'],
    ['summary', summary, 'Summary'],
    ['readers', readers, 'For whom it is written'],
    ...highlights.map((text, at): [string, string, string] => [
      `highlights-${at + 1}`,
      text,
      'What to know when nothing else is read',
    ]),
    ...decisionsNeeded.map((text, at): [string, string, string] => [
      `decisionsNeeded-${at + 1}`,
      text,
      'A decision that is asked for',
    ]),
  ];
  return fields.flatMap(([id, text, note]) =>
    text ? [{ id, source: text, target: '', note }] : [],
  );
}

function textsOf(body: string): Unit[] {
  return blocksOf(body).flatMap(({ text, isText }, at) =>
    isText
      ? [
          {
            id: `text-${at + 1}`,
            source: text,
            target: '',
            note: 'Part of the text: keep signs and tags such as <Step role="operator">, and translate what people read.',
          },
        ]
      : [],
  );
}

/** The translation of a record as its file, or which units still lack a text. */
export function translated(job: Job, body: string): { text: string; lacking: string[] } {
  const targets = new Map(job.units.map(({ id, target }) => [id, target.trim()]));
  const lacking = job.units.filter(({ target }) => target.trim() === '').map(({ id }) => id);
  const field = (name: string) => {
    const text = targets.get(name);
    return text ? [`${name}: ${JSON.stringify(text)}`] : [];
  };
  const list = (name: string) => {
    const texts = job.units
      .filter(({ id }) => id.startsWith(`${name}-`))
      .map(({ id }) => `  - ${JSON.stringify(targets.get(id) ?? '')}`);
    return texts.length === 0 ? [] : [`${name}:`, ...texts];
  };
  const parts = blocksOf(body).map(({ text }, at) => targets.get(`text-${at + 1}`) || text);
  const head = [
    `translationOf: "${job.mark}"`,
    ...field('title'),
    ...field('summary'),
    ...field('readers'),
    ...list('highlights'),
    ...list('decisionsNeeded'),
  ];
  return { text: `---\n${head.join('\n')}\n---\n\n${parts.join('\n\n')}\n`, lacking };
}
