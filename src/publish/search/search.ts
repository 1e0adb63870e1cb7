import { hash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { close, createIndex } from 'pagefind';
import { readSealed, writeSealed } from '#ingest/sealedFile.ts';
import { Vocabulary } from './vocabulary.ts';

/** The index in two parts: what changes when people write, and what changes with the data of every night. The browser searches both. */
const PARTS = { words: 'pagefind-words', numbers: 'pagefind' } as const;
type Part = keyof typeof PARTS;

/** Which part a page belongs to, by its address under the base. */
export function partOf(address: string): Part {
  return /^([\w-]+\/)?(playbooks|guide)\/./.test(address) ? 'words' : 'numbers';
}

/** A page as the search sees it. */
export interface Searched {
  /** Under the base: `playbooks/triage/`. */
  address: string;
  /** A hash over its text; null for a page that is not searched. */
  mark: string | null;
  /** Its text (`searchText`). Asked for only when the index does not know it yet. */
  text: () => Promise<string> | string;
}

/** The mark of a text: a page whose mark is the one of an earlier build has nothing new to be found. */
export function searchMark(text: string | null): string | null {
  return text === null ? null : hash('sha256', text);
}

/** The search index, fed page by page while the portal is rendered; Pagefind works beside it in a process of its own. */
export class SearchIndex {
  private readonly dir: string;
  private readonly parts: Record<Part, IndexPart>;
  private readonly written: Partial<Record<Part, Promise<Vocabulary>>> = {};

  /** `dir`: the built folder. */
  constructor(cacheDir: string, dir: string) {
    this.dir = dir;
    this.parts = {
      words: new IndexPart(join(cacheDir, 'search.json')),
      numbers: new IndexPart(null),
    };
  }

  async add(page: Searched): Promise<void> {
    if (page.mark === null) return;
    await this.parts[partOf(page.address)].add({ ...page, mark: page.mark });
  }

  /** All pages of a part are there: Pagefind makes its index while those of the other are drawn. What fails here fails in `write`. */
  finish(part: Part): void {
    this.written[part] ??= this.parts[part].write(join(this.dir, PARTS[part]));
    this.written[part].catch(() => undefined);
  }

  async write(): Promise<void> {
    const vocabulary = new Vocabulary();
    for (const part of Object.keys(PARTS) as Part[]) {
      this.finish(part);
      vocabulary.join((await this.written[part])!);
    }
    await writeFile(
      join(this.dir, PARTS.numbers, 'vocabulary.json'),
      JSON.stringify(vocabulary.list()),
    );
    await close();
  }
}

/** An index of an earlier build: a mark of every page it was made from, how often it holds which word, and its files in base64. */
interface Kept {
  marks: Record<string, string>;
  counts: [string, number][];
  files: Record<string, string>;
}

type Index = NonNullable<Awaited<ReturnType<typeof createIndex>>['index']>;

/** One of the two. When every page is as it was in an earlier build, the files of that build are the index. */
class IndexPart {
  private readonly cache: string | null;
  private readonly marks: Record<string, string> = {};
  private readonly vocabulary = new Vocabulary();
  private waiting: Searched[] = [];
  private readonly before: Promise<Kept | null>;
  private index: Promise<Index> | undefined;

  /** `cache` is the file that the index is kept in between builds; null: it is made again each time. */
  constructor(cache: string | null) {
    this.cache = cache;
    this.before =
      cache === null ? Promise.resolve(null) : (readSealed(cache) as Promise<Kept | null>);
    // Asked for at once: Pagefind answers one after the other, and would first make the index of the other part.
    if (cache === null) this.open();
  }

  async add(page: Searched & { mark: string }): Promise<void> {
    this.marks[page.address] = page.mark;
    this.waiting.push(page);
    // As long as every page is the one that is kept, there is nothing to index.
    if (this.index !== undefined || (await this.before)?.marks[page.address] !== page.mark)
      await this.feed();
  }

  /** Writes the files of the index, and gives back its words. */
  async write(out: string): Promise<Vocabulary> {
    const kept = await this.before;
    if (
      kept &&
      this.index === undefined &&
      Object.keys(kept.marks).length === Object.keys(this.marks).length
    ) {
      await writeAll(
        out,
        Object.entries(kept.files).map(([path, content]) => [path, Buffer.from(content, 'base64')]),
      );
      return new Vocabulary(kept.counts);
    }
    await this.feed();
    const { files } = await (await this.index)!.getFiles();
    const used = files.filter(({ path }) => !UNUSED.test(path));
    await writeAll(
      out,
      used.map(({ path, content }) => [path, content]),
    );
    if (this.cache !== null) {
      const contents = used.map(({ path, content }) => [
        path,
        Buffer.from(content).toString('base64'),
      ]);
      await writeSealed(this.cache, {
        marks: this.marks,
        counts: this.vocabulary.counted(),
        files: Object.fromEntries(contents),
      } satisfies Kept);
    }
    return this.vocabulary;
  }

  private open(): Promise<Index> {
    this.index ??= createIndex({}).then(({ index, errors }) => {
      if (!index) throw new Error(`the search index could not be started: ${errors.join('; ')}`);
      return index;
    });
    // What fails here fails in `feed`.
    this.index.catch(() => undefined);
    return this.index;
  }

  /** Hands over what Pagefind has not seen. It is not waited for: it reads while the next page is rendered. */
  private async feed(): Promise<void> {
    const index = await this.open();
    const pages = this.waiting;
    this.waiting = [];
    for (const { address, text } of pages) {
      const content = await text();
      this.vocabulary.add(content);
      void index.addHTMLFile({ sourcePath: `${address}index.html`, content });
    }
  }
}

/** Pagefind's own search boxes; the portal has one of its own. */
const UNUSED = /^pagefind-(ui|modular-ui|component-ui|highlight)\./;

async function writeAll(
  dir: string,
  files: readonly (readonly [path: string, content: Uint8Array])[],
): Promise<void> {
  for (const folder of new Set(files.map(([path]) => dirname(path))))
    await mkdir(join(dir, folder), { recursive: true });
  await Promise.all(files.map(([path, content]) => writeFile(join(dir, path), content)));
}
