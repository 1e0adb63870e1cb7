import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composePortal } from '#site/compose.ts';
import { ROOT, trilens } from '../cli/trilens.ts';
import { browser, serve } from './browser.ts';
import { violations } from './demo.ts';

const PLAYBOOK = (look: string) => `---
title: Daily check
resetEvery: shift
asks: Machine number
---

<Steps title="Every shift">
<Step title="Look" role="operator" minutes={1}>${look}</Step>
<Step title="Measure" role="technician" minutes={3}>
In three places.

<Value name="Gap" unit="mm" min={0.2} max={0.4} />
<Value name="Face" kind="choice" choices={["sound", "worn"]} good={["sound"]} optional />
</Step>
<Step title="Close" role="operator" minutes={1}>Shut the door.</Step>
</Steps>

<Checklist title="In the end" role="operator">
- The tool is back
</Checklist>
`;

let dir: string;
let site: { url: string; server: Server };
let taker: Server;
let chrome: Browser;
const posted: string[] = [];

const build = () =>
  trilens([
    ...['build', '--content', join(dir, 'content'), '--data', join(dir, 'data')],
    ...['--cache', join(dir, 'cache'), '--out', join(dir, 'dist')],
  ]);

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-runs-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
  taker = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    if (request.method === 'POST') posted.push(body);
    response.writeHead(204, {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'content-type',
    });
    response.end();
  });
  await new Promise<void>((done) => taker.listen(0, '127.0.0.1', done));
  const { port } = taker.address() as AddressInfo;
  const settings = join(dir, 'content/portfolio.yaml');
  await writeFile(
    settings,
    `${await readFile(settings, 'utf8')}runs: { post: "http://127.0.0.1:${port}/runs" }\n`,
  );
  const sites = join(dir, 'content/sites.yaml');
  const plants = await readFile(sites, 'utf8');
  await writeFile(
    sites,
    plants.replaceAll('  timeZone:', '  shiftsPerDay: 3\n  dayStartsAt: "06:00"\n  timeZone:'),
  );
  await writeFile(join(dir, 'content/playbooks/daily.mdx'), PLAYBOOK('Nothing lies in the way.'));
  expect(await build()).toMatchObject({ code: 0 });
  site = await serve(join(dir, 'dist'));
  chrome = await browser();
}, 180_000);

afterAll(async () => {
  await chrome?.close();
  site?.server.close();
  taker?.close();
  await rm(dir, { recursive: true, force: true });
});

async function open(at = '2026-10-06T07:00:00'): Promise<Page> {
  const context = await chrome.newContext({
    viewport: { width: 820, height: 1180 },
    timezoneId: 'Europe/Berlin',
    acceptDownloads: true,
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await page.clock.install({ time: new Date(`${at}+02:00`) });
  await page.goto(`${site.url}playbooks/daily/`);
  return page;
}

const tick = (page: Page, title: string) =>
  page.locator(`input[data-step="${title}"]`).evaluate((box: HTMLInputElement) => box.click());
const isTicked = (page: Page, title: string) => page.isChecked(`input[data-step="${title}"]`);
const state = (page: Page) => page.textContent('[data-run-state]');

/** A whole run, with one value outside of its limits. */
async function work(page: Page): Promise<void> {
  await page.selectOption('[data-run-site]', 'NORTH');
  await page.fill('[data-run-order]', 'M-7');
  await page.clock.setFixedTime(new Date('2026-10-06T07:02:00+02:00'));
  await tick(page, 'Look');
  await page.fill('[data-entry="Gap"] input', '0,5');
  await page.locator('[data-entry="Gap"] input').blur();
  await page.waitForFunction(() => document.querySelector('[data-said]')?.textContent);
  await page.clock.setFixedTime(new Date('2026-10-06T07:09:00+02:00'));
  for (const title of ['Measure', 'Close', 'The tool is back']) await tick(page, title);
}

describe('a run', () => {
  it('asks for the machine and the values first, and repeats a number as it is recorded', async () => {
    const page = await open();
    await tick(page, 'Look');
    expect(await isTicked(page, 'Look')).toBe(false);
    expect(await page.textContent('.one-step .ticked')).toContain('Choose the plant first');
    await page.selectOption('[data-run-site]', 'NORTH');
    await tick(page, 'Look');
    expect(await isTicked(page, 'Look')).toBe(false);
    expect(await page.textContent('.one-step .ticked')).toBe('Enter this first: Machine number.');
    await page.fill('[data-run-order]', 'M-7');
    await tick(page, 'Measure');
    expect(await isTicked(page, 'Measure')).toBe(false);
    const gap = page.locator('[data-entry="Gap"]');
    await gap.locator('input').fill('1.234,5');
    await gap.locator('input').blur();
    expect(await gap.locator('[data-said]').textContent()).toContain('is no number');
    await gap.locator('input').fill('0,5');
    await gap.locator('input').blur();
    expect(await gap.locator('[data-said]').textContent()).toBe(
      'Recorded: 0.5 mm. That is outside of what is in order: 0.2 to 0.4 mm.',
    );
    await tick(page, 'Measure');
    expect(await isTicked(page, 'Measure')).toBe(true);
    expect(await state(page)).toBe('Started 07:00, ends at 14:00. Saved on this device.');
    await page.reload();
    expect(await isTicked(page, 'Measure')).toBe(true);
    expect(await gap.locator('input').inputValue()).toBe('0.5');
    await page.context().close();
  });

  it('is open again when its value is taken out or cannot be read, and nothing done leaves no record', async () => {
    const page = await open();
    await page.click('[data-finish]');
    await page.click('[data-finish-open]');
    expect(await state(page)).toContain('Nothing was ticked or entered yet');
    await work(page);
    const gap = page.locator('[data-entry="Gap"] input');
    await gap.fill('0,3 or so');
    await gap.blur();
    await page.waitForFunction(
      () => !document.querySelector<HTMLInputElement>('input[data-step="Measure"]')?.checked,
    );
    expect(await page.textContent('[data-entry="Gap"] [data-said]')).toContain('is no number');
    expect(await isTicked(page, 'Close')).toBe(true);
    await tick(page, 'Measure');
    expect(await isTicked(page, 'Measure')).toBe(false);
    // A device whose memory is full says so instead of "kept".
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await page.click('[data-finish]');
    await page.click('[data-finish-open]');
    expect(await state(page)).toContain('This device keeps nothing');
    expect(await page.locator('[data-run-records] li').count()).toBe(1);
    await page.context().close();
  });

  it('warns on a tablet that keeps an old page once its review is due by the clock of the device', async () => {
    const warned = async (at: string) => {
      const page = await open(at);
      await page.goto(`${site.url}playbooks/name-a-stop/`);
      const shown = await page.locator('[data-due]').isVisible();
      await page.context().close();
      return shown;
    };
    expect(await warned('2026-10-06T07:00:00')).toBe(false);
    expect(await warned('2027-03-05T07:00:00')).toBe(true);
  });

  it('ends with its shift: nothing is ticked in the next one, and what was done is kept as a record', async () => {
    const page = await open('2026-10-06T13:50:00');
    await page.selectOption('[data-run-site]', 'NORTH');
    await page.fill('[data-run-order]', 'M-7');
    await tick(page, 'Look');
    await page.clock.setFixedTime(new Date('2026-10-06T14:01:00+02:00'));
    await page.reload();
    expect(await isTicked(page, 'Look')).toBe(false);
    expect(await state(page)).toContain('The shift in which the last run began is over');
    await page.locator('[data-run-records] summary').click();
    expect(await page.textContent('[data-run-records] li p')).toContain(
      'not finished in its time · 1 of 4',
    );
    await page.context().close();
  });

  it('hands over: the page says where others act, and the role is remembered on the next playbook', async () => {
    const page = await open();
    await page.fill('[data-run-order]', 'M-7');
    await page.check('input[name="role"][value="operator"]', { force: true });
    expect(await page.textContent('[data-bridge]')).toContain(
      'Technician: 1 step, then you go on.',
    );
    expect(await page.isVisible('.checklist')).toBe(true);
    await page.click('text=Hand over to Technician');
    expect(await page.locator('.one-step:visible').count()).toBe(1);
    expect(await page.isVisible('.checklist')).toBe(false);
    await page.goto(`${site.url}playbooks/name-a-stop/`);
    expect(await page.isChecked('input[name="role"][value="technician"]')).toBe(true);
    await page.context().close();
  });

  it('is ticked with a gloved finger anywhere in its row, and axe finds nothing in light and dark', async () => {
    const page = await open();
    await page.setViewportSize({ width: 390, height: 844 });
    const heights = await page.evaluate(() =>
      [
        ...document.querySelectorAll(
          '.one-step > label, .checklist label, .playbook-bar :is(button, select, input[type="text"]), .entry :is(input, select), .playbook-bar fieldset span',
        ),
      ]
        .map((part) => [part.outerHTML, part.getBoundingClientRect().height] as const)
        .filter(([, height]) => height > 0),
    );
    expect(heights.length).toBeGreaterThan(12);
    expect(heights.filter(([, height]) => height < 48)).toEqual([]);
    await page.selectOption('[data-run-site]', 'NORTH');
    await page.fill('[data-run-order]', 'M-7');
    const row = page.locator('.one-step > label').first();
    const box = await row.boundingBox();
    await row.click({ position: { x: (box?.width ?? 9) - 4, y: 20 } });
    expect(await isTicked(page, 'Look')).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  it('says that there is no network, and posts its record once there is one', async () => {
    const page = await open();
    await page.context().setOffline(true);
    await page.waitForFunction(() =>
      document.querySelector('[data-run-state]')?.textContent?.includes('No network'),
    );
    await work(page);
    await page.click('[data-finish]');
    const before = posted.length;
    await page.context().setOffline(false);
    await page.waitForFunction(
      () => document.querySelector('[data-sent]')?.textContent === 'Every record was sent.',
    );
    expect(posted.length).toBe(before + 1);
    expect(posted.at(-1)).toContain('M-7');
    await page.context().close();
  });
});

describe('the text of a step that changes', () => {
  it('takes its tick away and says so, and leaves the other ticks', async () => {
    const page = await open();
    await page.selectOption('[data-run-site]', 'NORTH');
    await page.fill('[data-run-order]', 'M-7');
    await tick(page, 'Look');
    await tick(page, 'Close');
    await writeFile(
      join(dir, 'content/playbooks/daily.mdx'),
      PLAYBOOK('NEW: isolate and lock first.'),
    );
    expect(await build()).toMatchObject({ code: 0 });
    await page.reload();
    expect(await isTicked(page, 'Look')).toBe(false);
    expect(await isTicked(page, 'Close')).toBe(true);
    expect(await page.textContent('.one-step .ticked')).toBe(
      'This changed after it was ticked at 07:00: read it again.',
    );
    await page.context().close();
  }, 120_000);
});

describe('the record of a run', () => {
  it('comes back as an export by the contract of the guide, and as its four metrics', async () => {
    const page = await open();
    await work(page);
    await page.click('[data-finish]');
    await page.locator('[data-run-records] summary').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('[data-run-records] li button:has-text("Download")'),
    ]);
    expect(download.suggestedFilename()).toMatch(/^daily-2026-10-06-[0-9a-f]{16}\.csv$/);
    const csv = await readFile(await download.path(), 'utf8');
    await page.context().close();

    const { portal, text } = await composed({ 'run.csv': csv });
    expect(text).not.toContain('error');
    const value = (id: string) => portal?.metrics.get(id)?.all.latest?.value;
    expect(value('runs-finished')).toBe(1);
    expect(value('runs-steps-done')).toBe(100);
    expect(value('runs-minutes')).toBe(7);
    expect(value('runs-outside')).toBe(1);
    expect(portal?.metrics.get('runs-minutes')?.bySite.map((scope) => scope.site)).toEqual([
      'NORTH',
    ]);

    // A gap that was made to fit by hand, and a row that nobody recorded.
    const changed = csv.replace(',0.5,', ',0.3,').replace(/\r\n$/, '\r\n').concat('x,1,daily');
    const whole = changed.replace(/x,1,daily$/, csv.split('\r\n')[1]!.replace('M-7', 'M-8'));
    const edited = await composed({ 'run.csv': `${whole}\r\n` });
    const report = edited.portal?.portfolio.exports.find(
      ({ contract }) => contract.name === 'playbook-runs',
    );
    expect(report?.quarantine.map(({ rule, column }) => [rule, column])).toEqual([
      ['export/seal', 'seal'],
      ['export/seal', 'seal'],
    ]);
    expect(report?.rowsIn).toBe(
      (report?.accepted ?? 0) + (report?.quarantined ?? 0) + (report?.ignored ?? 0),
    );
    expect(edited.portal?.metrics.get('runs-outside')?.all.latest).toBeFalsy();
  });
});

/** The portfolio with records of runs, read by the contract and the metrics that the guide shows. */
async function composed(records: Record<string, string>) {
  const guide = await readFile(join(ROOT, 'src/pages/guide/runs.mdx'), 'utf8');
  const block = (language: string) =>
    [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))]
      .map(([, code = '']) => code)
      .find((code) => code.includes('playbook-runs')) ?? '';
  const root = join(dir, 'read');
  await rm(root, { recursive: true, force: true });
  await cp(join(dir, 'content'), join(root, 'content'), { recursive: true });
  await cp(join(dir, 'data'), join(root, 'data'), { recursive: true });
  const contract = join(root, 'data/datapackage.json');
  const { resources, ...rest } = JSON.parse(await readFile(contract, 'utf8'));
  await writeFile(
    contract,
    JSON.stringify({ ...rest, resources: [...resources, JSON.parse(block('json'))] }),
  );
  for (const metric of block('yaml').split('---\n')) {
    const name = /# (runs-[a-z-]+\.yaml)/.exec(metric)?.[1] ?? '';
    await writeFile(
      join(root, 'content/metrics', name),
      metric.replace('seal-face-daily-check', 'daily'),
    );
  }
  await mkdir(join(root, 'data/runs'));
  for (const [name, csv] of Object.entries(records))
    await writeFile(join(root, 'data/runs', name), csv);
  const { portal, problems } = await composePortal({
    contentDir: join(root, 'content'),
    dataDir: join(root, 'data'),
    asOf: '2026-10-13',
    cacheDir: join(root, 'cache'),
  });
  return { portal, text: problems.map(({ severity, found }) => `${severity} ${found}`).join('\n') };
}
