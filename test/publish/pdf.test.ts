import { getDocumentProxy } from 'unpdf';
import { cp, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT, trilens } from '../cli/trilens.ts';

const REPORT = `---
title: "October: what was \\"lost\\" & found"
period: 2026-10
kind: monthly
status: published
authors: ["Programme office"]
highlights: ["Stops fell."]
---

## Are we on course

Stops fell, see [the metric](../../metrics/unplanned-stops/) and [what to do](#what-to-do) and [a page elsewhere](https://example.org/x).

<Chart metric="unplanned-stops" />

## What to do

${'A paragraph of ordinary length that fills the sheet so that there is a second one to turn to.\n\n'.repeat(60)}
`;

async function portfolio(url: string | null): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-pdf-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
  await mkdir(join(dir, 'content/reports'), { recursive: true });
  await writeFile(join(dir, 'content/reports/october.mdx'), REPORT);
  await writeFile(
    join(dir, 'content/reports/november.mdx'),
    REPORT.replace('status: published', 'status: draft').replace('2026-10', '2026-11'),
  );
  if (url)
    await writeFile(
      join(dir, 'content/portfolio.yaml'),
      `${await readFile(join(dir, 'content/portfolio.yaml'), 'utf8')}\nurl: ${url}\nplaybookPdf: true\n`,
    );
  return dir;
}

const build = (
  dir: string,
  out: string,
  options: { env?: Record<string, string>; cache?: string } = {},
) =>
  trilens(
    [
      'build',
      '--content',
      join(dir, 'content'),
      '--data',
      join(dir, 'data'),
      '--cache',
      join(dir, options.cache ?? 'cache'),
      '--out',
      join(dir, out),
      '--base',
      '/portal/',
    ],
    { cwd: dir, ...(options.env ? { env: options.env } : {}) },
  );
const pdfOf = (dir: string, out: string) => readFile(join(dir, out, 'reports/october/october.pdf'));

/** Links that lead out of a PDF. */
const addresses = (pdf: Buffer) =>
  [
    ...new Set([...pdf.toString('latin1').matchAll(/\/URI \(([^)]*)\)/g)].map((match) => match[1])),
  ].sort();

/** Texts of figures in a part of the structure tree, whose leaves are pieces of content. */
function altsIn(node: object | null, found: string[]): void {
  if (node === null) return;
  if ('alt' in node && typeof node.alt === 'string') found.push(node.alt);
  if ('children' in node && Array.isArray(node.children))
    for (const child of node.children) altsIn(child as object, found);
}

interface Entry {
  title: string;
  items: Entry[];
}

function titlesIn(entries: readonly Entry[] | null): string[] {
  return (entries ?? []).flatMap(({ title, items }) => [title, ...titlesIn(items)]);
}

describe('a published report', () => {
  let dir: string;
  let pdf: Buffer;
  let raw: string;
  beforeAll(async () => {
    dir = await portfolio('https://portal.example.com/portal/');
    expect(await build(dir, 'dist')).toMatchObject({ code: 0 });
    pdf = await pdfOf(dir, 'dist');
    raw = pdf.toString('latin1');
  });

  it('lies beside its page as a PDF, and a draft does not', async () => {
    expect(await readFile(join(dir, 'dist/reports/october/index.html'), 'utf8')).toContain(
      'href="/portal/reports/october/october.pdf"',
    );
    expect(await readdir(join(dir, 'dist/reports/november'))).toEqual([
      'index.html',
      'index.html.md',
    ]);
    expect(await readFile(join(dir, 'dist/reports/november/index.html'), 'utf8')).not.toContain(
      '.pdf',
    );
  });

  it('has playbooks beside it as tagged PDFs of their own, where the portfolio asks for them', async () => {
    const folder = join(dir, 'dist/playbooks/name-a-stop');
    const playbook = await readFile(join(folder, 'name-a-stop.pdf'), 'latin1');
    expect(playbook).toContain('/StructTreeRoot');
    expect(playbook).toContain('/Outlines');
    expect(await readFile(join(folder, 'index.html'), 'utf8')).toContain('href="name-a-stop.pdf"');
  });

  it('is tagged, in its language, with an outline of its headings', () => {
    expect(raw).toContain('/StructTreeRoot');
    expect(raw).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
    expect(raw).toMatch(/\/Lang \(en/);
    expect(raw).toContain('/Outlines');
    const titles = [...raw.matchAll(/\/Title (\([^)]*\)|<[^>]*>)/g)].map((match) =>
      spelled(match[1] as string),
    );
    expect(titles).toEqual(expect.arrayContaining(['Are we on course', 'What to do']));
  });

  it('links to the published portal, within itself and elsewhere, and never to the machine that built it', () => {
    expect(addresses(pdf)).toEqual(
      expect.arrayContaining([
        'https://portal.example.com/portal/metrics/unplanned-stops/',
        'https://example.org/x',
      ]),
    );
    expect(raw).toMatch(/\/Dest/);
    expect(raw).not.toMatch(/127\.0\.0\.1|localhost|portal\.invalid|file:\/\//);
  });

  it('says to whoever hears it what figures show, where links lead, and its headings word for word', async () => {
    const document = await getDocumentProxy(new Uint8Array(pdf));
    const alts: string[] = [];
    const contents: string[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      altsIn(await page.getStructTree(), alts);
      for (const annotation of await page.getAnnotations())
        if (annotation.subtype === 'Link') contents.push(annotation.contentsObj?.str ?? '');
    }
    expect(raw.match(/\/S \/Figure/g)?.length).toBeGreaterThan(0);
    expect(alts).toHaveLength(new Set(raw.match(/\d+ 0 obj\n<<[^>]*\/S \/Figure/g)).size);
    expect(alts.every((alt) => alt.length > 10)).toBe(true);
    expect(contents.length).toBeGreaterThan(0);
    expect(contents.every((text) => text.length > 5)).toBe(true);
    expect(raw).toContain('/RoleMap <</Strong /Span');
    const { metadata } = await document.getMetadata();
    expect(metadata.get('dc:title')).toContain('October');
    const page = await readFile(join(dir, 'dist/reports/october/index.html'), 'utf8');
    const headings = [...page.matchAll(/<h[1-6][^>]*>([\s\S]*?)<\/h[1-6]>/g)].map(([, inner]) =>
      (inner ?? '')
        .replaceAll(/<[^>]*>/g, '')
        .replaceAll(/&quot;|&#34;/g, '"')
        .replaceAll('&amp;', '&')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    );
    const outline = titlesIn(await document.getOutline());
    expect(outline.length).toBeGreaterThan(2);
    for (const title of outline) expect(headings).toContain(title.replaceAll(/\s+/g, ' ').trim());
  });

  it('draws its charts as lines, not as pictures', () => {
    // The mark of the header is a picture of its own; there is no other.
    expect(raw.match(/\/Subtype \/Image/g)?.length ?? 0).toBeLessThanOrEqual(1);
    const drawing = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)]
      .map((match) => inflated(match[1] as string))
      .join('');
    expect(drawing.match(/ l$/gm)?.length ?? 0).toBeGreaterThan(30);
  });

  it('runs over several sheets and is the same, byte for byte, from another folder, cache, time zone and language', async () => {
    expect(raw.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(1);
    const other = await portfolio('https://portal.example.com/portal/');
    expect(
      await build(other, 'there', { env: { TZ: 'Pacific/Auckland', LANG: 'de_DE.UTF-8' } }),
    ).toMatchObject({ code: 0 });
    expect((await pdfOf(other, 'there')).equals(pdf)).toBe(true);
  });

  it('is taken from the cache when nothing on its page changed, and printed again when something did', async () => {
    expect(
      await build(dir, 'again', { env: { TRILENS_BROWSER: '/no/such/browser' } }),
    ).toMatchObject({ code: 0, out: expect.stringContaining('not printed') });
    expect(await build(dir, 'again')).toMatchObject({
      code: 0,
      out: expect.not.stringContaining('not printed'),
    });
    expect((await pdfOf(dir, 'again')).equals(pdf)).toBe(true);
    await writeFile(
      join(dir, 'content/reports/october.mdx'),
      REPORT.replace('Stops fell,', 'Stops rose,'),
    );
    expect(await build(dir, 'changed')).toMatchObject({ code: 0 });
    expect((await pdfOf(dir, 'changed')).equals(pdf)).toBe(false);
  });
}, 240_000);

it('without an address of the portal, links out of the document are plain text and others stay', async () => {
  const dir = await portfolio(null);
  expect(await build(dir, 'dist')).toMatchObject({ code: 0 });
  expect(addresses(await pdfOf(dir, 'dist'))).toEqual(['https://example.org/x']);
}, 240_000);

it.each([
  ['none', 'no browser was found'],
  ['/bin/false', 'Pages were not printed to PDF'],
])(
  'where the browser is %s, one line says so, the build goes on and no page links to a PDF',
  async (chosen, said) => {
    const dir = await portfolio(null);
    expect(await build(dir, 'dist', { env: { TRILENS_BROWSER: chosen } })).toMatchObject({
      code: 0,
      out: expect.stringContaining(said),
    });
    expect(await readFile(join(dir, 'dist/reports/october/index.html'), 'utf8')).not.toContain(
      '.pdf',
    );
  },
  240_000,
);

function spelled(text: string): string {
  return text.startsWith('<')
    ? Buffer.from(text.slice(5, -1), 'hex').swap16().toString('utf16le')
    : text.slice(1, -1);
}

function inflated(stream: string): string {
  try {
    return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
  } catch {
    return '';
  }
}
