import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeOffline } from '#publish/assets/offline.ts';
import type { Playbook, BodyNode } from '#model/record/playbook.ts';
import type { Site } from '#model/record/site.ts';
import { browser } from '../../e2e/browser.ts';

/** What a network does to an answer. */
type Trouble = 'none' | 'drop' | 'no-first-byte' | 'slow-body' | 'unavailable';

const PAGES = [
  '',
  'offline/',
  'playbooks/',
  'playbooks/a/',
  'playbooks/b/',
  'search/',
  'metrics/m/',
];

let dir = '';
let server: Server;
let url = '';
let chrome: Browser;
let page: Page;
const asked: string[] = [];
let trouble: (path: string) => Trouble = () => 'none';

/** A portal in small: every page says its version. */
async function build(version: number): Promise<void> {
  for (const path of PAGES) {
    await mkdir(join(dir, path), { recursive: true });
    await writeFile(
      join(dir, path, 'index.html'),
      `<!doctype html><title>x</title><h1>${path || 'start'} ${version}</h1>`,
    );
  }
  await offline();
}

const step = (role: string): BodyNode => ({
  kind: 'component',
  name: 'Step',
  props: { role },
  children: [],
  line: 1,
});
const SITES = ['north', 'south'].map((id): Site => ({
  id,
  name: id,
  aliases: [],
  lines: [],
  closed: [],
  stops: [],
}));
/** `a` is for welders; `b`, which is done after it, for fitters at one plant. */
const PLAYBOOKS = [
  { id: 'a', title: 'A', order: 1, body: [step('welder')] },
  { id: 'b', title: 'B', order: 2, body: [step('fitter')], sites: ['south'], needs: ['a'] },
].map((own): Playbook => ({
  file: '',
  summary: '',
  lenses: [],
  goals: [],
  metrics: [],
  initiatives: [],
  provedAt: [],
  reviewEveryDays: 365,
  revisions: [],
  approvedBy: [],
  approvals: [],
  resetEvery: 'never',
  tags: [],
  headings: [],
  ...own,
}));
const offline = () => writeOffline(dir, '/', { playbooks: PLAYBOOKS, sites: SITES });

async function answer(path: string, response: ServerResponse): Promise<void> {
  asked.push(path);
  const kind = trouble(path);
  if (kind === 'drop') response.destroy();
  if (kind === 'unavailable') response.writeHead(503).end('busy');
  if (kind !== 'none' && kind !== 'slow-body') return;
  const file = join(dir, path.endsWith('/') ? `${path}index.html` : path);
  const body = await readFile(file, 'utf8').catch(() => null);
  response.writeHead(body === null ? 404 : 200, {
    'content-type': file.endsWith('.js') ? 'text/javascript' : 'text/html',
  });
  const rest = body ?? 'not found';
  if (kind === 'none') return void response.end(rest);
  response.write(rest.slice(0, 10));
  setTimeout(() => response.end(rest.slice(10)), 5500);
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-worker-'));
  await build(1);
  server = createServer((request, response) =>
    answer(new URL(request.url ?? '/', 'http://x').pathname, response),
  );
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}/`;
  chrome = await browser();
  page = await chrome.newPage();
  await page.goto(`${url}playbooks/`);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/sw.js');
    await navigator.serviceWorker.ready;
    while (navigator.serviceWorker.controller === null)
      await new Promise((wait) => setTimeout(wait, 50));
  });
});
beforeEach(() => {
  trouble = () => 'none';
});
afterAll(async () => {
  await chrome.close();
  server.closeAllConnections();
  server.close();
  await rm(dir, { recursive: true });
});

const heading = async (path: string) => {
  await page.goto(url + path);
  return page.locator('h1').innerText();
};
const everything = (kind: Trouble) => {
  trouble = () => kind;
};
/** Asks for a newer worker, and waits until it has taken over or given up. */
const update = () =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update().catch(() => undefined);
    while (registration.installing || registration.waiting)
      await new Promise((wait) => setTimeout(wait, 50));
  });
/** What is kept ahead of a page, without asking the network. */
const kept = (path: string) =>
  page.evaluate(async (address) => {
    const found = await (await caches.open('trilens-ahead')).match(address);
    return /<h1>(.*)<\/h1>/.exec((await found?.text()) ?? '')?.[1] ?? null;
  }, url + path);

/** Asks the worker what it keeps; with a choice, after it was made. */
const choose = (choice?: Record<string, string>) =>
  page.evaluate(async (chosen) => {
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    return new Promise((done) => {
      port1.onmessage = ({ data }) => done(data);
      active?.postMessage({ choose: chosen }, [port2]);
    });
  }, choice);

describe('the service worker', () => {
  it('gives what is kept without a network, and for what is not the page that says so', async () => {
    expect(await heading('metrics/m/')).toBe('metrics/m/ 1');
    everything('drop');
    expect(await heading('playbooks/a/')).toBe('playbooks/a/ 1');
    expect(await heading('')).toBe('start 1');
    expect(await heading('metrics/m/')).toBe('metrics/m/ 1');
    expect(await heading('gates/')).toBe('offline/ 1');
  });
  it('gives the kept page where the server has a fault, and its answer where none is kept', async () => {
    everything('unavailable');
    expect(await heading('playbooks/b/')).toBe('playbooks/b/ 1');
    expect((await page.goto(`${url}gates/`))?.status()).toBe(503);
  });
  it('waits so long for the first byte only: a page that arrives slowly arrives whole', async () => {
    everything('slow-body');
    expect(await heading('playbooks/a/')).toBe('playbooks/a/ 1');
    everything('no-first-byte');
    const began = Date.now();
    expect(await heading('playbooks/a/')).toBe('playbooks/a/ 1');
    expect(Date.now() - began).toBeGreaterThan(3500);
  }, 60_000);
  it('an update on a network that loses one file changes nothing, and ends once it can', async () => {
    await heading('playbooks/');
    await build(2);
    trouble = (path) => (path === '/playbooks/b/' ? 'drop' : 'none');
    await update();
    for (const path of ['playbooks/a/', 'playbooks/b/', 'search/'])
      expect(await kept(path)).toBe(`${path} 1`);
    everything('none');
    await vi.waitUntil(async () => {
      await update();
      return (await kept('playbooks/b/')) === 'playbooks/b/ 2';
    });
    everything('drop');
    for (const path of ['playbooks/a/', 'playbooks/b/', 'search/'])
      expect(await heading(path)).toBe(`${path} 2`);
    // What somebody opened outlives the update.
    expect(await heading('metrics/m/')).toBe('metrics/m/ 1');
  }, 60_000);
  it('a night that changes one page fetches one page', async () => {
    await heading('playbooks/');
    await writeFile(join(dir, 'playbooks/a/index.html'), '<!doctype html><h1>playbooks/a/ 3</h1>');
    await offline();
    asked.length = 0;
    await vi.waitUntil(async () => {
      await update();
      return (await kept('playbooks/a/')) === 'playbooks/a/ 3';
    });
    expect(asked.filter((path) => path !== '/sw.js')).toEqual(['/playbooks/a/']);
    expect(await kept('playbooks/b/')).toBe('playbooks/b/ 2');
  });
  it('keeps the playbooks of the role and place that the device was given, and what is done before them', async () => {
    await heading('playbooks/');
    expect(await choose()).toMatchObject({ all: 2, chosen: 2, kept: 2, isWhole: true, left: [] });
    expect(await choose({ role: 'welder' })).toMatchObject({ all: 2, chosen: 1, kept: 1 });
    expect([await kept('playbooks/a/'), await kept('playbooks/b/')]).toEqual([
      'playbooks/a/ 3',
      null,
    ]);
    // Nothing is for fitters at north; what is for south needs `a`.
    expect(await choose({ role: 'fitter', place: 'north' })).toMatchObject({ chosen: 0, kept: 0 });
    expect(await choose({ role: 'fitter', place: 'south' })).toMatchObject({ chosen: 2, kept: 2 });
    expect(await kept('playbooks/b/')).toBe('playbooks/b/ 2');
  });
  it('a choice outlives a newer worker, and without a network keeps what it had', async () => {
    await choose({ role: 'welder' });
    await writeFile(join(dir, 'playbooks/a/index.html'), '<!doctype html><h1>playbooks/a/ 4</h1>');
    await offline();
    await vi.waitUntil(async () => {
      await update();
      return (await kept('playbooks/a/')) === 'playbooks/a/ 4';
    });
    expect(await kept('playbooks/b/')).toBeNull();
    everything('drop');
    expect(await choose({ role: '' })).toMatchObject({ isWhole: false, chosen: 2, kept: 1 });
    expect(await heading('playbooks/a/')).toBe('playbooks/a/ 4');
    everything('none');
    expect(await choose()).toMatchObject({ isWhole: true, chosen: 2, kept: 2 });
  });
});
