import { existsSync } from 'node:fs';
import { appendFile, cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ROOT, trilens } from './trilens.ts';

let dir: string;
const build = (data = 'data') =>
  trilens([
    'build',
    '--content',
    join(dir, 'content'),
    '--data',
    join(dir, data),
    '--cache',
    join(dir, 'cache'),
    '--out',
    join(dir, 'out'),
  ]);
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-bad-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
});

describe('a build of what cannot be read', () => {
  it('says that the data folder is not there, and writes nothing', async () => {
    const { code, err } = await build('dumps');
    expect(code).toBe(1);
    expect(err).toContain('the data folder does not exist');
    expect(err).toContain('trilens init DIR');
    expect(existsSync(join(dir, 'out'))).toBe(false);
  });

  it('names everything that is wrong at once, each with its place, and leaves the portal of before as it was', async () => {
    await mkdir(join(dir, 'out'));
    await writeFile(join(dir, 'out/index.html'), 'the portal of before');
    await appendFile(join(dir, 'content/goals/fewer-stops.yaml'), 'ownr: nobody\n');
    await writeFile(
      join(dir, 'content/playbooks/code.mdx'),
      '---\ntitle: Code\nmetrics: [unplaned-stops]\n---\n\nimport x from "y"\n\nIt is {1 + 1}.\n\n<Stepz />\n',
    );
    await writeFile(
      join(dir, 'content/playbooks/open.mdx'),
      '---\ntitle: Open\n---\n\n<Steps>\n\nText\n',
    );
    const { code, err } = await build();
    expect(code).toBe(1);
    for (const part of [
      'unknown field "ownr"',
      'did you mean "owner"?',
      'code.mdx:6:1',
      'is code',
      'code.mdx:8:7',
      'the expression {1 + 1} is code',
      'code.mdx:10:1',
      'did you mean <Steps>?',
      'open.mdx:5:1',
      'this is not MDX: Expected a closing tag for `<Steps>`\n',
    ])
      expect(err).toContain(part);
    expect(await readFile(join(dir, 'out/index.html'), 'utf8')).toBe('the portal of before');
  });

  it('names a column that no export has, at the metric that asks for it', async () => {
    const metric = join(dir, 'content/metrics/unplanned-stops.yaml');
    await writeFile(metric, (await readFile(metric, 'utf8')).replace(/^date: .*$/m, 'date: dy'));
    const { code, err } = await build();
    expect(code).toBe(1);
    expect(err).toMatch(
      /content\/metrics\/unplanned-stops\.yaml:\d+:\d+ {2}error {2}date names the column "dy"/,
    );
  });
});

describe('a build never takes the place of anything but a portal', () => {
  it.each([
    ['the folder of the content', 'content', 'is the folder of --content'],
    ['a folder inside the data', 'data/portal', 'lies in the folder of --data'],
    ['the folder that holds all of it', '.', 'holds the folder of --content'],
    ['a folder with other files', 'papers', 'holds letter.txt and no portal'],
  ])('%s', async (_, out, why) => {
    await mkdir(join(dir, 'papers'));
    await writeFile(join(dir, 'papers/letter.txt'), 'mine');
    const { code, err } = await trilens(
      ['build', '--content', 'content', '--data', 'data', '--out', out],
      { cwd: dir },
    );
    expect([code, err]).toEqual([64, expect.stringContaining(why)]);
    expect(existsSync(join(dir, 'content/portfolio.yaml'))).toBe(true);
    expect(await readFile(join(dir, 'papers/letter.txt'), 'utf8')).toBe('mine');
  });
});

describe('a command that is wrong is answered without a stack', () => {
  it.each([
    [['build', 'dist'], '"dist" belongs to no option'],
    [['check', 'content'], '"content" belongs to no option'],
    [['dev', '--port', 'abc'], '--port is "abc"'],
    [['preview', '--out', 'nowhere'], 'There is no built portal in nowhere'],
    [['read', 'data/stops.csv', '--encoding', 'klingon'], '--encoding is "klingon"'],
  ])('%j', async (args, says) => {
    const { code, err } = await trilens(args, { cwd: dir });
    expect([code, err]).toEqual([64, expect.stringContaining(says)]);
    expect(err).not.toContain('    at ');
  });
});

describe('an empty portfolio', () => {
  it('builds, and says on its first screen what to add', async () => {
    dir = await mkdtemp(join(tmpdir(), 'trilens-empty-'));
    await mkdir(join(dir, 'content'));
    await mkdir(join(dir, 'data'));
    await writeFile(join(dir, 'data/datapackage.json'), '{ "resources": [] }');
    expect(await build()).toMatchObject({ code: 0 });
    const home = await readFile(join(dir, 'out/index.html'), 'utf8');
    expect(home).toContain('add a goal with a metric');
    expect(home).toContain('No data has arrived yet.');
    expect(home).not.toContain('1970');
    expect(await readFile(join(dir, 'out/playbooks/index.html'), 'utf8')).toContain(
      'No playbook yet',
    );
    expect(await readFile(join(dir, 'out/guide/components/index.html'), 'utf8')).toContain(
      'the portfolio holds no metric',
    );
  }, 90_000);
});
