import type { Audience } from '#model/record/audience.ts';
import { edition } from '#model/edition/edition.ts';
import { FOLDERS, type Withheld, withheldFrom } from '#model/edition/withheld.ts';
import { WITHHOLDABLE } from '#model/record/references.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { Finder, type Needle } from './finder.ts';
import { productTexts } from './productTexts.ts';
import { type Series, seriesOf } from './series.ts';
import { type Said, saidIn } from './said.ts';
import { fold, wordsOf } from './words.ts';

/** What an edition may not hold. */
export interface Needles {
  finder: Finder;
  series: { hidden: Series[]; open: Series[] };
  /** Names that visible records use: a longer one may hold a withheld id. */
  isOpen: (word: string) => boolean;
  /** Texts that cannot be told from what visible records, or the product itself, say as well. */
  unprovable: string[];
}

/** Everything that only readers of a narrower audience may know, and that nobody else's records say as well. */
export async function needlesFor(portfolio: Portfolio, reader: Audience): Promise<Needles> {
  const out = withheldFrom(portfolio, reader);
  const open = edition(portfolio, reader);
  const [all, visible] = [saidIn(portfolio), saidIn(open)];
  const openTexts = new Set(visible.map(({ text }) => text));
  const hidden = all.filter(({ text }) => !openTexts.has(text));
  const needles = unique([...hidden.flatMap(needlesOf), ...columnNeedles(out)]);
  const finder = new Finder([...needles.values()]);
  const asked = finder.left;
  const openNames = new Set<string>();
  for (const { text, kind } of visible) {
    for (const name of namesIn(fold(text))) openNames.add(name);
    finder.forget(text, (needle, isLiteral) => mayBeSaid(needle, kind, isLiteral));
  }
  const product = await productTexts();
  for (const text of product) {
    finder.forget(text);
    for (const name of namesIn(text.text)) openNames.add(name);
  }
  const left = finder.left;
  // Single words are names of states and components as often as not.
  const gone = [...asked].filter(
    (needle) => !left.has(needle) && (needle.kind !== 'text' || !needle.isWord),
  );
  const addresses = new Finder(addressesOf(out, visible));
  for (const text of product) addresses.forget(text);
  for (const needle of addresses.left) finder.add(needle);
  return {
    finder,
    series: seriesOf(portfolio, out.metric),
    isOpen: (word) => openNames.has(word),
    unprovable: [...new Set(gone.map(({ what }) => what))].sort(),
  };
}

/** A title or an id that an open text mentions is a leak by whoever wrote that text; in an open title, or as words of the language, it is not. */
function mayBeSaid({ kind, isWord }: Needle, by: Said['kind'], isLiteral: boolean): boolean {
  if (isWord) return true;
  if (kind === 'title') return by === 'title';
  return kind !== 'id' || by === 'id' || !isLiteral;
}

/** Names with hyphens, points and underscores in a folded text. */
function namesIn(text: string): string[] {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}_.-]*[\p{L}\p{N}]/gu) ?? [];
}

/** A withheld text as what is looked for: an id as it is written, a short text whole, a long one sentence by sentence. */
function needlesOf({ text, kind }: Said): Needle[] {
  if (kind === 'id') return idNeedles(text);
  if (kind === 'title') {
    const { words } = wordsOf(text);
    const title = { kind: 'title', what: text, words, isWord: words.length === 1 } as const;
    const parts = { kind: 'sentence', what: text, words } as const;
    return words.join('').length < 4 ? [] : words.length < 7 ? [title] : [title, parts];
  }
  return sentencesOf(text).flatMap((what): Needle[] => {
    const { words } = wordsOf(what);
    if (words.length >= 6) return [{ kind: 'sentence', what, words }];
    return isTelling(words) ? [{ kind: 'text', what, words, isWord: words.length === 1 }] : [];
  });
}

function idNeedles(id: string): Needle[] {
  const { words, text } = wordsOf(id);
  const isWord = words.length === 1 && /^\p{L}+$/u.test(words[0] ?? '');
  if (words.join('').length < 4) return [];
  return [{ kind: 'id', what: id, words, literal: text, isWord }];
}

/** Whether a short text says something by itself: numbers, units and single short words are everywhere. */
function isTelling(words: readonly string[]): boolean {
  if (words.length === 1) return (words[0]?.length ?? 0) >= 5 && /\p{L}/u.test(words[0] ?? '');
  const long = words.filter((word) => /^\p{L}{3,}$/u.test(word));
  return (
    long.length >= 2 ||
    (long.some((word) => word.length >= 5) && !words.some((word) => /\d/.test(word)))
  );
}

/** Columns that only withheld metrics read. */
function columnNeedles({ columns }: Withheld): Needle[] {
  return [...columns.values()].flatMap((names) => [...names].flatMap(idNeedles));
}

/** Where a withheld record would be found, which says that it is there whatever its id means elsewhere. */
function addressesOf(out: Withheld, visible: readonly Said[]): Needle[] {
  const openIds = new Set(visible.flatMap(({ text, kind }) => (kind === 'id' ? [text] : [])));
  return WITHHOLDABLE.flatMap((kind) =>
    [...out[kind]].flatMap((id): Needle[] => {
      const folder = FOLDERS[kind];
      const [{ words, text }, place] = [wordsOf(id), wordsOf(folder)];
      const row = [...place.words, ...words];
      return [
        { kind: 'id', what: id, words: row, literal: `${folder}/${text}` },
        { kind: 'id', what: id, words: row, literal: `${folder}/#${text}` },
        ...(openIds.has(id) || words.length > 1
          ? []
          : [{ kind: 'id' as const, what: id, words: ['id', ...words], between: KEY }]),
      ];
    }),
  );
}

/** `"id": "stops"`, `id=stops`. */
const KEY = /^["']?\s*[:=]\s*["']?$/;

function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[^\s.!?]{2}[.!?])\s+|\n/)
    .map((sentence) => sentence.trim().replace(/[.!?]$/, ''))
    .filter((sentence) => sentence !== '');
}

function unique(needles: readonly Needle[]): Map<string, Needle> {
  const kept = new Map<string, Needle>();
  for (const needle of needles) {
    const key = `${needle.literal ?? ''} ${needle.kind === 'sentence'} ${needle.words.join(' ')}`;
    // The most telling of several of the same words is reported.
    const before = kept.get(key);
    if (!before || ORDER.indexOf(needle.kind) < ORDER.indexOf(before.kind)) kept.set(key, needle);
  }
  return kept;
}

const ORDER: readonly Needle['kind'][] = ['title', 'id', 'sentence', 'text'];
