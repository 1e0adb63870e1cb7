import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { close, createIndex } from 'pagefind';
import { readSealed, writeSealed } from '#ingest/sealedFile.ts';
import { Vocabulary } from './vocabulary.ts';

/** The index in two parts: what changes when people write, and what changes with the data of every night. The browser searches both. */
const PARTS = { words: 'pagefind-words', numbers: 'pagefind' } as const;
type Part = keyof typeof PARTS;

/** The search index, fed page by page while the portal is rendered; Pagefind works beside it in a process of its own. */
export class SearchIndex {
  private readonly parts: Record<Part, IndexPart>;
  private readonly base: string;
  private readonly vocabulary = new Vocabulary();

  constructor(cacheDir: string, base: string) {
    this.base = base;
    this.parts = { words: new IndexPart(join(cacheDir, 'search.json')), numbers: new IndexPart(null) };
  }

  /** Takes a rendered page; one without a body for the search is passed over. */
  async add(path: string, html: string): Promise<void> {
    const text = searchable(html);
    const address = path.slice(this.base.length);
    if (text === null) return;
    this.vocabulary.add(text);
    await this.parts[/^(playbooks|guide)\/./.test(address) ? 'words' : 'numbers'].add(address, text);
  }

  async write(dir: string): Promise<void> {
    for (const part of Object.keys(PARTS) as Part[]) await this.parts[part].write(join(dir, PARTS[part]));
    await writeFile(join(dir, PARTS.numbers, 'vocabulary.json'), JSON.stringify(this.vocabulary.list()));
    await close();
  }
}

/** An index of an earlier build: a mark of every page it was made from, and its files in base64. */
interface Kept {
  marks: Record<string, string>;
  files: Record<string, string>;
}

type Index = NonNullable<Awaited<ReturnType<typeof createIndex>>['index']>;

/** One of the two. When every page is as it was in an earlier build, the files of that build are the index. */
class IndexPart {
  private readonly cache: string | null;
  private readonly pages: { address: string; html: string; mark: string }[] = [];
  private before: Promise<Kept | null> | undefined;
  private index: Promise<Index> | undefined;
  private fed = 0;

  /** `cache` is the file that the index is kept in between builds; null: it is made anew each time. */
  constructor(cache: string | null) {
    this.cache = cache;
  }

  async add(address: string, html: string): Promise<void> {
    const mark = createHash('sha256').update(html).digest('hex');
    this.pages.push({ address, html, mark });
    this.before ??= this.cache === null ? Promise.resolve(null) : (readSealed(this.cache) as Promise<Kept | null>);
    // As long as every page is the one that is kept, there is nothing to index.
    if (this.index !== undefined || (await this.before)?.marks[address] !== mark) await this.feed();
  }

  async write(out: string): Promise<void> {
    const kept = (await this.before) ?? null;
    if (kept && this.index === undefined && Object.keys(kept.marks).length === this.pages.length) {
      await Promise.all(Object.entries(kept.files).map(([path, content]) => writeInto(out, path, Buffer.from(content, 'base64'))));
      return;
    }
    await this.feed();
    const { files } = await ((await this.index) as Index).getFiles();
    await Promise.all(files.map(({ path, content }) => writeInto(out, path, content)));
    if (this.cache === null) return;
    const marks = Object.fromEntries(this.pages.map((page) => [page.address, page.mark]));
    await writeSealed(this.cache, { marks, files: Object.fromEntries(files.map(({ path, content }) => [path, Buffer.from(content).toString('base64')])) });
  }

  /** Hands over what Pagefind has not seen. It is not waited for: it reads while the next page is rendered. */
  private async feed(): Promise<void> {
    this.index ??= createIndex({}).then(({ index, errors }) => {
      if (!index) throw new Error(`the search index could not be started: ${errors.join('; ')}`);
      return index;
    });
    const index = await this.index;
    for (; this.fed < this.pages.length; this.fed++) {
      const page = this.pages[this.fed] as { address: string; html: string };
      void index.addHTMLFile({ sourcePath: `${page.address}index.html`, content: page.html });
      page.html = '';
    }
  }
}

async function writeInto(dir: string, path: string, content: Uint8Array): Promise<void> {
  const file = join(dir, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

/** What of a page is searched: its main part without drawings and without what changes with the data (`data-live`). Null: nothing. */
function searchable(html: string): string | null {
  const main = /<main [^>]*data-pagefind-body[\s\S]*<\/main>/.exec(html)?.[0];
  if (main === undefined) return null;
  const language = /<html lang="([^"]*)"/.exec(html)?.[1] ?? 'en';
  const words = main.replaceAll(/<figure class="chart[\s\S]*?<\/figure>/g, '').replaceAll(/<svg[\s\S]*?<\/svg>/g, '').replaceAll(/<(a|p|small|strong)\b[^>]*\bdata-live\b[\s\S]*?<\/\1>/g, '');
  return `<html lang="${language}"><body>${words}</body></html>`;
}
