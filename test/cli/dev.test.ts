import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { browser } from '../e2e/browser.ts';
import { ENV, ROOT, trilens } from './trilens.ts';

let chrome: Browser;
const running: ChildProcess[] = [];
beforeAll(async () => {
  chrome = await browser();
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await chrome.close();
});

async function starter(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-dev-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
  return dir;
}

/** Starts a serving verb and waits for the address that it prints. */
function start(args: string[]): Promise<string> {
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/main.ts'), ...args], {
    cwd: ROOT,
    env: ENV,
  });
  running.push(child);
  return new Promise((done, failed) => {
    let text = '';
    const seen = (chunk: Buffer) => {
      text += chunk;
      const address = /http:\/\/localhost:\d+\S*/.exec(text)?.[0];
      if (address) done(address);
    };
    child.stdout.on('data', seen);
    child.stderr.on('data', seen);
    child.on('exit', () => failed(new Error(text)));
  });
}

describe('trilens dev', () => {
  it('shows a changed CSV, YAML and MDX file without a command, and a broken one leaves the page', async () => {
    const dir = await starter();
    const url = await start([
      'dev',
      '--content',
      join(dir, 'content'),
      '--data',
      join(dir, 'data'),
      '--cache',
      join(dir, 'cache'),
      '--port',
      '4397',
    ]);
    const page = await chrome.newPage();
    const blocked: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) blocked.push(message.text());
    });
    await page.goto(`${url}playbooks/name-a-stop/`);
    // The policy is that of a build; nothing that the server itself brings is held up by it.
    const policy = await page
      .locator('meta[http-equiv="Content-Security-Policy"]')
      .getAttribute('content');
    expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';");
    await page.getByText('Make it safe').waitFor();
    expect(blocked).toEqual([]);
    const change = async (file: string, from: string, to: string) =>
      writeFile(join(dir, file), (await readFile(join(dir, file), 'utf8')).replace(from, to));
    await page.getByText('Make it safe').waitFor();
    await change('content/playbooks/name-a-stop.mdx', 'Make it safe', 'Make it very safe');
    await page.getByText('Make it very safe').waitFor({ timeout: 15_000 });
    await vi.waitUntil(
      () =>
        page.goto(`${url}goals/fewer-stops/`).then(
          () => true,
          () => false,
        ),
      { timeout: 15_000, interval: 200 },
    );
    await change('content/goals/fewer-stops.yaml', 'Head of production', 'Plant manager');
    await page.getByText('Plant manager').first().waitFor({ timeout: 15_000 });
    await cp(
      join(dir, 'content/goals/fewer-stops.yaml'),
      join(dir, 'content/goals/a-new-goal.yaml'),
    );
    await vi.waitUntil(async () => (await fetch(`${url}goals/a-new-goal/`)).status === 200, {
      timeout: 15_000,
      interval: 200,
    });
    await rm(join(dir, 'content/goals/a-new-goal.yaml'));
    await vi.waitUntil(async () => (await fetch(`${url}goals/a-new-goal/`)).status === 404, {
      timeout: 15_000,
      interval: 200,
    });
    const shows = (path: string, words: string) =>
      vi.waitUntil(async () => (await (await fetch(url + path)).text()).includes(words), {
        timeout: 15_000,
        interval: 200,
      });
    const write = async (file: string, text: string) => {
      await mkdir(dirname(join(dir, file)), { recursive: true });
      await writeFile(join(dir, file), text);
    };
    // Folders that are new, a picture, a contract with its export, and settings.
    const deep = 'content/playbooks/line/two/deep.mdx';
    await cp(join(ROOT, '.github/overview.webp'), join(dir, 'content/playbooks/overview.webp'));
    await write(
      deep,
      '---\ntitle: Deep\nlenses: [ot]\nowner: X\n---\n\nOne.\n\n![Overview](../../overview.webp)\n',
    );
    await shows('playbooks/deep/', 'One.');
    const picture = /src="\/([^"]*media[^"]*)"/.exec(
      await (await fetch(`${url}playbooks/deep/`)).text(),
    )?.[1];
    expect((await fetch(url + picture)).status).toBe(200);
    await change(deep, 'One.', 'Two.');
    await shows('playbooks/deep/', 'Two.');
    await rm(join(dir, 'content/playbooks/line'), { recursive: true });
    await vi.waitUntil(async () => (await fetch(`${url}playbooks/deep/`)).status === 404, {
      timeout: 15_000,
      interval: 200,
    });
    await write('data/visits.csv', 'week,visits\n2026-10-12,3\n2026-10-19,4\n');
    await change(
      'data/datapackage.json',
      '"resources": [',
      '"resources": [{ "name": "visits", "path": "visits.csv", "schema": { "fields": [{ "name": "week", "type": "date" }, { "name": "visits", "type": "integer" }] }, "trilens": { "owner": "X", "everyDays": 7 } },',
    );
    await write(
      'content/metrics/visits.yaml',
      'title: Visits of the line\ntype: behavior\ndirection: up\nexport: visits\ndate: week\ngrain: week\nvalue: { sum: visits }\n',
    );
    await shows('metrics/visits/', 'Visits of the line');
    await change('content/portfolio.yaml', 'name: Our transformation', 'name: The new name');
    await shows('', 'The new name');
    // A page that is open when a record changes loads itself again, which may come between.
    await vi.waitUntil(
      () =>
        page.goto(`${url}metrics/unplanned-stops/`).then(
          () => true,
          () => false,
        ),
      { timeout: 15_000, interval: 200 },
    );
    await change('data/stops.csv', '2026-10-19,N01,16.6,240', '2026-10-19,N01,240.0,240');
    await page.getByText('60.8').first().waitFor({ timeout: 15_000, state: 'attached' });
    // What is written for machines is there too, of the changed numbers.
    expect(await (await fetch(`${url}api/metrics/unplanned-stops.json`)).text()).toContain('60.8');
    expect((await fetch(`${url}api/portfolio.json`)).headers.get('content-type')).toBe(
      'application/json',
    );
    const explored = () =>
      page
        .locator('[data-explore]')
        .click({ timeout: 5000 })
        .then(() => page.waitForSelector('.explore-drawing svg', { timeout: 10_000 }));
    await vi.waitUntil(
      () =>
        explored().then(
          () => true,
          () => false,
        ),
      { timeout: 40_000, interval: 200 },
    );
    await change(
      'content/goals/fewer-stops.yaml',
      'metric: unplanned-stops',
      'metric: unplaned-stops',
    );
    // The mistake is over the page, with its line, and goes when it is fixed; the page of before is under it.
    const mistake = page.locator('vite-error-overlay');
    await mistake.waitFor({ timeout: 15_000 });
    expect(await mistake.evaluate((part) => part.shadowRoot?.textContent ?? '')).toMatch(
      /content\/goals\/fewer-stops\.yaml:\d+:\d+[\s\S]*unplaned-stops[\s\S]*did you mean "unplanned-stops"\?/,
    );
    expect(await page.locator('main h1').innerText()).toBe('Unplanned stops');
    await change(
      'content/goals/fewer-stops.yaml',
      'metric: unplaned-stops',
      'metric: unplanned-stops',
    );
    await mistake.waitFor({ state: 'detached', timeout: 15_000 });
    await page.close();
  }, 180_000);
});

describe('the address of trilens dev', () => {
  it('is that of a port that is free, and a chosen port that is taken is an error', async () => {
    const other = createServer((_, response) => response.end('somebody else'));
    await new Promise<void>((done) => other.listen(4321, done));
    const dir = await starter();
    const sources = ['--content', join(dir, 'content'), '--data', join(dir, 'data')];
    const args = ['dev', ...sources, '--cache', join(dir, 'cache')];
    expect(await trilens([...args, '--port', '4321'])).toMatchObject({
      code: 64,
      err: expect.stringContaining('Port 4321 is taken by another program.'),
    });
    // A portfolio with a mistake is waited for: the page says what it is, and turns into the portal.
    const goal = join(dir, 'content/goals/fewer-stops.yaml');
    const text = await readFile(goal, 'utf8');
    await writeFile(goal, text.replace('title:', 'titel:'));
    const url = await start(args);
    expect(url).not.toBe('http://localhost:4321/');
    const page = await chrome.newPage();
    await page.goto(url);
    expect(await page.locator('body').innerText()).toMatch(/unknown field .?titel/);
    await writeFile(goal, text);
    await page.getByText('The portal cannot be shown yet').waitFor({ state: 'detached' });
    await page.getByText('Unplanned stops').first().waitFor();
    await page.close();
    other.close();
    await rm(dir, { recursive: true, force: true });
  }, 120_000);
});

describe('trilens preview', () => {
  it('serves a built portal, its search included', async () => {
    const dir = await starter();
    await trilens([
      'build',
      '--content',
      join(dir, 'content'),
      '--data',
      join(dir, 'data'),
      '--cache',
      join(dir, 'cache'),
      '--out',
      join(dir, 'dist'),
    ]);
    const url = await start(['preview', '--out', join(dir, 'dist'), '--port', '4398']);
    const page = await chrome.newPage();
    await page.goto(`${url}search/?q=bearing`);
    await page.locator('[data-results] a').first().waitFor();
    await page.close();
  }, 60_000);
});
