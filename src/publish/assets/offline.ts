import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Most bytes that a tablet fetches ahead; what is above is kept once it was opened. */
const AHEAD = 5_000_000;

/**
 * Writes `sw.js`, the service worker that keeps the portal readable on a poor network: playbooks are fetched ahead with the
 * files that their pages need, every page that was opened is kept, and the network comes first whenever it answers in time.
 */
export async function writeOffline(dir: string, base: string): Promise<void> {
  const assets = (await readdir(join(dir, 'assets')).catch(() => []))
    .filter((name) => /\.(css|js|woff2)$/.test(name) && !name.includes('-ext-'))
    .map((name) => `assets/${name}`);
  const playbooks = (await readdir(join(dir, 'playbooks'), { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isDirectory())
    .map((entry) => `playbooks/${entry.name}/`)
    .sort();
  const ahead = [...assets.sort(), 'theme.js', 'favicon.svg', 'playbooks/'];
  let bytes = 0;
  for (const page of playbooks) {
    bytes += (await stat(join(dir, page, 'index.html'))).size;
    if (bytes <= AHEAD) ahead.push(page);
  }
  const version = createHash('sha256');
  for (const path of ahead)
    version
      .update(path)
      .update(
        await readFile(join(dir, path.endsWith('/') ? `${path}index.html` : path)).catch(() => ''),
      );
  await writeFile(join(dir, 'sw.js'), worker(version.digest('hex').slice(0, 12), base, ahead));
}

function worker(version: string, base: string, ahead: readonly string[]): string {
  return `const CACHE = 'trilens-${version}';
const AHEAD = ${JSON.stringify(ahead.map((path) => base + path))};
const PATIENCE = 4000;
addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => Promise.allSettled(AHEAD.map((path) => cache.add(path)))).then(() => skipWaiting()));
});
addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith('trilens-') && name !== CACHE).map((name) => caches.delete(name)))).then(() => clients.claim()));
});
addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin || !url.pathname.startsWith(${JSON.stringify(base)})) return;
  event.respondWith(url.pathname.includes('/assets/') ? kept(event.request).then((found) => found ?? fresh(event.request)) : fresh(event.request));
});
const kept = async (request) => (await caches.open(CACHE)).match(request, { ignoreSearch: true });
async function fresh(request) {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok) (await caches.open(CACHE)).put(request, answer.clone());
    return answer;
  } catch (error) {
    const found = await kept(request);
    if (found) return found;
    throw error;
  }
}
`;
}
