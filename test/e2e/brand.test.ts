import { appendFile, cp, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT, trilens } from '../cli/trilens.ts';
import { browser, serve } from './browser.ts';
import { violations } from './demo.ts';

let dir: string;
const build = () =>
  trilens([
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

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-brand-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
});

describe('a portal in its owner’s colours', () => {
  it('shows name, sign and accent, readable by day and by night', async () => {
    await appendFile(join(dir, 'content/portfolio.yaml'), 'accent: "#8a0f1f"\nlogo: sign.svg\n');
    await writeFile(
      join(dir, 'content/sign.svg'),
      '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><rect width="60" height="20" fill="#8a0f1f"/></svg>',
    );
    expect(await build()).toMatchObject({ code: 0 });
    const { url, server } = await serve(join(dir, 'dist'));
    const chrome = await browser();
    try {
      const page = await chrome.newPage();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.goto(`${url}metrics/`);
        const accent = await page.evaluate(() =>
          getComputedStyle(document.documentElement).getPropertyValue('--accent').trim(),
        );
        expect(accent === '#8a0f1f').toBe(colorScheme === 'light');
        expect(
          await page.evaluate(
            () => (document.querySelector('.brand img') as HTMLImageElement).naturalWidth,
          ),
        ).toBe(60);
        expect(await violations(page)).toEqual([]);
      }
    } finally {
      await chrome.close();
      server.close();
    }
  }, 60_000);

  it('is refused an accent that cannot be read, and a sign that is not there', async () => {
    await writeFile(join(dir, 'content/portfolio.yaml'), 'name: Small\naccent: "#ffcc00"\n');
    const pale = await build();
    expect(pale.code).toBe(1);
    expect(pale.err).toContain('content/portfolio.yaml:2:9');
    expect(pale.err).toContain('a contrast of 4.5 to 1 or more');
    await writeFile(join(dir, 'content/portfolio.yaml'), 'name: Small\nlogo: nowhere.svg\n');
    const absent = await build();
    expect(absent.code).toBe(1);
    expect(absent.err).toContain('content/portfolio.yaml:2:7');
    expect(absent.err).toContain('there is no file content/nowhere.svg');
  }, 60_000);
});
