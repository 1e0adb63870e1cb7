import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compareTexts } from '#model/words/compareTexts.ts';
import type { Audience } from '#model/record/audience.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Problem } from '#model/problem.ts';
import { hasWord, type Needles, needlesFor, RUN } from './needles.ts';
import { deadLinks } from './links.ts';
import { type Text, textsOf } from './texts.ts';

/** Something in a published file that its readers may not know, or a link to what is not there for them. */
export interface Leak {
  /** Relative to the folder; a member of an archive behind `›`. */
  file: string;
  kind: 'title' | 'id' | 'sentence' | 'series' | 'path' | 'link';
  what: string;
}

/** Looks through every byte of a built folder for what an edition for `reader` may not hold; archives, the search index and PDFs are unpacked. */
export async function leaksIn(
  dir: string,
  portfolio: Portfolio,
  reader: Audience,
): Promise<Leak[]> {
  const needles = needlesFor(portfolio, reader);
  if (Object.values(needles).every((list) => list.length === 0)) return [];
  const links = (await deadLinks(dir)).map(({ file, link }): Leak => ({
    file,
    kind: 'link',
    what: link,
  }));
  const values = new Set(needles.series.flatMap(({ digits }) => digits));
  const leaks: Leak[] = links;
  for (const entry of (await readdir(dir, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  )) {
    const file = join(entry.parentPath, entry.name).slice(dir.length + 1);
    for (const id of needles.ids)
      if (file.split(/[/.]/).includes(id)) leaks.push({ file, kind: 'path', what: id });
    for (const text of await textsOf(file, await readFile(join(dir, file))))
      leaks.push(...leaksOf(text, needles, values));
  }
  return leaks.sort((a, b) => compareTexts(a.file, b.file));
}

/** A leak as a problem that stops the build. */
export function leakProblem(leak: Leak, reader: Audience): Problem {
  if (leak.kind === 'link') {
    return {
      code: 'build/dead-link',
      severity: 'error',
      file: leak.file,
      line: null,
      column: null,
      found: `the link ${leak.what} leads nowhere in the edition for ${reader}`,
      fix: 'leave it out of what these readers see, or let them see its page',
    };
  }
  const what = {
    title: 'the title',
    id: 'the id',
    sentence: 'the sentence',
    series: 'numbers of',
    path: 'the id',
  }[leak.kind];
  return {
    code: 'build/leak',
    severity: 'error',
    file: leak.file,
    line: null,
    column: null,
    found: `${what} "${leak.what}" is in the edition for ${reader}, which may not know it`,
    fix: 'look where it is mentioned: give that text or record the narrower audience, or say it in other words',
  };
}

function leaksOf(
  { where, raw, read }: Text,
  needles: Needles,
  values: ReadonlySet<string>,
): Leak[] {
  const found = (kind: Leak['kind'], list: readonly string[], is: (needle: string) => boolean) =>
    list.filter(is).map((what): Leak => ({ file: where, kind, what }));
  return [
    ...found('title', needles.titles, (title) => hasWord(read, title)),
    ...found('id', needles.ids, (id) => standsAsId(raw, id)),
    ...found('sentence', needles.sentences, (sentence) => read.includes(sentence)),
    ...seriesIn(read, needles.series, values).map((what): Leak => ({
      file: where,
      kind: 'series',
      what,
    })),
  ];
}

/** An id between the signs that ids stand between in addresses, attributes, JSON and CSV: so a word of the language is not taken for one. */
function standsAsId(text: string, id: string): boolean {
  for (let at = text.indexOf(id); at !== -1; at = text.indexOf(id, at + 1)) {
    if (/["'/#=:,|]/.test(text[at - 1] ?? '') && /["'/#?.,:;|@]/.test(text[at + id.length] ?? ''))
      return true;
  }
  return false;
}

/** Between two neighbours of a series there may be so many other numbers: periods, numerators, coordinates. */
const GAP = 24;

/** Series of which RUN values in a row, four of them different, stand in a text in their order or backwards. */
function seriesIn(read: string, series: Needles['series'], values: ReadonlySet<string>): string[] {
  if (series.length === 0) return [];
  const places = new Map<string, number[]>();
  let count = 0;
  for (const [token] of read
    .replaceAll('−', '-')
    .matchAll(/-?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?/gi)) {
    const digits = token.replaceAll(/,(?=\d{3}\b)/g, '');
    for (const part of digits.split(',')) {
      count++;
      if (values.has(part)) places.set(part, [...(places.get(part) ?? []), count]);
    }
  }
  if (places.size < 4) return [];
  return [
    ...new Set(
      series
        .filter(({ digits }) => hasRun(digits, places) || hasRun(digits.toReversed(), places))
        .map(({ of }) => of),
    ),
  ];
}

function hasRun(
  digits: readonly string[],
  places: ReadonlyMap<string, readonly number[]>,
): boolean {
  for (let start = 0; start + RUN <= digits.length; start++) {
    const run = digits.slice(start, start + RUN);
    if (new Set(run).size < 4) continue;
    let ends = [...(places.get(run[0] as string) ?? [])];
    for (const digit of run.slice(1)) {
      const next = places.get(digit) ?? [];
      ends = next.filter((place) => ends.some((end) => place > end && place - end <= GAP));
      if (ends.length === 0) break;
    }
    if (ends.length > 0) return true;
  }
  return false;
}
