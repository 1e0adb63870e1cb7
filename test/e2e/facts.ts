import { readFileSync, readdirSync } from 'node:fs';
import Papa from 'papaparse';
import { parse } from 'yaml';

type Row = Record<string, string>;

/** The rows of a CSV of the demonstration, as a spreadsheet would show them. */
export function rows(name: string): Row[] {
  return Papa.parse<Row>(readFileSync(`data/${name}.csv`, 'utf8'), {
    header: true,
    skipEmptyLines: true,
    delimitersToGuess: [',', ';'],
  }).data;
}

/** A YAML file of the demonstration, or the front matter of an MDX file. */
// biome-ignore lint/suspicious/noExplicitAny: content as its authors wrote it
export function content(path: string): any {
  const text = readFileSync(`content/${path}`, 'utf8');
  return parse(path.endsWith('.mdx') ? (text.split(/^---$/m)[1] as string) : text);
}

export const asOf = content('portfolio.yaml').asOf as string;
export const initiatives = readdirSync('content/initiatives').map((file) => ({
  id: file.replace('.mdx', ''),
  ...content(`initiatives/${file}`),
}));
export const live = initiatives.filter((one) => !['done', 'stopped'].includes(one.status));
export const roadmap = ['business', 'it', 'ot'].flatMap((lens) => content(`roadmap/${lens}.yaml`));
export const metrics = readdirSync('content/metrics').map((file) => ({
  id: file.replace('.yaml', ''),
  ...content(`metrics/${file}`),
}));

const number = (text = '0') => Number(text.replace(',', '.'));
export const fixed = (value: number, decimals = 1) =>
  new Intl.NumberFormat('en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
export const day = (date: string) =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${date.slice(0, 10)}T00:00Z`));

/** The newest value of a ratio: sums before the ratio, over the rows that are wanted. */
export function newest(
  name: string,
  wanted: (row: Row) => boolean = () => true,
  scale = 1,
): number {
  const all = rows(name).filter(wanted);
  const last = all
    .map((row) => row.period_start as string)
    .sort()
    .at(-1);
  const own = all.filter((row) => row.period_start === last);
  return (
    (scale * own.reduce((sum, row) => sum + number(row.numerator), 0)) /
    own.reduce((sum, row) => sum + number(row.denominator), 0)
  );
}

/** When the newest row of an export was extracted. */
export const extracted = (name: string) =>
  day(
    rows(name)
      .map((row) => row.as_of as string)
      .sort()
      .at(-1) as string,
  );

// The friction log.
export const friction = rows('friction-log');
export const AGREED = content('portfolio.yaml').responseHours as number[];
const hours = (from: string, to: string) =>
  (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / 3_600_000;
const waited = (item: Row) => hours(item.opened as string, item.first_response || `${asOf}T00:00`);
export const age = (item: Row) => Math.floor(hours(item.opened as string, `${asOf}T00:00`) / 24);
const inTime = (items: Row[]) =>
  items.filter(
    (item) => item.first_response && waited(item) <= (AGREED[Number(item.severity) - 1] as number),
  ).length;
export const of = (items: Row[]) =>
  `${inTime(items)} of ${items.filter((item) => item.first_response || waited(item) > (AGREED[Number(item.severity) - 1] as number)).length}`;
export const pair = (from: string, to: string) =>
  friction.filter((item) => item.from_lens === from && item.to_lens === to);
export const open = friction.filter((item) => !item.resolved).sort((a, b) => age(b) - age(a));
export const logDay = day(
  friction
    .map((item) => item.opened as string)
    .sort()
    .at(-1) as string,
);

/** The middle of the waiting times, those who still wait counted: by hand, one time after the other. */
export function medianWait(items: Row[]): number | null {
  let left = 1;
  const answered = new Set(items.filter((item) => item.first_response).map(waited));
  const times = [...answered].sort((a, b) => a - b);
  for (const [at, time] of times.entries()) {
    const still = items.filter((item) => waited(item) >= time).length;
    left *= 1 - items.filter((item) => item.first_response && waited(item) === time).length / still;
    // At exactly one half the median is the middle of the flat part, as in R's survival.
    if (Math.abs(left - 0.5) < 1e-12) return (time + (times[at + 1] ?? time)) / 2;
    if (left < 0.5) return time;
  }
  return null;
}

// The log of standups.
export const standups = rows('standups');
export const held = standups.filter((row) => row.held === 'yes');
export const complete = (list: Row[]) =>
  list.filter((row) => [row.business, row.it, row.ot].every((came) => Number(came) > 0)).length;
export const codeOf = (id: string): string => initiatives.find((one) => one.id === id)?.code;
