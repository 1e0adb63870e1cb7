import { calendarOf, CIVIL, useCalendar } from '#model/time/calendar.ts';
import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ZodType } from 'zod';
import type { Facts } from '#model/record/facts.ts';
import type { Initiative } from '#model/record/initiative.ts';
import { addDays } from '#model/time/date.ts';
import { parsePeriod, periodEnd, periodsBetween } from '#model/time/period.ts';
import type { Portfolio, Written } from '#model/record/portfolio.ts';
import { nearest, type Problem } from '#model/problem.ts';
import type { RoadmapItem } from '#model/record/roadmap.ts';
import type { Site } from '#model/record/site.ts';
import { ContentCache } from './contentCache.ts';
import { contentText } from './contentText.ts';
import { readFacts } from './facts.ts';
import { frontMatterOf, noFrontMatter, type FrontMatter } from './frontMatter.ts';
import { recordOf } from './lineOf.ts';
import { type Part, withParts } from './library/parts.ts';
import { misplaced } from './misplaced.ts';
import { isDocument, otherName, strayFix, unlinkedDocuments } from './words/fileName.ts';
import { portfolioId } from './portfolioId.ts';
import { textMarks } from '#model/record/revision.ts';
import { TAKES } from '#ingest/media/identify.ts';
import { withFiles } from '#ingest/media/resolve.ts';
import type { Body } from '#ingest/mdx/body.ts';
import { readBody } from '#ingest/mdx/mdxBody.ts';
import { id } from '#ingest/schemas/common.ts';
import { functionsSchema } from '#ingest/schemas/functions.ts';
import { frameworkSchema } from '#ingest/schemas/gate.ts';
import { glossarySchema } from '#ingest/schemas/glossary.ts';
import { goalSchema } from '#ingest/schemas/goal.ts';
import { initiativeSchema } from '#ingest/schemas/initiative.ts';
import { metricSchema } from '#ingest/schemas/metric.ts';
import { playbookSchema, reportSchema } from '#ingest/schemas/playbook.ts';
import { portfolioSchema, sitesSchema } from '#ingest/schemas/portfolio.ts';
import { roadmapItemSchema, roadmapSchema } from '#ingest/schemas/roadmap.ts';
import { type BookRecord, isRecordBook, RecordBook } from '#ingest/records/recordBook.ts';
import { plainLetters } from '#ingest/table/plainLetters.ts';
import { addLanguage, textsAt, withTexts } from '#ingest/languages/addLanguage.ts';
import { withoutLanguageMaps } from '#ingest/languages/languageMaps.ts';
import {
  isSourceRecord,
  joinTranslation,
  type TranslationFields,
} from '#ingest/languages/translation.ts';
import { ownMessages } from '#ingest/languages/ownMessages.ts';
import { sourceLocale } from '#ingest/languages/sourceLanguage.ts';
import { partTranslations, type TranslationFile } from '#ingest/languages/translationFiles.ts';
import { isTranslated, translationSchemas } from '#ingest/schemas/translation.ts';
import type { Translatable } from '#model/language/inLanguage.ts';
import { knownYaml, parseYaml, type YamlFile } from './yamlFile.ts';
import { validate } from './validate.ts';
import type { Source, Unread } from './source.ts';

export type Content = Omit<
  Portfolio,
  'asOf' | 'exports' | 'observations' | 'friction' | 'standups'
>;

/** Ten years of days on which nothing is expected any more. */
function daysAfter(until: string | undefined): string[] {
  return until === undefined ? [] : periodsBetween(addDays(until, 1), addDays(until, 3653), 'day');
}

/** Files that texts may show or link to. */
const MEDIA = new RegExp(`\\.(${Object.values(TAKES).flat().join('|')})$`, 'i');
const isId = (name: string) => id.safeParse(name).success;
const FOLDERS = [
  'goals',
  'metrics',
  'initiatives',
  'roadmap',
  'frameworks',
  'playbooks',
  'reports',
] as const;
const NO_BODY: Body = { body: [], headings: [], uses: [] };
const placesOf = (items: readonly RoadmapItem[]) =>
  new Map(items.map(({ id, file, line }) => [id, `${file}:${line}`]));
const idOfFile = (file: string) => basename(file, extname(file));
const SHIPPED = fileURLToPath(new URL('./frameworks/', import.meta.url));

const partWithFrontMatter = (file: string): Problem => ({
  code: 'content/front-matter',
  severity: 'error',
  file,
  line: 1,
  column: 1,
  found: 'a shared part has front matter, which nothing reads',
  fix: 'remove the block between the two lines of hyphens; the title is that of the text that includes it',
});

/** Whether a folder beside texts holds nothing but what they show. */
async function holdsPictures(dir: string): Promise<boolean> {
  const names = await readdir(dir).catch((): string[] => []);
  return names.length > 0 && names.every((name) => name.startsWith('.') || MEDIA.test(name));
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}

/** Everything under `content/`, validated file by file. All problems of a run are collected. `edits`: texts in place of files. */
export async function loadContent(
  contentDir: string,
  cacheDir: string,
  edits: ReadonlyMap<string, string> = new Map(),
): Promise<{
  content: Content | null;
  sites: Site[];
  asOf: string | null;
  sources: Source[];
  unread: Unread[];
  problems: Problem[];
}> {
  const problems: Problem[] = [];
  const sources: Source[] = [];
  const unread: Unread[] = [];
  const texts: Written[] = [];
  const documents: string[] = [];
  const translated: Written[] = [];
  const label = basename(contentDir);
  const cache = new ContentCache(cacheDir);
  const entries = await readdir(contentDir, { withFileTypes: true }).catch(() => null);
  if (!entries) {
    problems.push({
      code: 'content/missing-folder',
      severity: 'error',
      file: contentDir,
      line: null,
      column: null,
      found: 'the content folder does not exist',
      fix: 'create it, name another with --content, or start with `trilens init DIR`',
    });
    return {
      content: null,
      sites: [],
      asOf: null,
      sources,
      unread: [{ kind: 'site', id: null }],
      problems,
    };
  }
  strayEntries(entries.filter((entry) => !entry.name.startsWith('.')).map((entry) => entry.name));

  const book = await RecordBook.read(contentDir, label);
  // Closed days in portfolio.yaml itself are those of the calendar that everybody shares.
  useCalendar(CIVIL);
  const settings =
    (await one('portfolio.yaml', portfolioSchema, 'portfolio')) ??
    (problems.some((problem) => problem.severity === 'error')
      ? null
      : portfolioSchema.parse({ name: 'Untitled portfolio' }));
  if (
    settings?.logo &&
    !(await stat(join(contentDir, settings.logo)).catch(() => null))?.isFile()
  ) {
    const yaml = sources.find((source) => source.kind === 'portfolio')?.yaml;
    problems.push({
      code: 'content/missing-file',
      severity: 'error',
      file: `${label}/portfolio.yaml`,
      ...(yaml?.at(['logo']) ?? { line: null, column: null }),
      found: `there is no file ${label}/${settings.logo}`,
      fix: 'put the logo there, or correct logo',
    });
  }
  if (settings) useCalendar(calendarOf(settings));
  const languages = settings?.languages ?? [];
  const ownYaml = sources.find(({ kind }) => kind === 'portfolio')?.yaml;
  if (settings && ownYaml) {
    const own = sourceLocale(settings, ownYaml);
    settings.locale = own.locale;
    problems.push(...own.problems);
  }
  const said = await ownMessages(contentDir, label);
  problems.push(...said.problems);
  const sites = (await one('sites.yaml', sitesSchema, 'site')) ?? [];
  const functions = (await one('functions.yaml', functionsSchema, 'functions')) ?? [];
  const glossary = (await one('glossary.yaml', glossarySchema, 'glossary')) ?? [];
  const parts = await sharedParts();
  const goals = await all('goals', '.yaml', 'goal', goalSchema, (value, id, file) => ({
    id,
    file,
    ...value,
  }));
  const metrics = await all('metrics', '.yaml', 'metric', metricSchema, (value, id, file) => ({
    id,
    file,
    ...value,
  }));
  const frameworks = await all(
    'frameworks',
    '.yaml',
    'framework',
    frameworkSchema,
    (value, id, file) => ({ id, file, ...value }),
  );
  for (const name of await readdir(SHIPPED)) {
    const id = basename(name, '.yaml');
    if (frameworks.some((framework) => framework.id === id)) continue;
    const parsed = parseYaml(await readFile(join(SHIPPED, name), 'utf8'), name);
    frameworks.push({ id, file: `(shipped) ${name}`, ...frameworkSchema.parse(parsed.yaml?.data) });
  }
  const initiatives = await all(
    'initiatives',
    '.mdx',
    'initiative',
    initiativeSchema,
    (value, id, file, body, yaml) => {
      const lined = value.gates.map((gate, index) => ({
        ...gate,
        line: yaml.at(['gates', index]).line,
      }));
      const { since: podSince, ...pod } = value.pod;
      return {
        id,
        file,
        ...(value as unknown as Omit<Initiative, 'id' | 'file' | 'gates'>),
        pod,
        ...(podSince === undefined ? {} : { podSince }),
        gates: lined,
        body: body.body,
        headings: body.headings,
      };
    },
  );
  const playbooks = await all(
    'playbooks',
    '.mdx',
    'playbook',
    playbookSchema,
    (value, id, file, body) => ({
      id,
      file,
      ...value,
      folder: file.split('/').slice(2, -1),
      body: body.body,
      headings: body.headings,
      marks: textMarks({ title: value.title, body: body.body }),
    }),
  );
  const written = await all('reports', '.mdx', 'report', reportSchema, (value, id, file, body) => ({
    id,
    file,
    ...value,
    body: body.body,
    headings: body.headings,
  }));
  await cache.close();
  for (const name of await readdir(join(contentDir, 'reports')).catch(() => [] as string[])) {
    const of = name.endsWith('.facts.json') ? name.slice(0, -'.facts.json'.length) : null;
    if (of !== null && !written.some((report) => report.id === of))
      problems.push({
        code: 'report/facts-alone',
        severity: 'warning',
        file: `${label}/reports/${name}`,
        line: null,
        column: null,
        found: 'these facts belong to no report',
        fix: `write reports/${of}.mdx, or remove them`,
      });
  }
  const reports = await Promise.all(
    written.map(async (report) => ({ ...report, facts: await facts(report.id) })),
  );
  const roadmap: RoadmapItem[] = [];
  for (const file of await list('roadmap', '.yaml')) {
    const yaml = await read(file);
    const spoken = yaml && inSource(yaml, 'roadmap');
    const value = spoken && check(spoken.yaml, roadmapSchema);
    if (value === null) unread.push(...named('roadmap', yaml));
    if (yaml)
      for (const [index, item] of (value ?? []).entries())
        addItem(withTexts(item, textsAt(spoken?.texts ?? [], index)), yaml, [index]);
  }
  for (const { id, yaml } of book.records('roadmap', placesOf(roadmap))) {
    const item = check(yaml, roadmapItemSchema);
    if (item === null) unread.push({ kind: 'roadmap', id });
    else addItem(item, yaml, []);
  }
  problems.push(...unlinkedDocuments(documents, texts, sources, label));
  problems.push(...book.problems, ...book.unused(initiatives.map(({ id }) => id)));
  if (!settings) return { content: null, sites, asOf: null, sources, unread, problems };
  const { calendars, asOf, ...rest } = settings;
  const closed = sites.map((site) => ({
    ...site,
    dayStartsAt: site.dayStartsAt ?? settings.dayStartsAt,
    closed: [
      ...site.closed,
      ...(Object.hasOwn(calendars, site.id) ? (calendars[site.id] as string[]) : []),
      ...daysAfter(site.until),
    ],
  }));
  return {
    content: {
      settings: {
        ...rest,
        glossary,
        id: rest.id ?? portfolioId(rest.name),
        ...(Object.keys(said.messages).length > 0 && { messages: said.messages }),
      },
      sites: closed,
      functions,
      goals,
      metrics,
      initiatives,
      roadmap,
      frameworks,
      playbooks,
      reports,
      written: texts,
      translated,
    } as Content,
    sites: closed,
    asOf: asOf ?? null,
    sources,
    unread,
    problems,
  };

  function addItem(
    item: ReturnType<typeof roadmapSchema.parse>[number] & Translatable,
    yaml: YamlFile,
    path: readonly PropertyKey[],
  ): void {
    const start = parsePeriod(item.start ?? item.when ?? (item.end as string));
    const end = parsePeriod(item.end ?? item.when ?? (item.start as string));
    if (!start || !end) return;
    roadmap.push({
      ...item,
      file: yaml.file,
      line: yaml.at(path).line,
      start: start.start,
      end: periodEnd(end.start, end.grain),
      when: item.end ?? item.when ?? '',
    });
    sources.push({ kind: 'roadmap', id: item.id, yaml, path, uses: [] });
  }

  async function list(folder: string, extension: string): Promise<string[]> {
    const names = await readdir(join(contentDir, folder)).catch(() => [] as string[]);
    const wanted = extension === '.yaml' ? ['.yaml', '.yml'] : [extension];
    const below: string[] = [];
    for (const name of names) {
      if (extension === '.mdx' && isDocument(name)) documents.push(`${folder}/${name}`);
      if (
        name.startsWith('.') ||
        wanted.includes(extname(name)) ||
        (settings?.trustedMdx && /\.(m?[jt]s|json)$/.test(name)) ||
        (extension === '.mdx' && MEDIA.test(name)) ||
        (extension === '.mdx' && (await holdsPictures(join(contentDir, folder, name)))) ||
        name.endsWith('.facts.json')
      )
        continue;
      // A library of playbooks has folders; whatever one holds is looked at like the rest.
      if (
        folder.split('/')[0] === 'playbooks' &&
        (await isFolder(join(contentDir, folder, name)))
      ) {
        below.push(...(await list(`${folder}/${name}`, extension)));
        continue;
      }
      problems.push({
        code: 'content/unknown-file',
        severity: 'warning',
        file: `${label}/${folder}/${name}`,
        line: null,
        column: null,
        found: `this file is not read: ${folder} holds ${wanted[0]} files`,
        fix: (await isFolder(join(contentDir, folder, name)))
          ? `folders in it are not read: put what is in it into ${label}/${folder}/`
          : otherName(name, wanted),
      });
    }
    const own = names
      .filter((name) => wanted.includes(extname(name)) && !name.startsWith('.'))
      .map((name) => `${label}/${folder}/${name}`);
    return [...own, ...below].sort();
  }

  /** Texts that others include, `content/parts/lockout.mdx`: a body without front matter. */
  async function sharedParts(): Promise<Map<string, Part>> {
    const found = new Map<string, Part>();
    for (const file of await list('parts', '.mdx')) {
      const held = await text(file);
      if (held === null) continue;
      const block = frontMatterOf(held)?.block ?? '';
      const before = block.split('\n').length - 1;
      const { problems: flaws, ...body } = await bodyOfFile(held.slice(block.length), file, before);
      const shown = await withFiles(body, file, contentDir);
      problems.push(...flaws, ...shown.problems);
      if (block !== '') problems.push(partWithFrontMatter(file));
      found.set(basename(file, '.mdx'), { file, body: { ...body, body: shown.body } });
    }
    return found;
  }

  /** The frozen facts beside a report; null where there are none. */
  async function facts(report: string): Promise<Facts | null> {
    const file = `${label}/reports/${report}.facts.json`;
    if (!(await stat(pathOf(file)).catch(() => null))) return null;
    const held = await text(file);
    if (held === null) return null;
    const found = readFacts(held, file, report);
    problems.push(...found.problems);
    return found.facts;
  }

  function pathOf(file: string): string {
    return join(contentDir, file.slice(label.length + 1));
  }

  async function text(file: string): Promise<string | null> {
    const edited = edits.get(file);
    if (edited !== undefined) return edited;
    const { text: held, problem } = await contentText(pathOf(file), file);
    if (problem) problems.push(problem);
    return held;
  }

  async function read(file: string): Promise<YamlFile | null> {
    const held = await text(file);
    return held === null ? null : parsed(held, file);
  }

  function parsed(source: string, file: string): YamlFile | null {
    const { yaml, problems: found } = parseYaml(source, file);
    problems.push(...found);
    return yaml;
  }

  function check<T>(yaml: YamlFile, schema: ZodType<T>): T | null {
    const result = validate(yaml, schema);
    problems.push(...result.problems);
    return result.value;
  }

  /** A record in the folder of its kind; one of another kind is told where it belongs. */
  function checkIn<T>(yaml: YamlFile, schema: ZodType<T>, kind: string): T | null {
    const result = validate(yaml, schema);
    const elsewhere = result.value === null ? misplaced(yaml, kind) : null;
    problems.push(...(elsewhere === null ? result.problems : [elsewhere]));
    return result.value;
  }

  async function one<T>(name: string, schema: ZodType<T>, kind: Source['kind']): Promise<T | null> {
    if (!entries?.some((entry) => entry.name === name)) return null;
    const file = await read(`${label}/${name}`);
    const yaml =
      file && kind === 'portfolio' ? book.complete('portfolio', 'portfolio', file) : file;
    if (yaml && kind === 'portfolio')
      sources.push({ kind, id: 'portfolio', yaml, path: [], uses: [] });
    const spoken = yaml && kind === 'site' ? inSource(yaml, kind) : yaml && { yaml, texts: [] };
    const value = spoken && check(spoken.yaml, schema);
    if (spoken && Array.isArray(value) && spoken.texts.length > 0)
      for (const [index, entry] of value.entries())
        Object.assign(entry, withTexts({}, textsAt(spoken.texts, index)));
    if (value === null) unread.push(...named(kind, yaml));
    if (yaml && kind === 'site')
      for (const [index, site] of ((value ?? []) as { id: string }[]).entries())
        sources.push({ kind, id: site.id, yaml, path: [index], uses: [] });
    if (yaml && kind === 'glossary')
      for (const [index, { term }] of ((value ?? []) as { term: string }[]).entries())
        sources.push({ kind, id: term, yaml, path: [index], uses: [] });
    if (yaml && kind === 'functions')
      for (const [index, { lens }] of ((value ?? []) as { lens: string }[]).entries())
        sources.push({ kind, id: lens, yaml, path: [index], uses: [] });
    return value;
  }

  /** The entries of a list that is not valid, as far as they have a name. */
  function named(kind: Source['kind'], yaml: YamlFile | null): Unread[] {
    if (!yaml || !Array.isArray(yaml.data)) return [{ kind, id: null }];
    return yaml.data.map((entry: { id?: unknown } | null) => ({
      kind,
      id: typeof entry?.id === 'string' ? entry.id : null,
    }));
  }

  /** Trusted content runs; all other content is read. */
  async function bodyOfFile(
    source: string,
    file: string,
    before: number,
  ): Promise<Body & { problems: Problem[] }> {
    if (!settings?.trustedMdx) return readBody(source, file, before);
    const { trustedBody } = await import('#ingest/mdx/trustedBody.ts');
    return trustedBody(source, resolve(pathOf(file)), file, before);
  }

  /** Front matter and body of an MDX file; as they were read before where the text is the same. What is trusted may read more than its own text. */
  async function mdx(
    source: string,
    { block, head }: FrontMatter,
    file: string,
  ): Promise<{ yaml: YamlFile | null; body: Body }> {
    const known = settings?.trustedMdx ? null : await cache.get(source);
    if (known) return { yaml: knownYaml(head, file, 1, known.data), body: known.body };
    const { yaml, problems: ofYaml } = parseYaml(head, file, 1);
    const { problems: ofBody, ...body } = await bodyOfFile(
      source.slice(block.length),
      file,
      block.split('\n').length - 1,
    );
    problems.push(...ofYaml, ...ofBody);
    if (yaml && ofYaml.length + ofBody.length === 0 && !settings?.trustedMdx)
      cache.put(source, { data: yaml.data, body });
    return { yaml, body };
  }

  async function all<T, R extends object>(
    folder: string,
    extension: '.yaml' | '.mdx',
    kind: Source['kind'],
    schema: ZodType<T>,
    make: (value: T, id: string, file: string, body: Body, yaml: YamlFile) => R,
  ): Promise<R[]> {
    const records: R[] = [];
    const parted = partTranslations(await list(folder, extension), languages);
    problems.push(...parted.problems);
    const files = parted.sources;
    const written = await Promise.all(files.map(text));
    for (const [index, file] of files.entries()) {
      const id = idOfFile(file);
      const source = written[index] ?? null;
      if (source === null || !isId(id)) {
        if (source !== null) problems.push(notAnId(id, file));
        unread.push({ kind, id });
        continue;
      }
      const front = extension === '.mdx' ? frontMatterOf(source) : null;
      if (extension === '.mdx' && !front) {
        problems.push(noFrontMatter(source, file));
        unread.push({ kind, id });
        continue;
      }
      const { yaml: own, body } = front
        ? await mdx(source, front, file)
        : { yaml: parsed(source, file), body: NO_BODY };
      const yaml = own && kind === 'initiative' ? book.complete(kind, id, own) : own;
      const before = front ? front.block.split('\n').length - 1 : 0;
      const spoken = yaml && inSource(yaml, kind);
      const value = spoken && checkIn(spoken.yaml, schema, kind);
      if (!yaml || !spoken || value === null) {
        unread.push({ kind, id });
        continue;
      }
      const shown = await withFiles(body, file, contentDir);
      const whole = withParts({ ...body, body: shown.body }, file, parts);
      problems.push(...shown.problems, ...whole.problems);
      records.push(withTexts(make(value, id, file, whole.body, yaml), spoken.texts));
      const title = String((value as { title?: unknown }).title ?? id);
      if (front)
        texts.push({
          record: recordOf({ kind, id }),
          path: `${folder}/${id}/`,
          title,
          file,
          line: before + 1,
          text: source.slice(front.block.length),
        });
      sources.push({ kind, id, yaml, path: [], uses: whole.body.uses });
    }
    for (const translation of parted.translations) await addTranslation(translation, kind, records);
    if (kind === 'goal' || kind === 'initiative')
      for (const row of book.records(kind, new Map(files.map((file) => [idOfFile(file), file]))))
        addRow(kind, row);
    return records;

    /** A record in a row of a workbook: its fields alone, without a text. */
    function addRow(of: 'goal' | 'initiative', { id, yaml: row }: BookRecord): void {
      const yaml = of === 'initiative' ? book.complete(of, id, row) : row;
      const value = isId(id) ? check(yaml, schema) : null;
      if (!isId(id))
        problems.push({
          ...notAnId(id, yaml.file),
          ...yaml.at(['id']),
          found: id === '' ? 'Id is missing' : `"${id}" is no id`,
          fix: 'correct the id',
        });
      if (value === null) unread.push({ kind, id });
      else {
        records.push(make(value, id, yaml.file, NO_BODY, yaml));
        sources.push({ kind, id, yaml, path: [], uses: [] });
      }
    }
  }

  /** Language maps as the text of the source, and the others apart. */
  function inSource(yaml: YamlFile, kind: Source['kind']) {
    const spoken = withoutLanguageMaps(yaml, kind, languages);
    problems.push(...spoken.problems);
    return spoken;
  }

  /** Reads `x.de.mdx` and joins it to its record; where the record itself could not be read, that is the problem. */
  async function addTranslation(
    { file, id, language }: TranslationFile,
    kind: Source['kind'],
    records: readonly unknown[],
  ): Promise<void> {
    const source = await text(file);
    const front = source === null ? null : frontMatterOf(source);
    if (source === null || !isTranslated(kind)) return;
    if (front === null) {
      problems.push(noFrontMatter(source, file));
      return;
    }
    const { yaml, body } = await mdx(source, front, file);
    const fields = yaml && check<TranslationFields>(yaml, translationSchemas[kind]);
    const record = records.filter(isSourceRecord).find((one) => one.id === id);
    if (!yaml || fields === null || record === undefined) return;
    const shown = await withFiles(body, file, contentDir);
    const whole = withParts({ ...body, body: shown.body }, file, parts);
    const joined = joinTranslation(record, { yaml, fields, body: whole.body });
    problems.push(...shown.problems, ...whole.problems, ...joined.problems);
    translated.push({
      record: recordOf({ kind, id }),
      path: `${language}/${recordOf({ kind, id })}/`,
      title: fields.title,
      file,
      line: front.block.split('\n').length,
      text: source.slice(front.block.length),
    });
    sources.push({ kind, id, yaml, path: [], uses: whole.body.uses, language });
    if (joined.inLanguage) addLanguage(record, language, joined.inLanguage);
  }

  function notAnId(id: string, file: string): Problem {
    const better = plainLetters(id)
      .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
      .replaceAll(/\.{2,}/g, '.')
      .replaceAll(/^[^A-Za-z0-9]+|[-.]+$/g, '')
      .replaceAll(/-{2,}/g, '-')
      .toLowerCase();
    // What is left as it was is a name of a device under Windows.
    const name = better === id ? `${better}-1` : better;
    return {
      code: 'content/file-name',
      severity: 'error',
      file,
      line: 1,
      column: 1,
      found: `the name of the file is its id, and "${id}" is not an id`,
      allowed:
        'letters from A to Z, digits, hyphens, single points and underscores; a letter or digit first; no name of a device under Windows, such as con or nul',
      fix: `rename it${better === '' ? '' : `: ${name}${extname(file)}`}`,
    };
  }

  function strayEntries(names: string[]): void {
    const allowed = [
      ...FOLDERS,
      'messages',
      'parts',
      'portfolio.yaml',
      'sites.yaml',
      'functions.yaml',
      'glossary.yaml',
    ];
    for (const name of names) {
      if (
        (allowed as string[]).includes(name) ||
        isRecordBook(name) ||
        /\.(png|jpe?g|svg|webp|md)$/.test(name) ||
        name === 'assets'
      )
        continue;
      const near = nearest(name, allowed);
      problems.push({
        code: 'content/unknown-file',
        severity: 'warning',
        file: `${label}/${name}`,
        line: null,
        column: null,
        found: 'nothing reads this',
        allowed: allowed.join(', '),
        fix: strayFix(name, near),
      });
    }
  }
}
