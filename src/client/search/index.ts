import { readData } from '../readData.ts';
import { Lexicon } from './lexicon.ts';
import type { Pagefind } from './pagefind.ts';
import { portableIndex } from './portableIndex.ts';

export interface OpenIndex {
  pagefind: Pagefind;
  /** False where only playbooks and the guide are searched, since nothing else is kept without a network. */
  isWhole: boolean;
}

let loaded: Promise<OpenIndex> | undefined;

/** The index of this portal, whatever sub-path it is served from; loaded once, when somebody searches. */
export function openIndex(): Promise<OpenIndex> {
  const { portable } = document.documentElement.dataset;
  loaded ??=
    portable === undefined
      ? whole().catch(() => {
          // The next search may have a network again.
          loaded = undefined;
          return keptPart();
        })
      : portableIndex().then((pagefind) => ({ pagefind, isWhole: true }));
  return loaded;
}

const address = (path: string) =>
  new URL(`${document.documentElement.dataset.base ?? '/'}${path}`, location.href).href;

const root = document.documentElement;
/** Pages that change with the data of every night, and those that change when people write, have an index each. */
const [NUMBERS, WORDS] = ['pagefind/', 'pagefind-words/'] as const;

async function whole(language = root.lang): Promise<OpenIndex> {
  const [numbers, words] = await Promise.all([languagesIn(NUMBERS), languagesIn(WORDS)]);
  // Pagefind takes another language where a part has none of this one, and writes tags small.
  const own = language.toLowerCase();
  const held = [
    ...(numbers.includes(own) ? [NUMBERS] : []),
    ...(words.includes(own) ? [WORDS] : []),
  ];
  const parts = held.length > 0 ? held : [NUMBERS, WORDS];
  const [first = NUMBERS, second] = parts;
  const pagefind = await opened(first, language);
  if (second) await pagefind.mergeIndex(address(second));
  return { pagefind, isWhole: true };
}

/** The index of playbooks and the guide, which a tablet keeps. */
async function keptPart(): Promise<OpenIndex> {
  await languagesIn(WORDS);
  return { pagefind: await opened(WORDS, root.lang), isWhole: false };
}

/** The languages of an index; Pagefind itself takes an index that is not there for one without pages. */
async function languagesIn(folder: string): Promise<string[]> {
  const entry = await fetch(address(`${folder}pagefind-entry.json`));
  if (!entry.ok) throw new Error(`${folder} was answered with ${entry.status}`);
  const { languages = {} } = (await entry.json()) as { languages?: Record<string, unknown> };
  return Object.keys(languages);
}

async function opened(folder: string, language: string): Promise<Pagefind> {
  const module = (await import(/* @vite-ignore */ address(`${folder}pagefind.js`))) as Module;
  const pagefind = language === root.lang ? module : inLanguage(module, language);
  await pagefind.options({ excerptLength: 22 });
  await pagefind.init();
  return pagefind;
}

interface Module extends Pagefind {
  createInstance: () => Pagefind;
}

/** Pagefind reads the language of the page when an instance is made, and takes no other. */
function inLanguage(module: Module, language: string): Pagefind {
  const own = root.lang;
  root.lang = language;
  const instance = module.createInstance();
  root.lang = own;
  return instance;
}

/** The other languages of the portal, each with its index. */
export async function otherIndexes(): Promise<{ language: string; pagefind: Pagefind }[]> {
  if (root.dataset.portable !== undefined || root.dataset.languages === undefined) return [];
  const known = await Promise.all([languagesIn(NUMBERS), languagesIn(WORDS)]);
  const others = [...new Set(known.flat())].filter(
    (one) => one !== root.lang.toLowerCase() && one !== 'unknown',
  );
  return Promise.all(
    others.map(async (language) => ({ language, pagefind: (await whole(language)).pagefind })),
  );
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
