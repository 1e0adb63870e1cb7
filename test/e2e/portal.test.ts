import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { glob, mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, demoSite, violations } from './demo.ts';

const run = promisify(execFile);
let demo: Demo;
let dist: string;
let url: string;
const open = (path: string, width?: number) => demo.open(path, width);

beforeAll(async () => {
  demo = await demoSite();
  ({ dist, url } = demo);
});
afterAll(() => demo?.close());

/** Links to a file of the portal that is not there. */
const brokenIn = (file: string, markdown: string) =>
  [
    ...markdown
      // Examples in the guide lead nowhere.
      .replaceAll(/^ *```[\s\S]*?^ *```|`[^`\n]*`/gm, '')
      .matchAll(/(?<!\\)\]\(([^():#?\s<>]+)(?:[#?][^()]*)?\)/g),
  ]
    .map(([, path = '']) => decodeURI(path))
    .filter((path) => {
      const target = join(dist, dirname(file), path);
      return !existsSync(path.endsWith('/') ? `${target}index.html` : target);
    })
    .map((path) => `${file} → ${path}`);

const KINDS = [
  '',
  'lens/ot/',
  'goals/',
  'goals/conversion-cost/',
  'roadmap/',
  'initiatives/',
  'initiatives/early-warning/',
  'gates/',
  'metrics/',
  'metrics/work-order-wau/',
  'sites/',
  'sites/STN/',
  'trust/',
  'playbooks/',
  'playbooks/alert-first-triage/',
  'reports/',
  'reports/2026-09/',
  'findings/',
  'data/',
  'search/',
  'guide/',
  'guide/components/',
  'guide/contracts/',
  'guide/gates/',
  'guide/reports/',
];

describe('the built portal under a sub-path', () => {
  it.each(
    KINDS.flatMap(
      (path) =>
        [
          [path, 1440],
          [path, 390],
        ] as const,
    ),
  )(
    '/%s at %i px has no console error, no accessibility violation and no sideways scroll',
    async (path, width) => {
      const page = await open(path, width);
      expect(await violations(page)).toEqual([]);
      expect(page.errors).toEqual([]);
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      ).toBeLessThanOrEqual(0);
      await page.context().close();
    },
  );

  it.each([
    [1440, 900, 1],
    [390, 844, 2],
  ] as const)(
    'at %i px the twelve answers stand on the first screen of %i px, or on the second of %i',
    async (width, height, screens) => {
      const page = await open('', width);
      const bottom = await page
        .locator('.answers > li')
        .last()
        .evaluate((item) => item.getBoundingClientRect().bottom + scrollY);
      expect(await page.locator('.answers > li').count()).toBe(12);
      expect(bottom).toBeLessThanOrEqual(height * screens);
      await page.context().close();
    },
  );

  it('no internal link is broken', async () => {
    const broken: string[] = [];
    for await (const file of glob('**/*.html', { cwd: dist })) {
      const html = await readFile(join(dist, file), 'utf8');
      for (const [, link = ''] of html.matchAll(/(?:href|src)="(\/[^"#?]*)/g)) {
        const path = join(dist, decodeURI(link).replace('/portal/', ''));
        if (
          !existsSync(path) ||
          ((await stat(path)).isDirectory() && !existsSync(join(path, 'index.html')))
        )
          broken.push(`${file} → ${link}`);
      }
    }
    expect([...new Set(broken)]).toEqual([]);
  });

  it('every page has a Markdown twin that names its day, and no link in one is broken', async () => {
    const broken: string[] = [];
    for await (const file of glob('**/index.html', { cwd: dist })) {
      const html = await readFile(join(dist, file), 'utf8');
      const linked = /<link rel="alternate" type="text\/markdown" href="([^"]+)"/.exec(html)?.[1];
      if (linked === undefined) continue;
      expect(linked).toBe(`/portal/${file}.md`);
      const text = await readFile(join(dist, `${file}.md`), 'utf8');
      expect(text).toMatch(
        /^---\ntitle: ".+"\nportal: ".+"\npage: \/portal\/.*\nas_of: 2026-\d\d-\d\d\n/,
      );
      broken.push(...brokenIn(`${file}.md`, text));
    }
    const list = await readFile(join(dist, 'llms.txt'), 'utf8');
    broken.push(...brokenIn('llms.txt', list));
    expect([...new Set(broken)]).toEqual([]);
    expect(list).toMatch(/^# Aldermoor Flow Systems\n\n> .+ As of \d+ \w+ 2026\.\n/);
  });

  it('a number in Markdown has its period, its source and its day beside it, as the API has them', async () => {
    const { series, doubts } = JSON.parse(
      await readFile(join(dist, 'api/metrics/sequence-override.json'), 'utf8'),
    ) as { series: { period: string; site: string | null; value: number }[]; doubts: string[] };
    const latest = series.findLast(({ site }) => site === null);
    const row = (await readFile(join(dist, 'metrics/sequence-override/index.html.md'), 'utf8'))
      .split('\n')
      .findLast((line) => line.startsWith('| ['));
    expect(row).toContain(`| ${latest?.value.toFixed(1)} % | ${latest?.period} |`);
    expect(row).toContain('Sequence overrides (MES), extracted 25 August 2026');
    expect(row).toContain(doubts[0]);
  });

  it('search opens with a key, finds by words, filters, and is walked by keyboard', async () => {
    const page = await open('');
    await page.keyboard.press('/');
    await page.waitForSelector('dialog[open] [data-filters] select');
    await page.fill('[data-search]', 'headset');
    await page.waitForSelector('[data-results] a');
    expect(await page.textContent('[data-results]')).toContain('Hands-Free Defect Capture');
    expect(await page.locator('[data-results] mark').count()).toBeGreaterThan(0);
    await page.selectOption('[data-filters] select[name="kind"]', 'initiative');
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLAnchorElement>('[data-results] a[data-page]')].every(
        (link) => link.href.includes('/initiatives/'),
      ),
    );
    await page.focus('[data-search]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/initiatives/**');
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  it('a lens renames the number, never the number, and is kept between pages', async () => {
    const page = await open('metrics/unplanned-downtime/?lens=ot');
    expect(await page.textContent('h1')).toBe('Unplanned stops');
    await page.click('[data-lens-link="it"]');
    expect(await page.textContent('h1')).toBe('Downtime event stream');
    await page.goto(`${url}metrics/first-pass-yield/`);
    expect(await page.textContent('h1')).toBe('Quality join');
    await page.context().close();
  });

  it('dark is dark, and printing leaves the navigation out', async () => {
    const page = await open('');
    const before = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.click('[data-theme-toggle]');
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).not.toBe(
      before,
    );
    await page.emulateMedia({ media: 'print' });
    expect(await page.isVisible('nav')).toBe(false);
    await page.context().close();
  });

  it('the overview weighs at most 60 KB gzipped, 10 KB of it scripts', async () => {
    const html = await readFile(join(dist, 'index.html'), 'utf8');
    const size = async (pattern: RegExp) =>
      (
        await Promise.all(
          [...html.matchAll(pattern)].map(
            async ([, path = '']) =>
              gzipSync(await readFile(join(dist, path.replace('/portal/', '')))).length,
          ),
        )
      ).reduce((sum, part) => sum + part, 0);
    const scripts =
      (await size(/<script[^>]*src="([^"]+)"/g)) +
      gzipSync(
        [...html.matchAll(/<script[^>]*>([^<]+)<\/script>/g)].map((match) => match[1]).join(''),
      ).length;
    const styles = await size(/<link[^>]*stylesheet[^>]*href="([^"]+)"/g);
    expect(scripts).toBeLessThan(10_000);
    expect(gzipSync(html).length + styles + scripts).toBeLessThan(60_000);
  });
});

describe('a build that fails', () => {
  it('exits with 1 and leaves nothing half-written', async () => {
    const out = join(await mkdtemp(join(tmpdir(), 'trilens-')), 'site');
    const failed = await run(process.execPath, [
      'src/cli/main.ts',
      'build',
      '--content',
      'no-such-folder',
      '--out',
      out,
    ]).catch((error: { code: number; stderr: string }) => error);
    expect(failed).toMatchObject({ code: 1 });
    expect((failed as { stderr: string }).stderr).toContain('the content folder does not exist');
    expect(existsSync(out)).toBe(false);
  });
});
