import type { Portal } from '#model/portal.ts';
import { href } from './urls.ts';

/**
 * A frozen report names what was there when it was frozen. Its links lead to what has a page today; of what was taken out
 * since the words stay without a link, and the titles are given back, so that the page can say so.
 */
export function livingLinks(
  html: string,
  frozen: Portal,
  live: Portal,
): { html: string; gone: string[] } {
  const [before, today] = [titlesOf(frozen), titlesOf(live)];
  const gone = new Set<string>();
  const link = new RegExp(
    `<a\\b[^>]*?\\bhref="${escaped(href(''))}(api/)?([a-z]+)/([^"/#?]+?)(?:\\.csv|\\.json)?[/#?"][^>]*>(.*?)</a>`,
    'gs',
  );
  const living = html.replaceAll(
    link,
    (whole, data: string | undefined, section: string, id: string, words: string) => {
      const there = today[section];
      if (there === undefined || there.has(id)) return whole;
      // A button that fetches numbers is of no use without them.
      if (data) return '';
      gone.add(before[section]?.get(id) ?? id);
      return `<span>${words}</span>`;
    },
  );
  return { html: living, gone: [...gone] };
}

/** Titles of the records that have a page each, or data beside the pages, by the first part of their address. */
function titlesOf({
  portfolio,
  metrics,
  goals,
  initiatives,
}: Portal): Record<string, ReadonlyMap<string, string>> {
  const titles = (records: readonly { id: string; title: string }[]) =>
    new Map(records.map(({ id, title }) => [id, title]));
  return {
    goals: titles(goals.map((state) => state.goal)),
    metrics: titles([...metrics.values()].map((state) => state.metric)),
    initiatives: titles(initiatives.map((state) => state.initiative)),
    sites: new Map(portfolio.sites.map(({ id, name }) => [id, name])),
    playbooks: titles(portfolio.playbooks),
    reports: titles(portfolio.reports),
  };
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
