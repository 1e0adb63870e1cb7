import type { RevisionText } from './revisionText.ts';

/** Some words of one of two texts; `isOwn`: the other one does not have them. */
export interface Words {
  text: string;
  isOwn: boolean;
}

/** A step, or what is around the steps (null), in two texts; null where a text does not have it. */
export interface ChangedPart {
  title: string | null;
  before: Words[] | null;
  after: Words[] | null;
}

/** The parts that say something else in a later text, in its order; those that it does not have any more come last. */
export function sideBySide(before: RevisionText, after: RevisionText): ChangedPart[] {
  const was = named(before);
  const is = named(after);
  const parts = [...is, ...[...was].filter(([title]) => !is.has(title))].flatMap(([title]) => {
    const [a, b] = [was.get(title) ?? null, is.get(title) ?? null];
    return a === b ? [] : [{ title, ...compared(a, b) }];
  });
  return before.around === after.around
    ? parts
    : [...parts, { title: null, ...compared(before.around, after.around) }];
}

/** Steps of one title are told apart by their order. */
function named({ steps }: RevisionText): Map<string, string> {
  const all = new Map<string, string>();
  for (const { title, words } of steps) {
    let name = title;
    for (let count = 2; all.has(name); count++) name = `${title} (${count})`;
    all.set(name, words);
  }
  return all;
}

function compared(before: string | null, after: string | null): Omit<ChangedPart, 'title'> {
  const [a, b] = [before, after].map((text) => (text === null ? [] : text.split(' ')));
  const kept = commonWords(a ?? [], b ?? []);
  const marked = (words: string[], at: ReadonlySet<number>) =>
    joined(words.map((text, index) => ({ text, isOwn: !at.has(index) })));
  return {
    before: before === null ? null : marked(a ?? [], new Set(kept.map(([of]) => of))),
    after: after === null ? null : marked(b ?? [], new Set(kept.map(([, of]) => of))),
  };
}

/** Longer texts are shown whole: to compare every word with every other takes the square of their number. */
const MOST_WORDS = 3000;

/** Places of the words that both have, in their order: a longest common subsequence (Wagner and Fischer 1974). */
function commonWords(a: readonly string[], b: readonly string[]): [number, number][] {
  if (a.length > MOST_WORDS || b.length > MOST_WORDS) return [];
  const width = b.length + 1;
  const length = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      length[i * width + j] =
        a[i] === b[j]
          ? length[(i + 1) * width + j + 1]! + 1
          : Math.max(length[(i + 1) * width + j]!, length[i * width + j + 1]!);
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (length[(i + 1) * width + j]! >= length[i * width + j + 1]!) i++;
    else j++;
  }
  return pairs;
}

function joined(words: readonly Words[]): Words[] {
  const all: Words[] = [];
  for (const word of words) {
    const last = all.at(-1);
    if (last && last.isOwn === word.isOwn) last.text += ` ${word.text}`;
    else all.push({ ...word });
  }
  return all;
}
