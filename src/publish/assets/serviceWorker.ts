/** A file that is kept ahead, with a mark that changes when its content does. */
export type Kept = [path: string, revision: string];

/**
 * The script of the service worker. `ahead` is a cache of files by revision: what is new is fetched beside what is there, and
 * takes its place only when all of it has arrived. `opened` keeps pages that somebody opened, over all versions, with a limit.
 */
export function serviceWorker(base: string, kept: readonly Kept[]): string {
  return `const BASE = ${JSON.stringify(base)};
const KEPT = new Map(${JSON.stringify(kept.map(([path, revision]) => [base + path, revision]))});
const AHEAD = 'trilens-ahead';
const OPENED = 'trilens-opened';
const ARRIVING = 'trilens-arriving';
const MOST_OPENED = 300;
/** Milliseconds until the first byte; a page that has begun to arrive is waited for. */
const PATIENCE = 4000;
const MARK = 'x-trilens-revision';

addEventListener('install', (event) => event.waitUntil(fetchAhead().then(() => skipWaiting())));
addEventListener('activate', (event) => event.waitUntil(clearOld().then(() => clients.claim())));
addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) return;
  if (!url.pathname.startsWith(BASE) || event.request.headers.has('range')) return;
  const fixed = url.pathname.startsWith(BASE + 'assets/') || url.pathname.startsWith(BASE + 'media/');
  event.respondWith(fixed ? keptOf(event.request).then((found) => found ?? fresh(event.request)) : fresh(event.request));
});

/**
 * Fetches what is new or changed. What has arrived is kept aside, so that a dead zone costs only what is still missing; it
 * takes its place once all has arrived.
 */
async function fetchAhead() {
  const cache = await caches.open(AHEAD);
  const aside = await caches.open(ARRIVING);
  const changed = [];
  for (const [path, revision] of KEPT) {
    const is = (answer) => answer?.headers.get(MARK) === revision;
    if (is(await cache.match(path))) continue;
    changed.push(path);
    if (is(await aside.match(path))) continue;
    const answer = await fetch(path, { cache: 'no-cache' });
    if (!answer.ok) throw new Error(path + ' was answered with ' + answer.status);
    const headers = new Headers(answer.headers);
    headers.set(MARK, revision);
    await aside.put(path, new Response(await answer.arrayBuffer(), { headers }));
  }
  for (const path of changed) await cache.put(path, await aside.match(path));
  await caches.delete(ARRIVING);
}

/** Drops what no longer exists, and caches of earlier versions of this worker. */
async function clearOld() {
  const cache = await caches.open(AHEAD);
  for (const request of await cache.keys())
    if (!KEPT.has(new URL(request.url).pathname)) await cache.delete(request);
  for (const name of await caches.keys())
    if (name.startsWith('trilens-') && ![AHEAD, OPENED, ARRIVING].includes(name)) await caches.delete(name);
}

async function keptOf(request) {
  const options = { ignoreSearch: true };
  return (await (await caches.open(AHEAD)).match(request, options)) ?? (await caches.open(OPENED)).match(request, options);
}

/** From the network where it answers in time and well; else as it was kept; else the page that says what is kept. */
async function fresh(request) {
  try {
    const answer = await inTime(request);
    if (answer.status < 500) {
      if (answer.ok) await remember(request, answer.clone());
      return answer;
    }
    return (await keptOf(request)) ?? answer;
  } catch (error) {
    const found = (await keptOf(request)) ?? (await otherWidth(request)) ?? (request.mode === 'navigate' ? await caches.match(BASE + 'offline/') : undefined);
    if (found) return found;
    throw error;
  }
}

/** A picture in another width than the one that is asked for. */
async function otherWidth(request) {
  const [, picture] = /(\\/media\\/[0-9a-f]+-)\\d+\\.\\w+$/.exec(new URL(request.url).pathname) ?? [];
  if (picture === undefined) return undefined;
  const cache = await caches.open(AHEAD);
  const other = (await cache.keys()).find(({ url }) => url.includes(picture));
  return other && cache.match(other);
}

async function inTime(request) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    return await fetch(request, { signal: patience.signal });
  } finally {
    clearTimeout(timer);
  }
}

/** Keeps what was opened; the longest kept goes first when there is too much. Of a search index a part is worse than nothing. */
async function remember(request, answer) {
  const { pathname } = new URL(request.url);
  if (KEPT.has(pathname) || pathname.startsWith(BASE + 'pagefind/')) return;
  const cache = await caches.open(OPENED);
  await cache.put(request, answer).catch(() => undefined);
  const requests = await cache.keys();
  for (const old of requests.slice(0, Math.max(0, requests.length - MOST_OPENED))) await cache.delete(old);
}
`;
}
