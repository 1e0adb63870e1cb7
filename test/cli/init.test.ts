import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trilens } from './trilens.ts';

const folder = () => mkdtemp(join(tmpdir(), 'trilens-init-'));

describe('trilens init', () => {
  it('writes a portfolio that builds at once, with no problem and a judged gate', async () => {
    const dir = join(await folder(), 'ours');
    expect(await trilens(['init', dir])).toMatchObject({ code: 0, out: expect.stringContaining('npx trilens build') });
    const built = await trilens(['build', '--content', join(dir, 'content'), '--data', join(dir, 'data'), '--out', join(dir, 'dist'), '--cache', join(dir, 'cache')]);
    expect(built).toMatchObject({ code: 0, err: '' });
    const gates = JSON.parse(await readFile(join(dir, 'dist/api/gates.json'), 'utf8')) as { gates: { results: { id: string; state: string }[] }[] };
    expect(gates.gates[0]?.results.find((result) => result.id === 'stops-fell')?.state).toBe('met');
    expect(await readFile(join(dir, 'dist/playbooks/name-a-stop/index.html'), 'utf8')).toContain('Make it safe');
  }, 60_000);
  it('overwrites nothing in a folder that is in use', async () => {
    const dir = await folder();
    await writeFile(join(dir, 'mine.txt'), 'mine');
    expect(await trilens(['init', dir])).toMatchObject({ code: 64, err: expect.stringContaining('already holds mine.txt') });
    expect(await readFile(join(dir, 'mine.txt'), 'utf8')).toBe('mine');
  });
});

describe('trilens --help', () => {
  it('names every verb, and every verb explains itself', async () => {
    const { out } = await trilens(['--help']);
    const verbs = [...out.matchAll(/^ {2}([a-z]+) /gm)].map((match) => match[1] as string);
    expect(verbs).toContain('init');
    for (const verb of verbs) expect(await trilens([verb, '--help'])).toMatchObject({ code: 0, out: expect.stringContaining(`trilens ${verb}`) });
  }, 60_000);
  it('an unknown verb or option is answered with the allowed ones', async () => {
    expect(await trilens(['biuld'])).toMatchObject({ code: 64, err: expect.stringContaining('build') });
    expect(await trilens(['build', '--contnet', 'x'])).toMatchObject({ code: 64, err: expect.stringContaining('--content') });
  });
});
