import { decodeHTML } from 'entities';
import { type IsoDate, longDate } from '#model/time/date.ts';
import { markdownOf } from './markdown.ts';

/** What the twins of all pages say beside what is on their page. */
export interface TwinFacts {
  /** The portal's name. */
  portal: string;
  /** The edition, where the portal has audiences; null: everything is in it. */
  audience: string | null;
  /** The address of the portal with its base, and a full one where `url` says it. */
  base: string;
  url: string | null;
  /** Null while no data has arrived. */
  asOf: IsoDate | null;
  /** Pages whose numbers are those of another day: frozen reports. */
  frozen: Record<string, IsoDate>;
  /** A line of the table of numbers for each metric: value, period, source, doubts, data. */
  numbers: Record<string, string>;
}

/** The file of a twin, by the proposal of https://llmstxt.org: beside the page, with `.md` behind its name. */
export const TWIN = 'index.html.md';

/**
 * The Markdown of a page as it is kept from build to build: the title and the main part. Links lead from twin to twin, so that
 * who reads on finds Markdown again.
 */
export function twinBody(html: string, address: string, base: string): string {
  const title = decodeHTML(/<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '');
  return `${title}\n${markdownOf(html, (link) => twinLink(link, address, base))}`;
}

/** The twin of a page: what it is and of which day, the page itself, and where the metrics that it names stand, with their sources. */
export function twinOf(body: string, address: string, facts: TwinFacts): string {
  const lineEnds = body.indexOf('\n');
  const frozen = facts.frozen[address];
  const head = [
    ['title', JSON.stringify(body.slice(0, lineEnds))],
    ['portal', JSON.stringify(facts.portal)],
    ['page', facts.url === null ? facts.base + address : facts.url + address],
    ...(facts.asOf === null ? [] : [['as_of', frozen ?? facts.asOf]]),
    ...(frozen === undefined ? [] : [['frozen', 'true']]),
    ...(facts.audience === null ? [] : [['edition', facts.audience]]),
  ].map(([name, value]) => `${name}: ${value}\n`);
  return `---\n${head.join('')}---\n\n${body.slice(lineEnds + 1)}\n${numbersOf(body, address, facts)}`;
}

/** The metrics that a page is about or links to, as of today: also below a frozen report, whose own numbers are of its day. */
function numbersOf(body: string, address: string, { base, asOf, numbers }: TwinFacts): string {
  const named = new Set<string>();
  for (const [, id = ''] of `](${base}${address}${TWIN})${body}`.matchAll(
    /\]\([^()\s]*?metrics\/([^/()\s#]+)\/index\.html\.md/g,
  ))
    if (Object.hasOwn(numbers, id)) named.add(id);
  if (named.size === 0 || asOf === null) return '';
  const up = upFrom(address);
  const lines = [...named].sort().map((id) => numbers[id]?.replaceAll(`](${base}`, `](${up}`));
  return `\n## Metrics named on this page, as of ${longDate(asOf)}\n\n| Metric | Newest value | Period | Source | Doubts | Data |\n| --- | --- | --- | --- | --- | --- |\n${lines.join('\n')}\n`;
}

/** From a page to the top of the portal: links work wherever it is served, and in a folder that is opened by double click. */
const upFrom = (address: string) => '../'.repeat(address.split('/').length - 1);

const HERE = 'http://portal.invalid';

function twinLink(link: string, address: string, base: string): string {
  const written = link.replaceAll('&amp;', '&');
  const url = URL.parse(written, HERE + base + address);
  if (url?.origin !== HERE || written.startsWith('data:')) return safe(written);
  const path = url.pathname;
  const isPage = path.startsWith(base) && path.endsWith('/') && !path.startsWith(`${base}explore/`);
  const from = path.startsWith(base) ? upFrom(address) + path.slice(base.length) : path;
  return safe(`${from}${isPage ? TWIN : ''}${url.search}${url.hash}`);
}

/** An address that ends neither the link nor the line. */
const safe = (address: string) =>
  address.replaceAll(/[\s()<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
