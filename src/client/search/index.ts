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

async function whole(): Promise<OpenIndex> {
  const pagefind = await opened('pagefind/');
  // Pages that change when people write, not with the data of every night, have an index of their own.
  await pagefind.mergeIndex(address('pagefind-words/'));
  return { pagefind, isWhole: true };
}

/** The index of playbooks and the guide, which a tablet keeps. */
async function keptPart(): Promise<OpenIndex> {
  return { pagefind: await opened('pagefind-words/'), isWhole: false };
}

async function opened(folder: string): Promise<Pagefind> {
  // Pagefind itself takes an index that is not there for one without pages.
  const entry = await fetch(address(`${folder}pagefind-entry.json`));
  if (!entry.ok) throw new Error(`${folder} was answered with ${entry.status}`);
  const pagefind = (await import(/* @vite-ignore */ address(`${folder}pagefind.js`))) as Pagefind;
  await pagefind.options({ excerptLength: 22 });
  await pagefind.init();
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
