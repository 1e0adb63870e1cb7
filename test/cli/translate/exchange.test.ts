import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readExchange, xliffText } from '#cli/translate/exchange.ts';
import { blocksOf } from '#cli/translate/blocks.ts';
import { jobOf, translated } from '#cli/translate/units.ts';
import { ROOT, trilens } from '../trilens.ts';

let dir: string;
const run = (...args: string[]) =>
  trilens([
    'translate',
    ...args,
    ...['--content', join(dir, 'content'), '--data', join(dir, 'data')],
    ...['--cache', join(dir, 'cache')],
  ]);

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-translate-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
  const file = join(dir, 'content/portfolio.yaml');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('name: Our', 'languages: [en, de]\nname: Our'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

it('parts a text at empty lines, keeps code as it is, and joins to the same text', () => {
  const body =
    'One.\n\n```sh\na\n\nb\n```\n\n<Steps>\n\n<Step title="Look">\nTwo.\n</Step>\n\n</Steps>';
  const blocks = blocksOf(body);
  expect(blocks.map(({ isText }) => isText)).toEqual([true, false, false, true, false]);
  expect(blocks.map(({ text }) => text).join('\n\n')).toBe(body);
});

it('names the parts that are not translated, and keeps what is the same in every language', () => {
  const source = { title: 'Stop', summary: 'How', body: [] };
  const work = {
    record: 'playbooks/stop',
    language: 'de',
    state: 'missing',
    file: '',
    mark: '12345678',
  } as const;
  const body = 'One.\n\n<Steps>\n\n</Steps>';
  const job = jobOf({ ...work, source }, body);
  expect(translated(job, body).lacking).toEqual(['title', 'summary', 'text-1']);
  const units = job.units.map((unit) => ({ ...unit, target: `${unit.source} (de)` }));
  expect(translated({ ...job, units }, body)).toEqual({
    lacking: [],
    text: '---\ntranslationOf: "12345678"\ntitle: "Stop (de)"\nsummary: "How (de)"\n---\n\nOne. (de)\n\n<Steps>\n\n</Steps>\n',
  });
});

it('goes to a translator as XLIFF and comes back as a file that says what it was made from', async () => {
  const file = join(dir, 'de.xlf');
  expect(await run('de', '--export', file)).toMatchObject({ code: 0 });
  expect(await readFile(file, 'utf8')).toContain('urn:oasis:names:tc:xliff:document:2.0');

  const exchange = await readExchange(await readFile(file, 'utf8'));
  for (const { units } of exchange.jobs)
    for (const unit of units) unit.target = unit.source.replace('Name a stop', 'Einen Stillstand');
  await writeFile(file, await xliffText(exchange));
  expect(await run('--import', file)).toMatchObject({ code: 0 });
  expect(await readFile(join(dir, 'content/playbooks/name-a-stop.de.mdx'), 'utf8')).toMatch(
    /^---\ntranslationOf: "[0-9a-f]{8}"\ntitle: "Einen Stillstand"\n/,
  );

  const source = join(dir, 'content/playbooks/name-a-stop.mdx');
  await writeFile(source, `${await readFile(source, 'utf8')}\nOne more.\n`);
  expect((await run('de')).out).toContain('outdated: content/playbooks/name-a-stop.mdx');
  expect((await run('--import', file)).err).toContain('has changed since it was exported');
});
