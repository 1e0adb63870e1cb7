import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

interface Site {
  json: (name: string) => Promise<Record<string, never>>;
  page: (path: string) => Promise<string>;
  file: (name: string) => Promise<string>;
}
let before: Site;
let after: Site;

/** Builds the demonstration with the row of one week at one plant as given. */
async function build(row: string): Promise<Site> {
  const root = await mkdtemp(join(tmpdir(), 'trilens-row-'));
  await cp('content', join(root, 'content'), { recursive: true });
  await cp('data', join(root, 'data'), { recursive: true });
  const file = join(root, 'data/work-order-wau.csv');
  const text = await readFile(file, 'utf8');
  expect(text).toContain('2026-08-24,CMI,87,104,');
  await writeFile(file, text.replace('2026-08-24,CMI,87,104,', `${row},`));
  const dist = join(root, 'dist');
  await promisify(execFile)(process.execPath, [
    'src/cli/main.ts',
    'build',
    '--content',
    join(root, 'content'),
    '--data',
    join(root, 'data'),
    '--cache',
    join(root, 'cache'),
    '--out',
    dist,
  ]);
  const read = (name: string) => readFile(join(dist, name), 'utf8');
  const words = (html: string) =>
    html
      .replaceAll(/<(style|script)[\s\S]*?<\/\1>/g, '')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ');
  return {
    file: read,
    json: async (name) => JSON.parse(await read(`api/${name}.json`)),
    page: async (path) => words(await read(`${path}index.html`)),
  };
}

beforeAll(async () => {
  before = await build('2026-08-24,CMI,87,104');
  after = await build('2026-08-24,CMI,62,104');
});

const both = async <T>(look: (site: Site) => Promise<T>) => [await look(before), await look(after)];
const gate = async (site: Site) =>
  (
    (await site.json('gates')) as unknown as {
      gates: {
        id: string;
        position: string;
        class: string;
        results: { state: string; sentence: string }[];
      }[];
    }
  ).gates.find((one) => one.id === 'work-orders-g3-cmi');

describe('one row of one export, in one build, changes', () => {
  it('the criterion, its gate and its class in the JSON', async () => {
    const [was, is] = await both(gate);
    expect(was).toMatchObject({
      position: 'supports-advance',
      class: 'supported',
      results: [{ state: 'met' }],
    });
    expect(is).toMatchObject({
      position: 'supports-iterate',
      class: 'unsupported',
      results: [
        { state: 'not-met', sentence: 'not met: Carrow Mills 3 of 4 weeks (needs 80.0 %)' },
      ],
    });
  });
  it('the board: from what was decided on its evidence to what is to be looked at again', async () => {
    const row = async (site: Site, name: string) =>
      (await site.file('gates/index.html'))
        .split('<tr')
        .find((part) => part.includes(`>${name}<`)) ?? '';
    const shown = (site: Site) =>
      Promise.all(
        ['Decided, review again', 'Decided on its evidence'].map(async (name) =>
          (await row(site, name)).includes('#work-orders-g3-cmi'),
        ),
      );
    expect(await both(shown)).toEqual([
      [false, true],
      [true, false],
    ]);
  });
  it('the card of the gate and the page of the initiative', async () => {
    const said = async (site: Site) =>
      Promise.all(
        ['gates/', 'initiatives/paperless-work-orders/'].map(async (path) =>
          (await site.page(path)).includes('Carrow Mills 3 of 4 weeks'),
        ),
      );
    expect(await both(said)).toEqual([
      [false, false],
      [true, true],
    ]);
  });
  it("the overview's sentence", async () => {
    const trust = async (site: Site) =>
      /(\w+) decisions? approved without the evidence/.exec(await site.page(''))?.[0];
    expect(await both(trust)).toEqual([
      'one decision approved without the evidence',
      'two decisions approved without the evidence',
    ]);
  });
  it('the findings, on their page and in the JSON', async () => {
    const found = async (site: Site) =>
      (
        (await site.json('findings')) as unknown as { findings: { rule: string; what: string }[] }
      ).findings.filter((finding) => finding.rule === 'gate/unsupported').length;
    expect(await both(found)).toEqual([1, 2]);
    const page = async (site: Site) =>
      (await site.page('findings/')).includes('Acceptance at Carrow Mills');
    expect(await both(page)).toEqual([false, true]);
  });
  it('the feed', async () => {
    const entry = async (site: Site) =>
      (
        JSON.parse(await site.file('feed.json')) as {
          items: { date_published: string; title: string; content_text: string }[];
        }
      ).items.find(
        (item) =>
          item.title.includes('Paperless Work Orders') &&
          item.date_published.startsWith('2026-09-02'),
      )?.content_text;
    const [was, is] = await both(entry);
    expect(was).toContain('supported by the evidence of its day');
    expect(is).toContain('went further than the recorded evidence');
  });
});
