import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { addDays } from '#model/time/date.ts';
import { periodsBetween } from '#model/time/period.ts';
import type { Problem } from '#model/problem.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Site } from '#model/record/site.ts';
import { ownMessages } from '#ingest/languages/ownMessages.ts';
import { RecordBook } from '#ingest/records/recordBook.ts';
import { functionsSchema } from '#ingest/schemas/functions.ts';
import { glossarySchema } from '#ingest/schemas/glossary.ts';
import { sitesSchema } from '#ingest/schemas/portfolio.ts';
import { type Edits, NO_EDITS } from '#ingest/whatIf/edits.ts';
import { ContentReader } from './contentReader.ts';
import { withEarlierTexts } from './history/earlierTexts.ts';
import { filesIn } from './kinds/filesIn.ts';
import { readFrameworks } from './kinds/frameworks.ts';
import { KINDS } from './kinds/kinds.ts';
import { readList } from './kinds/listFile.ts';
import { readRecords } from './kinds/recordFiles.ts';
import { withFrozenFacts } from './kinds/reports.ts';
import { readRoadmap } from './kinds/roadmap.ts';
import { readSettings } from './kinds/settings.ts';
import type { Part } from './kinds/parts.ts';
import { readForecasts } from './kinds/forecasts.ts';
import { portfolioId } from './portfolioId.ts';
import type { Source, Unread } from './source.ts';
import { strayEntries } from './strayEntries.ts';
import { unlinkedDocuments } from './words/fileName.ts';

export type Content = Omit<
  Portfolio,
  'asOf' | 'exports' | 'observations' | 'friction' | 'standups'
>;

interface Loaded {
  /** Null where the settings of the portfolio could not be read. */
  content: Content | null;
  sites: Site[];
  asOf: string | null;
  sources: Source[];
  unread: Unread[];
  problems: Problem[];
}

/** Everything under `content/`, validated file by file. All problems of a run are collected. `edits`: what is read in place of files. */
export async function loadContent(
  contentDir: string,
  cacheDir: string,
  edits: Edits = NO_EDITS,
): Promise<Loaded> {
  const names = await readdir(contentDir).catch(() => null);
  if (names === null) return missing(contentDir);
  const label = basename(contentDir);
  const book = await RecordBook.read(contentDir, label, edits.rows);
  const reader = new ContentReader(contentDir, {
    ...{ names, cacheDir, book },
    edits: edits.texts,
  });
  reader.problems.push(...strayEntries(names, label));

  const settings = await readSettings(reader);
  const { messages, problems: ofMessages } = await ownMessages(contentDir, label);
  reader.problems.push(...ofMessages);
  const records = await readAll(reader);
  const kept = await readForecasts(reader);
  await reader.close();
  const { problems, sources, unread, written, translated } = reader;
  problems.push(
    ...unlinkedDocuments(reader.documents, written, sources, label),
    ...book.problems,
    ...book.unused(records.initiatives.map(({ id }) => id)),
  );
  if (settings === null)
    return { content: null, sites: records.sites, asOf: null, sources, unread, problems };
  const { calendars, asOf, ...rest } = settings;
  const sites = records.sites.map((site) => ({
    ...site,
    dayStartsAt: site.dayStartsAt ?? settings.dayStartsAt,
    closed: [...site.closed, ...closedAt(calendars, site.id), ...daysAfter(site.until)],
  }));
  const { glossary, ...others } = records;
  const playbooks = await withEarlierTexts(others.playbooks, contentDir, cacheDir);
  const content: Content = {
    ...others,
    playbooks,
    settings: {
      ...rest,
      glossary,
      id: rest.id ?? portfolioId(rest.name),
      ...(Object.keys(messages).length > 0 && { messages }),
    },
    sites,
    written,
    translated,
    ...(kept && { kept }),
  };
  return { content, sites, asOf: asOf ?? null, sources, unread, problems };
}

async function readAll(reader: ContentReader) {
  const sites = await readList(reader, {
    name: 'sites.yaml',
    kind: 'site',
    schema: sitesSchema,
    idOf: ({ id }) => id,
  });
  const functions = await readList(reader, {
    name: 'functions.yaml',
    kind: 'functions',
    schema: functionsSchema,
    idOf: ({ lens }) => lens,
  });
  const glossary = await readList(reader, {
    name: 'glossary.yaml',
    kind: 'glossary',
    schema: glossarySchema,
    idOf: ({ term }) => term,
  });
  reader.parts = await sharedParts(reader);
  const goals = await readRecords(reader, KINDS.goals);
  const metrics = await readRecords(reader, KINDS.metrics);
  const frameworks = await readFrameworks(reader);
  const initiatives = await readRecords(reader, KINDS.initiatives);
  const playbooks = await readRecords(reader, KINDS.playbooks);
  const reports = await withFrozenFacts(reader, await readRecords(reader, KINDS.reports));
  const roadmap = await readRoadmap(reader);
  return {
    ...{ sites, functions, glossary, goals, metrics, frameworks, initiatives, playbooks },
    ...{ reports, roadmap },
  };
}

/** Texts that others include, `content/parts/lockout.mdx`. */
async function sharedParts(reader: ContentReader): Promise<Map<string, Part>> {
  const parts = new Map<string, Part>();
  for (const file of await filesIn(reader, 'parts', '.mdx')) {
    const part = await reader.part(file);
    if (part !== null) parts.set(basename(file, '.mdx'), part);
  }
  return parts;
}

const closedAt = (calendars: Record<string, string[]>, site: string): string[] =>
  Object.hasOwn(calendars, site) ? (calendars[site] ?? []) : [];

/** Ten years of days on which nothing is expected any more. */
function daysAfter(until: string | undefined): string[] {
  return until === undefined ? [] : periodsBetween(addDays(until, 1), addDays(until, 3653), 'day');
}

function missing(contentDir: string): Loaded {
  const problem: Problem = {
    code: 'content/missing-folder',
    severity: 'error',
    file: contentDir,
    line: null,
    column: null,
    found: 'the content folder does not exist',
    fix: 'create it, name another with --content, or start with `trilens init DIR`',
  };
  return {
    ...{ content: null, sites: [], asOf: null, sources: [] },
    ...{ unread: [{ kind: 'site', id: null }], problems: [problem] },
  };
}
