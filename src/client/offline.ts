import { say, words } from './words.ts';

/** Lists the pages that this device keeps, each by its title, and since when. */
const list = document.querySelector('[data-kept]');
const since = document.querySelector<HTMLElement>('[data-since]');

interface KeptPage {
  path: string;
  title: string;
  day: number;
}

async function keptPages(): Promise<KeptPage[]> {
  const found = new Map<string, KeptPage>();
  for (const name of ['trilens-opened', 'trilens-ahead']) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const path = new URL(request.url).pathname;
      if (!path.endsWith('/') || path.endsWith('/offline/')) continue;
      const answer = await cache.match(request);
      const html = (await answer?.text()) ?? '';
      const heading = new DOMParser().parseFromString(html, 'text/html').querySelector('h1');
      const title = heading?.textContent?.trim() || path;
      found.set(path, { path, title, day: Date.parse(answer?.headers.get('date') ?? '') });
    }
  }
  return [...found.values()].sort((a, b) => a.title.localeCompare(b.title));
}

void showKept();

async function showKept(): Promise<void> {
  const pages = 'caches' in globalThis ? await keptPages().catch(() => []) : [];
  for (const { path, title } of pages) {
    const link = Object.assign(document.createElement('a'), { href: path, textContent: title });
    const entry = document.createElement('li');
    entry.append(link);
    list?.append(entry);
  }
  const newest = Math.max(...pages.map(({ day }) => day).filter(Number.isFinite));
  if (since && Number.isFinite(newest)) {
    since.textContent = say('offline.fetched', {
      when: new Date(newest).toLocaleString(words().language),
    });
    since.hidden = false;
  }
}
