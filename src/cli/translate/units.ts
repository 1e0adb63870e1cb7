import { type SourceText, TEXT_FIELDS, TEXT_LISTS } from '#model/language/sourceMark.ts';
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

/** What a field is, for translators. */
const NOTES = {
  title: 'Title',
  summary: 'Summary',
  readers: 'For whom it is written',
  highlights: 'What to know when nothing else is read',
  decisionsNeeded: 'A decision that is asked for',
};

function fieldsOf(source: SourceText): Unit[] {
  const fields = TEXT_FIELDS.map((field) => ({
    id: field,
    text: source[field],
    note: NOTES[field],
  }));
  const entries = TEXT_LISTS.flatMap((list) =>
    (source[list] ?? []).map((text, at) => ({ id: `${list}-${at + 1}`, text, note: NOTES[list] })),
  );
  return [...fields, ...entries].flatMap(({ id, text, note }) =>
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
    ...TEXT_FIELDS.flatMap(field),
    ...TEXT_LISTS.flatMap(list),
  ];
  return { text: `---\n${head.join('\n')}\n---\n\n${parts.join('\n\n')}\n`, lacking };
}
