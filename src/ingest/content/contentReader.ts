import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { ZodType } from 'zod';
import type { Problem } from '#model/problem.ts';
import type { Written } from '#model/record/portfolio.ts';
import { type FieldText, withoutLanguageMaps } from '#ingest/languages/languageMaps.ts';
import type { Facts } from '#ingest/media/identify.ts';
import { type FilesAt, withFiles } from '#ingest/media/resolve.ts';
import type { Body } from '#ingest/mdx/body.ts';
import { readBody } from '#ingest/mdx/mdxBody.ts';
import { placementProblems } from '#ingest/mdx/placement.ts';
import type { RecordBook } from '#ingest/records/recordBook.ts';
import { contentText } from './contentText.ts';
import { type FrontMatter, frontMatterOf } from './frontMatter.ts';
import { KeptByCode } from './keptByCode.ts';
import { type Part, withParts } from './kinds/parts.ts';
import type { Source, Unread } from './source.ts';
import { validate } from './validate.ts';
import { knownYaml, parseYaml, type YamlFile } from './yamlFile.ts';

/** What an MDX file without a problem was read as: its front matter as data, and its body. To read one again takes as long as to draw it. */
interface KnownText {
  data: unknown;
  body: Body;
}

/** One read of a content folder: its files as texts, YAML and bodies, and all that was found in them so far. */
export class ContentReader {
  readonly problems: Problem[] = [];
  readonly sources: Source[] = [];
  readonly unread: Unread[] = [];
  /** The texts of records as they were written, and those of translations. */
  readonly written: Written[] = [];
  readonly translated: Written[] = [];
  /** Word and PDF files beside texts, from the content folder. */
  readonly documents: string[] = [];
  /** How problems name the folder. */
  readonly label: string;
  /** As `portfolio.yaml` says, once it is read. */
  languages: readonly string[] = [];
  isTrusted = false;
  parts: ReadonlyMap<string, Part> = new Map();

  readonly dir: string;
  readonly book: RecordBook;
  private readonly texts: KeptByCode<KnownText>;
  private readonly files: FilesAt;
  private readonly names: readonly string[];
  private readonly edits: ReadonlyMap<string, string>;

  constructor(dir: string, { names, cacheDir, book, edits }: ReaderOptions) {
    this.dir = dir;
    this.label = basename(dir);
    this.texts = new KeptByCode(join(cacheDir, 'content.json'));
    this.files = { dir, known: new KeptByCode<Facts>(join(cacheDir, 'media.json')) };
    this.book = book;
    this.names = names;
    this.edits = edits;
  }

  pathOf(file: string): string {
    return join(this.dir, file.slice(this.label.length + 1));
  }

  /** Whether a file is at the top of the folder. */
  has(name: string): boolean {
    return this.names.includes(name);
  }

  async isThere(file: string): Promise<boolean> {
    return (await stat(this.pathOf(file)).catch(() => null))?.isFile() === true;
  }

  async text(file: string): Promise<string | null> {
    const edited = this.edits.get(file);
    if (edited !== undefined) return edited;
    const { text, problem } = await contentText(this.pathOf(file), file);
    if (problem) this.problems.push(problem);
    return text;
  }

  async yaml(file: string): Promise<YamlFile | null> {
    const text = await this.text(file);
    return text === null ? null : this.parsed(text, file);
  }

  parsed(text: string, file: string): YamlFile | null {
    const { yaml, problems } = parseYaml(text, file);
    this.problems.push(...problems);
    return yaml;
  }

  valid<T>(yaml: YamlFile, schema: ZodType<T>): T | null {
    const { value, problems } = validate(yaml, schema);
    this.problems.push(...problems);
    return value;
  }

  /** Language maps as the text of the source, and the other languages apart. */
  inSource(yaml: YamlFile, kind: Source['kind']): { yaml: YamlFile; texts: FieldText[] } {
    const { problems, ...spoken } = withoutLanguageMaps(yaml, kind, this.languages);
    this.problems.push(...problems);
    return spoken;
  }

  /** Front matter and body of an MDX file; as they were read before where the text is the same. What is trusted may read more than its own text. */
  async mdx(
    text: string,
    { block, head }: FrontMatter,
    file: string,
  ): Promise<{ yaml: YamlFile | null; body: Body }> {
    const known = this.isTrusted ? null : await this.texts.get(text);
    if (known) return { yaml: knownYaml(head, file, 1, known.data), body: known.body };
    const { yaml, problems: ofYaml } = parseYaml(head, file, 1);
    const { problems: ofBody, ...body } = await this.bodyOf(text, block, file);
    this.problems.push(...ofYaml, ...ofBody);
    if (yaml && ofYaml.length + ofBody.length === 0 && !this.isTrusted)
      this.texts.put(text, { data: yaml.data, body });
    return { yaml, body };
  }

  /** A text that others include: a body without front matter. */
  async part(file: string): Promise<Part | null> {
    const text = await this.text(file);
    if (text === null) return null;
    const block = frontMatterOf(text)?.block ?? '';
    const { problems, ...body } = await this.bodyOf(text, block, file);
    const shown = await withFiles(body, file, this.files);
    this.problems.push(...problems, ...placementProblems(body.body, file, true), ...shown.problems);
    if (block !== '') this.problems.push(partWithFrontMatter(file));
    return { file, body: { ...body, body: shown.body } };
  }

  /** A body with the files that it shows and the shared parts that it includes. */
  async whole(body: Body, file: string): Promise<Body> {
    const shown = await withFiles(body, file, this.files);
    const whole = withParts({ ...body, body: shown.body }, file, this.parts);
    this.problems.push(
      ...placementProblems(body.body, file, false),
      ...shown.problems,
      ...whole.problems,
    );
    return whole.body;
  }

  /** Keeps what was read for the next run. */
  async close(): Promise<void> {
    await this.texts.close();
    await this.files.known.close();
  }

  /** Trusted content runs; all other content is read. */
  private async bodyOf(
    text: string,
    block: string,
    file: string,
  ): Promise<Body & { problems: Problem[] }> {
    const before = block.split('\n').length - 1;
    const source = text.slice(block.length);
    if (!this.isTrusted) return readBody(source, file, before);
    const { trustedBody } = await import('#ingest/mdx/trustedBody.ts');
    return trustedBody(source, resolve(this.pathOf(file)), file, before);
  }
}

interface ReaderOptions {
  /** What is at the top of the folder. */
  names: readonly string[];
  cacheDir: string;
  book: RecordBook;
  /** Texts in place of files, under the names that problems give them. */
  edits: ReadonlyMap<string, string>;
}

const partWithFrontMatter = (file: string): Problem => ({
  code: 'content/front-matter',
  severity: 'error',
  file,
  line: 1,
  column: 1,
  found: 'a shared part has front matter, which nothing reads',
  fix: 'remove the block between the two lines of hyphens; the title is that of the text that includes it',
});
