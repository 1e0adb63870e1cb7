import { readData } from '../readData.ts';
import { Lexicon } from './lexicon.ts';
import type { Pagefind } from './pagefind.ts';
import { portableIndex } from './portableIndex.ts';

let loaded: Promise<Pagefind> | undefined;

/** The index of this portal, whatever sub-path it is served from; loaded once, when somebody searches. */
export function openIndex(): Promise<Pagefind> {
  const { base = '/', portable } = document.documentElement.dataset;
  loaded ??= portable === undefined ? pagefindIndex(base) : portableIndex();
  return loaded;
}

async function pagefindIndex(base: string): Promise<Pagefind> {
  const pagefind = (await import(
    /* @vite-ignore */ new URL(`${base}pagefind/pagefind.js`, location.href).href
  )) as Pagefind;
  await pagefind.options({ excerptLength: 22 });
  await pagefind.init();
  // Pages that change when people write, not with the data of every night, have an index of their own.
  await pagefind.mergeIndex(new URL(`${base}pagefind-words/`, location.href).href);
  return pagefind;
}

let lexicon: Promise<Lexicon> | undefined;

/** Every word of every page and the portfolio's synonyms; empty where they cannot be loaded. */
export function openLexicon(): Promise<Lexicon> {
  const read = <T>(name: string, none: T): Promise<T> =>
    readData<T>(`pagefind/${name}`).catch(() => none);
  lexicon ??= Promise.all([
    read<string[]>('vocabulary.json', []),
    read<Record<string, string[]>>('synonyms.json', {}),
  ]).then(([words, synonyms]) => new Lexicon(words, synonyms));
  return lexicon;
}

let doors: Promise<Door[]> | undefined;

/** A place that is no page of its own: the playbooks of a role, what is written about a person. */
export interface Door {
  title: string;
  kind: string;
  /** What is behind it, in a few words. */
  says: string;
  path: string;
}

export function openDoors(): Promise<Door[]> {
  doors ??= readData<Door[]>('pagefind/doors.json').catch(() => []);
  return doors;
}
