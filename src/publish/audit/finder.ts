import { wordsOf, type Words } from './words.ts';

/** A row of words that is looked for. */
export interface Needle {
  kind: 'title' | 'id' | 'sentence' | 'text';
  /** What is reported. */
  what: string;
  words: readonly string[];
  /** How it has to be written, folded: an id with its hyphens, an address with its slashes. Absent: any signs may part the words. */
  literal?: string;
  /** What may stand between its words instead. */
  between?: RegExp;
  /** A single word of the language. */
  isWord?: boolean;
}

/** Of a sentence so many words in a row are enough to know it by. */
const ENOUGH = 6;

interface Entry {
  needle: Needle;
  from: number;
  length: number;
}

/** Looks for many rows of words in one pass over a text. */
export class Finder {
  /** By the first word and the second, which is empty where there is none. */
  private readonly starts = new Map<string, Map<string, Entry[]>>();

  constructor(needles: Iterable<Needle>) {
    for (const needle of needles) this.add(needle);
  }

  add(needle: Needle): void {
    const { length } = needle.words;
    const part = needle.kind === 'sentence' ? Math.min(ENOUGH, length) : length;
    for (let from = 0; from + part <= length; from++) {
      const [first = '', second = ''] = needle.words.slice(from, from + Math.min(2, part));
      const seconds = this.starts.get(first) ?? new Map<string, Entry[]>();
      this.starts.set(first, seconds);
      seconds.set(second, [...(seconds.get(second) ?? []), { needle, from, length: part }]);
    }
  }

  /** The needles in a text, each once. `isOpen` says of a longer name that an id is part of whether it is known. */
  find(text: string | Words, isOpen: (name: string) => boolean): Set<Needle> {
    const words = typeof text === 'string' ? wordsOf(text) : text;
    const found = new Set<Needle>();
    for (const { entry, at } of this.entriesIn(words))
      if (isWritten(entry, words, at, isOpen)) found.add(entry.needle);
    return found;
  }

  /** Takes away all that a text says, part by part: found later, it could have been said by that. */
  forget(
    text: string | Words,
    may: (needle: Needle, isLiteral: boolean) => boolean = () => true,
  ): void {
    const words = typeof text === 'string' ? wordsOf(text) : text;
    const gone = new Set<Entry>();
    for (const { entry, at } of this.entriesIn(words))
      if (
        may(
          entry.needle,
          isWritten(entry, words, at, () => false),
        )
      )
        gone.add(entry);
    if (gone.size === 0) return;
    for (const seconds of this.starts.values())
      for (const [second, entries] of seconds)
        if (entries.some((entry) => gone.has(entry)))
          seconds.set(
            second,
            entries.filter((entry) => !gone.has(entry)),
          );
  }

  /** Needles of which some part is looked for. */
  get left(): Set<Needle> {
    const entries = [...this.starts.values()].flatMap((seconds) => [...seconds.values()].flat());
    return new Set(entries.map(({ needle }) => needle));
  }

  private entriesIn({ words }: Words): { entry: Entry; at: number }[] {
    const found: { entry: Entry; at: number }[] = [];
    for (const [at, first] of words.entries()) {
      const seconds = this.starts.get(first);
      if (!seconds) continue;
      for (const second of ['', words[at + 1] ?? '.'])
        for (const entry of seconds.get(second) ?? [])
          if (isAt(entry, words, at)) found.push({ entry, at });
    }
    return found;
  }
}

function isAt({ needle, from, length }: Entry, words: readonly string[], at: number): boolean {
  for (let step = 2; step < length; step++)
    if (words[at + step] !== needle.words[from + step]) return false;
  return true;
}

/** Whether words that are there are written as the needle asks. */
function isWritten(
  { needle, length }: Entry,
  { text, words, at: starts }: Words,
  at: number,
  isOpen: (name: string) => boolean,
): boolean {
  const endOf = (place: number) => (starts[place] ?? 0) + (words[place]?.length ?? 0);
  const [start, last] = [starts[at] ?? 0, at + length - 1];
  const { between, literal } = needle;
  if (between) {
    for (let step = at; step < last; step++)
      if (!between.test(text.slice(endOf(step), starts[step + 1]))) return false;
    return !/[-_]/.test(text[endOf(last)] ?? '');
  }
  if (literal === undefined) return true;
  if (text.slice(start, endOf(last)) !== literal) return false;
  const whole = nameAround(text, start, endOf(last));
  return whole === literal || !isOpen(whole);
}

/** The longest name with hyphens, points and underscores that a place lies in. */
function nameAround(text: string, start: number, end: number): string {
  const isPart = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{N}_.-]/u.test(sign);
  let [from, to] = [start, end];
  while (isPart(text[from - 1])) from--;
  while (isPart(text[to])) to++;
  return text.slice(from, to).replaceAll(/^[._-]+|[._-]+$/g, '');
}
