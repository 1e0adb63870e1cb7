import { appendFile, cp, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT, trilens } from '../cli/trilens.ts';
import { browser, serve } from './browser.ts';
import { violations } from './demo.ts';

let dir: string;
const build = (...more: string[]) =>
  trilens([
    ...['build', '--content', join(dir, 'content'), '--data', join(dir, 'data')],
    ...['--cache', join(dir, 'cache'), '--out', join(dir, 'dist'), ...more],
  ]);

/** One empty sheet, as small as the format allows (ISO 32000-1, 7.5). */
function emptyPdf(): string {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>',
  ];
  let text = '%PDF-1.7\n';
  const at = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 4\n0000000000 65535 f \n${at.join('')}`;
  return `${text}${table}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-media-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
  const photo = await sharp({
    create: { width: 1200, height: 900, channels: 3, background: '#8899aa' },
  })
    .jpeg()
    .withExif({ IFD0: { Artist: 'Somebody Private', Copyright: 'nobody' } })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  await writeFile(join(dir, 'content/playbooks/valve.jpg'), photo);
  await writeFile(
    join(dir, 'content/playbooks/board.png'),
    await sharp(photo).rotate().png().toBuffer(),
  );
  await writeFile(join(dir, 'content/playbooks/form.pdf'), emptyPdf());
  await appendFile(join(dir, 'content/portfolio.yaml'), 'audiences: [leadership, plant]\n');
  await appendFile(
    join(dir, 'content/playbooks/name-a-stop.mdx'),
    `
<Figure src="valve.jpg" alt="The inlet valve, closed" markers={[{ "x": 20, "y": 30, "text": "handle across the pipe" }]}>
Closed.
</Figure>

[The form](form.pdf)

<Audience is="leadership">
![What it costs](board.png)
</Audience>
`,
  );
  expect(await build()).toMatchObject({ code: 0 });
}, 120_000);

describe('a picture in a playbook', () => {
  it('is published upright, in sizes, without what the camera wrote into it', async () => {
    const names = await readdir(join(dir, 'dist/media'));
    const avif = names.filter((name) => name.endsWith('-480.avif'));
    expect(avif.length).toBe(2);
    for (const name of names.filter((one) => /-\d+\.\w+$/.test(one))) {
      const bytes = await readFile(join(dir, 'dist/media', name));
      const { width, height, exif } = await sharp(bytes).metadata();
      expect([exif, `-${width}.`], name).toEqual([undefined, /-\d+\./.exec(name)?.[0]]);
      expect(height, name).toBeGreaterThan(width as number);
      expect(bytes.includes('Somebody Private'), name).toBe(false);
    }
  });

  it('is not made again while it is the same', async () => {
    const kept = async () =>
      Promise.all(
        (await readdir(join(dir, 'cache/pictures'))).map(
          async (name) => (await stat(join(dir, 'cache/pictures', name))).mtimeMs,
        ),
      );
    const before = await kept();
    const published = await readdir(join(dir, 'dist/media'), { recursive: true });
    expect(await build()).toMatchObject({ code: 0 });
    expect(await kept()).toEqual(before);
    expect(await readdir(join(dir, 'dist/media'), { recursive: true })).toEqual(published);
  });

  it('is only in the editions that its text is in', async () => {
    const pictures = async (folder: string) =>
      (await readdir(join(dir, folder, 'media'))).filter((name) => /-480\.avif/.test(name));
    expect((await pictures('dist')).length).toBe(2);
    expect(await build('--audience', 'plant', '--out', join(dir, 'plant'))).toMatchObject({
      code: 0,
    });
    expect((await pictures('plant')).length).toBe(1);
  });

  it('is enlarged by a tap, read aloud with its markers, and keeps its room while it loads', async () => {
    const { url, server } = await serve(join(dir, 'dist'));
    const chrome = await browser();
    try {
      const page = await chrome.newPage({ viewport: { width: 390, height: 844 } });
      const said: string[] = [];
      page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
      await page.goto(`${url}playbooks/name-a-stop/`);
      const picture = page.getByRole('img', { name: 'The inlet valve, closed' });
      await picture.scrollIntoViewIfNeeded();
      const box = await picture.boundingBox();
      expect((box?.height ?? 0) / (box?.width ?? 1)).toBeCloseTo(1200 / 900, 1);
      expect(await page.getByRole('listitem').filter({ hasText: 'handle across' }).count()).toBe(1);
      await picture.click();
      const dialog = page.getByRole('dialog', { name: 'The inlet valve, closed' });
      expect(await dialog.isVisible()).toBe(true);
      await dialog.getByRole('button', { name: 'Close' }).click();
      expect(await dialog.isVisible()).toBe(false);
      expect(await page.getByText('(PDF, 1 kB)').count()).toBe(1);
      expect(await violations(page)).toEqual([]);
      expect(said).toEqual([]);
    } finally {
      await chrome.close();
      server.close();
    }
  });

  it('is there without a network once its playbook is kept', async () => {
    const { url, server } = await serve(join(dir, 'dist'));
    const chrome = await browser();
    try {
      const page = await chrome.newPage({ viewport: { width: 820, height: 1180 } });
      await page.goto(`${url}playbooks/`);
      await page.evaluate(async () => {
        await navigator.serviceWorker.ready;
        while (!(await caches.match(new URL('name-a-stop/', location.href).href)))
          await new Promise((wait) => setTimeout(wait, 50));
      });
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await page.goto(`${url}playbooks/name-a-stop/`);
      const picture = page.getByRole('img', { name: 'The inlet valve, closed' });
      await picture.scrollIntoViewIfNeeded();
      await page.waitForFunction(
        () => (document.querySelector('.figure img') as HTMLImageElement).naturalWidth > 0,
      );
    } finally {
      await chrome.close();
      server.close();
    }
  });

  it('is in no page as an inline style, which the policy would block', async () => {
    const html = await readFile(join(dir, 'dist/playbooks/name-a-stop/index.html'), 'utf8');
    expect(html).not.toContain(' style="');
  });
});
