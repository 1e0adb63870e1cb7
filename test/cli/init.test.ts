import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trilens } from './trilens.ts';

const folder = () => mkdtemp(join(tmpdir(), 'trilens-init-'));

describe('trilens init', () => {
  it('writes a portfolio that builds at once, with no problem and a judged gate', async () => {
    const dir = join(await folder(), 'ours');
    expect(await trilens(['init', dir])).toMatchObject({
      code: 0,
      out: expect.stringContaining('npx trilens build'),
    });
    const built = await trilens([
      'build',
      '--content',
      join(dir, 'content'),
      '--data',
      join(dir, 'data'),
      '--out',
      join(dir, 'dist'),
      '--cache',
      join(dir, 'cache'),
    ]);
    expect(built).toMatchObject({ code: 0, err: '' });
    const { findings } = JSON.parse(
      await readFile(join(dir, 'dist/api/findings.json'), 'utf8'),
    ) as { findings: { rule: string; severity: string }[] };
    expect(findings.filter((finding) => finding.severity !== 'info')).toEqual([]);
    const gates = JSON.parse(await readFile(join(dir, 'dist/api/gates.json'), 'utf8')) as {
      gates: { results: { id: string; state: string }[] }[];
    };
    expect(gates.gates[0]?.results.find((result) => result.id === 'stops-fell')?.state).toBe('met');
    expect(await readFile(join(dir, 'dist/playbooks/name-a-stop/index.html'), 'utf8')).toContain(
      'Make it safe',
    );
  }, 60_000);
  it("says how to look at it and how an export of one's own takes the place of the sample, in commands that run as they stand", async () => {
    const cwd = await folder();
    const { out } = await trilens(['init', 'ours'], { cwd });
    const commands = [...out.matchAll(/npx trilens (check|build) .*/g)].map(([line]) =>
      line.split(' ').slice(2),
    );
    expect(commands.map(([verb]) => verb)).toEqual(['check', 'build']);
    for (const args of commands)
      expect(await trilens(args, { cwd })).toMatchObject({ code: 0, err: '' });
    await writeFile(
      join(cwd, 'EXPORT.csv'),
      'Woche;Werk;Stunden\r\nKW 40/2026;NORTH;12,5\r\nKW 41/2026;NORTH;11,5\r\nKW 42/2026;NORTH;10,5\r\nSumme;;34,5\r\n',
    );
    const args = /npx trilens (read \S+ --draft)/.exec(out)?.[1]?.split(' ') ?? [];
    const draft = await trilens(args, { cwd });
    expect(draft.code).toBe(0);
    await writeFile(join(cwd, 'ours/data/datapackage.json'), draft.out);
    for (const name of ['alerts', 'friction', 'stops'])
      await rm(join(cwd, `ours/data/${name}.csv`));
    await copyFile(join(cwd, 'EXPORT.csv'), join(cwd, 'ours/data/EXPORT.csv'));
    for (const name of ['goals', 'initiatives', 'roadmap', 'playbooks', 'metrics'])
      await rm(join(cwd, 'ours/content', name), { recursive: true });
    await writeFile(join(cwd, 'ours/content/portfolio.yaml'), 'name: Ours\n');
    await mkdir(join(cwd, 'ours/content/metrics'));
    await writeFile(
      join(cwd, 'ours/content/metrics/stops.yaml'),
      'title: Stops\ntype: outcome\ndirection: down\nunit: h\nexport: export\ndate: Woche\ndimensions: { site: Werk }\nvalue: { sum: Stunden }\ngrain: week\n',
    );
    expect(await trilens(commands[1] as string[], { cwd })).toMatchObject({ code: 0, err: '' });
    expect(await readFile(join(cwd, 'ours/dist/api/metrics/stops.csv'), 'utf8')).toContain(
      '2026-W41,NORTH,11.5',
    );
  }, 90_000);
  it('overwrites nothing in a folder that is in use', async () => {
    const dir = await folder();
    await writeFile(join(dir, 'mine.txt'), 'mine');
    expect(await trilens(['init', dir])).toMatchObject({
      code: 64,
      err: expect.stringContaining('already holds mine.txt'),
    });
    expect(await readFile(join(dir, 'mine.txt'), 'utf8')).toBe('mine');
  });
});

describe('trilens', () => {
  it('an unknown verb or option is answered with the allowed ones', async () => {
    expect(await trilens(['biuld'])).toMatchObject({
      code: 64,
      err: expect.stringContaining('build'),
    });
    expect(await trilens(['build', '--contnet', 'x'])).toMatchObject({
      code: 64,
      err: expect.stringContaining('--content'),
    });
  });
});
