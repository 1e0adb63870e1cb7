import { isMeantFor, type Meant } from '#model/playbook/meant.ts';

/** A file that is kept ahead, with a mark that changes when its content does, and its size. */
export type Kept = [path: string, revision: string, bytes: number];

/** A playbook with its pictures, as a tablet may choose to keep it. */
export interface KeptPlaybook extends Meant {
  title: string;
  /** Places in the list of those that are done before it. */
  needs: number[];
  files: Kept[];
}

/** What a tablet keeps ahead: what every device needs, and playbooks in the order of the library, up to `most` bytes. */
export interface Shelf {
  common: readonly Kept[];
  playbooks: readonly KeptPlaybook[];
  most: number;
  /** Folders of languages beside that of the source: `de/`. */
  languages?: readonly string[];
}

/**
 * The script of the service worker. `ahead` is a cache of files by revision: what is new is fetched beside what is there, and
 * takes its place only when all of it has arrived. `opened` keeps pages that somebody opened, over all versions, with a limit.
 * `choice` keeps for which role and place this device keeps playbooks.
 */
export function serviceWorker(base: string, shelf: Shelf): string {
  return `const BASE = ${JSON.stringify(base)};
const COMMON = ${JSON.stringify(shelf.common)};
const PLAYBOOKS = ${JSON.stringify(shelf.playbooks)};
const MOST = ${shelf.most};
const LANGUAGES = ${JSON.stringify(shelf.languages ?? [])};
const AHEAD = 'trilens-ahead';
const OPENED = 'trilens-opened';
const ARRIVING = 'trilens-arriving';
const CHOICE = 'trilens-choice';
const MOST_OPENED = 300;
/** Milliseconds until the first byte; a page that has begun to arrive is waited for. */
const PATIENCE = 4000;
/** The same for what nobody waits for. */
const LONG_PATIENCE = 30_000;
const MARK = 'x-trilens-revision';
const isMeantFor = ${isMeantFor.toString()};

addEventListener('install', (event) => event.waitUntil(fetchAhead().then(() => skipWaiting())));
addEventListener('activate', (event) => event.waitUntil(clearOld().then(() => clients.claim())));
addEventListener('message', (event) => {
  const [port] = event.ports;
  if (port) event.waitUntil(answerPage(event.data, port));
});
addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) return;
  if (!url.pathname.startsWith(BASE) || event.request.headers.has('range')) return;
  const fixed = url.pathname.startsWith(BASE + 'assets/') || url.pathname.startsWith(BASE + 'media/');
  event.respondWith(fixed ? keptOf(event.request).then((found) => found ?? fresh(event.request)) : fresh(event.request));
});

/** The role and the place that this device was given, and what it keeps for them: files by address, and playbooks that fit or do not. */
async function wanted() {
  const stored = await (await caches.open(CHOICE)).match(BASE + 'choice');
  const { role = '', place = '' } = (await stored?.json().catch(() => undefined)) ?? {};
  const files = new Map(COMMON.map(([path, revision]) => [BASE + path, revision]));
  const chosen = new Set();
  const add = (index) => {
    if (chosen.has(index)) return;
    chosen.add(index);
    PLAYBOOKS[index].needs.forEach(add);
  };
  PLAYBOOKS.forEach((playbook, index) => isMeantFor(playbook, role, place) && add(index));
  const kept = [];
  const left = [];
  let bytes = COMMON.reduce((sum, [, , size]) => sum + size, 0);
  for (const playbook of [...chosen].sort((a, b) => a - b).map((index) => PLAYBOOKS[index])) {
    const more = playbook.files.filter(([path]) => !files.has(BASE + path));
    const size = more.reduce((sum, [, , own]) => sum + own, 0);
    if (bytes + size > MOST) left.push(playbook.title);
    else {
      bytes += size;
      for (const [path, revision] of more) files.set(BASE + path, revision);
      kept.push(playbook);
    }
  }
  return { role, place, files, kept, left, bytes };
}

/** A page asks what is kept, or chooses it. What is missing is fetched before it is answered. */
async function answerPage(asked, port) {
  if (asked?.choose) await (await caches.open(CHOICE)).put(BASE + 'choice', new Response(JSON.stringify(asked.choose)));
  let isWhole = true;
  try {
    await fetchAhead();
    await clearOld();
  } catch {
    isWhole = false;
  }
  const { role, place, kept, left, bytes } = await wanted();
  const here = new Set((await (await caches.open(AHEAD)).keys()).map(({ url }) => new URL(url).pathname));
  const arrived = kept.filter(({ files }) => files.every(([path]) => here.has(BASE + path)));
  port.postMessage({ role, place, isWhole, bytes, left, most: MOST, all: PLAYBOOKS.length, chosen: kept.length, kept: arrived.length });
}

/**
 * Fetches what is new or changed. What has arrived is kept aside, so that a dead zone costs only what is still missing; it
 * takes its place once all has arrived.
 */
async function fetchAhead() {
  const cache = await caches.open(AHEAD);
  const aside = await caches.open(ARRIVING);
  const changed = [];
  for (const [path, revision] of (await wanted()).files) {
    const is = (answer) => answer?.headers.get(MARK) === revision;
    if (is(await cache.match(path))) continue;
    changed.push(path);
    if (is(await aside.match(path))) continue;
    const answer = await inTime(new Request(path, { cache: 'no-cache' }), LONG_PATIENCE);
    if (!answer.ok) throw new Error(path + ' was answered with ' + answer.status);
    const headers = new Headers(answer.headers);
    headers.set(MARK, revision);
    await aside.put(path, new Response(await answer.arrayBuffer(), { headers }));
  }
  const arrived = await Promise.all(changed.map((path) => aside.match(path)));
  if (arrived.includes(undefined)) throw new Error('another update was at work');
  for (const [index, path] of changed.entries()) await cache.put(path, arrived[index]);
  await caches.delete(ARRIVING);
}

/** Drops what no longer exists or is not chosen, and caches of earlier versions of this worker. */
async function clearOld() {
  const cache = await caches.open(AHEAD);
  const { files } = await wanted();
  for (const request of await cache.keys())
    if (!files.has(new URL(request.url).pathname)) await cache.delete(request);
  for (const name of await caches.keys())
    if (name.startsWith('trilens-') && ![AHEAD, OPENED, ARRIVING, CHOICE].includes(name)) await caches.delete(name);
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
    const found = (await keptOf(request)) ?? (await otherWidth(request)) ?? (request.mode === 'navigate' ? await caches.match(offlineFor(request)) : undefined);
    if (found) return found;
    throw error;
  }
}

/** The page that stands in, in the language of the one that was asked for. */
function offlineFor({ url }) {
  const { pathname } = new URL(url);
  return BASE + (LANGUAGES.find((folder) => pathname.startsWith(BASE + folder)) ?? '') + 'offline/';
}

/** A picture in another width than the one that is asked for. */
async function otherWidth(request) {
  const [, picture] = /(\\/media\\/[0-9a-f]+-)\\d+\\.\\w+$/.exec(new URL(request.url).pathname) ?? [];
  if (picture === undefined) return undefined;
  const cache = await caches.open(AHEAD);
  const other = (await cache.keys()).find(({ url }) => url.includes(picture));
  return other && cache.match(other);
}

async function inTime(request, milliseconds = PATIENCE) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), milliseconds);
  try {
    return await fetch(request, { signal: patience.signal });
  } finally {
    clearTimeout(timer);
  }
}

/** Keeps what was opened; the longest kept goes first when there is too much. Of a search index a part is worse than nothing. */
async function remember(request, answer) {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith(BASE + 'pagefind/')) return;
  if (await (await caches.open(AHEAD)).match(pathname)) return;
  const cache = await caches.open(OPENED);
  await cache.put(request, answer).catch(() => undefined);
  const requests = await cache.keys();
  for (const old of requests.slice(0, Math.max(0, requests.length - MOST_OPENED))) await cache.delete(old);
}
`;
}
