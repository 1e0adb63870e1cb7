import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { compareTexts } from '#model/words/compareTexts.ts';
import type { Audience } from '#model/record/audience.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Problem } from '#model/problem.ts';
import { contentsOf } from './contents.ts';
import { deadLinks } from './links.ts';
import { type Needles, needlesFor } from './needles.ts';
import { mixedCounts } from './mixedCounts.ts';
import { readingsOf } from './readings.ts';
import { seriesIn } from './series.ts';
import { wordsOf } from './words.ts';

/** Something in a published file that its readers may not know, a link to what is not there for them, or a part that nobody can look into. */
export interface Leak {
  /** Relative to the folder; a member of an archive behind `›`. */
  file: string;
  kind: 'title' | 'id' | 'sentence' | 'text' | 'series' | 'path' | 'link' | 'unread';
  what: string;
}

export interface Audit {
  leaks: Leak[];
  /** What the audit cannot prove, in sentences. */
  limits: string[];
}

/** Looks through every file of built folders for what an edition for `reader` may not hold; see `contentsOf` for how deep. */
export async function auditor(
  portfolio: Portfolio,
  reader: Audience,
): Promise<(dir: string) => Promise<Audit>> {
  const needles = await needlesFor(portfolio, reader);
  const limits = [...LIMITS, ...mixedCounts(portfolio, reader), ...unprovable(needles)];
  const isNothing = needles.finder.left.size === 0 && needles.series.hidden.length === 0;
  return async (dir) => ({ leaks: isNothing ? [] : await leaksIn(dir, needles), limits });
}

async function leaksIn(dir: string, needles: Needles): Promise<Leak[]> {
  const leaks = (await deadLinks(dir)).map(({ file, link }): Leak => ({
    file,
    kind: 'link',
    what: link,
  }));
  for (const name of await readdir(dir, { recursive: true })) {
    const path = join(dir, name);
    const file = relative(dir, path);
    const found = await lstat(path);
    if (found.isDirectory()) continue;
    for (const { what } of needles.finder.find(wordsOf(file), needles.isOpen))
      leaks.push({ file, kind: 'path', what });
    if (found.isFile()) leaks.push(...(await leaksOf(file, await readFile(path), needles)));
    else
      leaks.push({
        file,
        kind: 'unread',
        what: found.isSymbolicLink() ? 'it is a symbolic link' : 'it is no regular file',
      });
  }
  return leaks.sort((a, b) => compareTexts(a.file, b.file));
}

/** A leak as a problem that stops the build. */
export function leakProblem({ file, kind, what }: Leak, reader: Audience): Problem {
  const problem = { severity: 'error' as const, file, line: null, column: null };
  if (kind === 'link')
    return {
      ...problem,
      code: 'build/dead-link',
      found: `the link ${what} leads nowhere in the edition for ${reader}`,
      fix: 'leave it out of what these readers see, or let them see its page',
    };
  if (kind === 'unread')
    return {
      ...problem,
      code: 'build/unread',
      found: `nobody can tell what is in it: ${what}`,
      fix: 'remove it, or publish what it holds as plain files',
    };
  return {
    ...problem,
    code: 'build/leak',
    found: `${NAMES[kind]} "${what}" is in the edition for ${reader}, which may not know it`,
    fix: 'look where it is mentioned: give that text or record the narrower audience, or say it in other words',
  };
}

const NAMES = {
  title: 'the title',
  id: 'the id',
  sentence: 'the sentence',
  text: 'the text',
  series: 'numbers of',
  path: 'the id',
} as const;

/** What words cannot show, whatever is looked for. */
const LIMITS = [
  'Pictures and fonts are searched for texts in their bytes and metadata; what is drawn in them is not read.',
  'Single numbers and dates are not looked for, nor parts of a series with fewer than 20 digits.',
  'The same said in other words, with its words written as one, or put together by a script is not recognised.',
];

function unprovable({ unprovable }: Needles): string[] {
  if (unprovable.length === 0) return [];
  const shown = unprovable.slice(0, 10).map((text) => `"${text}"`);
  const more = unprovable.length > 10 ? ` and ${unprovable.length - 10} more` : '';
  return [
    `Open records, or Trilens itself, say these as well, so that finding them would prove nothing: ${shown.join(', ')}${more}.`,
  ];
}

async function leaksOf(file: string, bytes: Uint8Array, needles: Needles): Promise<Leak[]> {
  const { texts, unread } = await contentsOf(file, bytes);
  const leaks = new Map<string, Leak>();
  const add = (leak: Leak) => leaks.set(`${leak.file}\n${leak.kind}\n${leak.what}`, leak);
  for (const { where, why } of unread) add({ file: where, kind: 'unread', what: why });
  for (const { where, text } of texts) {
    const readings = readingsOf(text);
    for (const reading of readings)
      for (const { kind, what, isWord } of needles.finder.find(reading, needles.isOpen))
        if (!isWord || !isScript(where)) add({ file: where, kind, what });
    const shown = text.includes(' t="s"') ? readingsOf(text.replaceAll(SHARED, '')) : readings;
    for (const of of seriesIn(shown.at(-1) ?? text, needles.series))
      add({ file: where, kind: 'series', what: of });
  }
  return [...leaks.values()];
}

/** A cell of a workbook that holds the place of its text in the list of shared ones: places of one column follow one another. */
const SHARED = /<c\b[^<>]*\bt="s"[^<>]*>\s*<v>\d+<\/v>/g;

/** Scripts and style sheets of libraries are full of words of the language. */
const isScript = (file: string) => /\.(m?js|css)$/.test(file.split(' › ')[0] ?? '');
