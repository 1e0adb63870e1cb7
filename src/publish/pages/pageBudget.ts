/** What a tablet on a slow network opens without waiting: 1 MB of HTML, 8,000 elements. */
export const PAGE_BUDGET = { bytes: 1_000_000, elements: 8000 } as const;

/** A page that is larger than its budget. */
export interface HeavyPage {
  /** Under the base: `findings/`. */
  address: string;
  bytes: number;
  elements: number;
  /** The part that takes most of it, by its heading, and its share of the bytes; null where no heading parts the page. */
  heaviest: { title: string; share: number } | null;
}

const MOST_NAMED = 5;

/** What is too large about a page, or null. A page of less than 200 kB is not looked at: it cannot hold so many elements. */
export function overBudget(address: string, html: Buffer): HeavyPage | null {
  if (html.length < 200_000) return null;
  const text = html.toString('utf8');
  const elements = text.match(/<[a-z]/gi)?.length ?? 0;
  if (html.length <= PAGE_BUDGET.bytes && elements <= PAGE_BUDGET.elements) return null;
  return { address, bytes: html.length, elements, heaviest: heaviestPart(text) };
}

function heaviestPart(html: string): HeavyPage['heaviest'] {
  const parts = html.split(/(?=<h2\b)/).slice(1);
  const largest = parts.toSorted((a, b) => b.length - a.length)[0];
  const heading = /<h2\b[^>]*>([\s\S]*?)<\/h2>/.exec(largest ?? '')?.[1];
  if (largest === undefined || heading === undefined) return null;
  const title = heading
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return { title, share: largest.length / html.length };
}

/** Notes for the summary of a build: the largest pages, and how many more there are. */
export function heavyNotes(pages: readonly HeavyPage[]): string[] {
  const largest = pages.toSorted((a, b) => b.bytes - a.bytes);
  const more = largest.length - MOST_NAMED;
  return [
    ...largest.slice(0, MOST_NAMED).map(heavySentence),
    ...(more > 0 ? [`${more} more pages are larger than a tablet opens quickly.`] : []),
  ];
}

/** One sentence for whoever runs the build: which page, how large, and what makes it so. */
function heavySentence({ address, bytes, elements, heaviest }: HeavyPage): string {
  const cause = heaviest
    ? `; "${heaviest.title}" is ${Math.round(heaviest.share * 100)} % of it`
    : '';
  return `The page /${address} has ${(bytes / 1e6).toFixed(1)} MB and ${elements.toLocaleString('en-GB')} elements, which a tablet opens slowly${cause}.`;
}
