import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LanguageServer } from './languageServer.ts';
import { ROOT, trilens } from './trilens.ts';

let dir: string;
let server: LanguageServer;
beforeAll(async () => {
  dir = join(await mkdtemp(join(tmpdir(), 'trilens-schema-')), 'ours');
  expect((await trilens(['init', dir])).code).toBe(0);
  server = new LanguageServer();
  await server.start(dir);
}, 60_000);
afterAll(async () => {
  server.stop();
  await rm(join(dir, '..'), { recursive: true, force: true });
});

describe('in an editor with yaml-language-server', () => {
  it('the files that init wrote lead to their schema and have no mistake', async () => {
    const content = join(dir, 'content');
    const names = (await readdir(content, { recursive: true })).filter((name) =>
      name.endsWith('.yaml'),
    );
    expect(names.length).toBeGreaterThan(6);
    for (const name of names) {
      const text = await readFile(join(content, name), 'utf8');
      expect(text, name).toMatch(/^# yaml-language-server: \$schema=/);
      expect(await server.open(join(content, name), text), name).toEqual([]);
    }
  });

  it('fields and the ids of the portfolio are completed, and a field is explained', async () => {
    const path = join(dir, 'content/goals/fewer-stops.yaml');
    const lines = (await readFile(path, 'utf8')).split('\n');
    const at = lines.findIndex((line) => line.startsWith('metric:'));
    expect(await server.hover(path, at, 2)).toContain(
      'The metric that says whether it is reached.',
    );
    const draft = join(dir, 'content/goals/draft.yaml');
    const text = `${lines[0]}\ntitle: A draft\nmetric: \ngua\n`;
    await server.open(draft, text);
    expect(await server.complete(draft, 2, 8)).toEqual(
      expect.arrayContaining(['unplanned-stops', 'alert-list-used', 'rejected-parts']),
    );
    expect(await server.complete(draft, 3, 3)).toContain('guardrails');
  });

  it.each([
    ['a misspelt field', 'title: A\nmetrik: unplanned-stops\n', 2, /metrik/],
    ['an id that does not exist', 'title: A\nmetric: unplaned-stops\n', 2, /not accepted/],
    ['a word that is not allowed', 'title: A\nstatus: done\n', 2, /not accepted/],
    ['a text in the place of a number', 'title: A\nbaseline: { value: ten }\n', 2, /number/],
    ['a missing field', 'owner: N. N.\n', 1, /title/],
  ])('%s is marked where it is', async (name, text, line, message) => {
    const path = join(dir, `content/goals/${name.replaceAll(' ', '-')}.yaml`);
    const found = await server.open(
      path,
      `# yaml-language-server: $schema=../../.trilens/schema/goal.schema.json\n${text}`,
    );
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toMatch(message);
    expect(found[0]?.range.start.line).toBe(line);
  });

  it('the demonstration has no mistake: its YAML, its front matter and its contract', async () => {
    const out = join(dir, 'schemas');
    const written = await trilens(['schema', '--out', out], { cwd: ROOT });
    expect(written).toMatchObject({ code: 0, err: '' });
    const of: Record<string, string> = {
      goals: 'goal',
      metrics: 'metric',
      initiatives: 'initiative',
      playbooks: 'playbook',
      reports: 'report',
      roadmap: 'roadmap',
      frameworks: 'framework',
    };
    const content = join(ROOT, 'content');
    const names = (await readdir(content, { recursive: true })).filter((name) =>
      /\.(yaml|mdx)$/.test(name),
    );
    let checked = 0;
    for (const name of names) {
      const [folder = '', file] = name.split(/[/\\]/);
      const isTranslation = /\.(de|es)\.mdx$/.test(name);
      const record = file === undefined ? folder.replace('.yaml', '') : of[folder];
      if (name.startsWith('messages')) continue;
      const kind = isTranslation ? 'translation' : record;
      const text = await readFile(join(content, name), 'utf8');
      const yaml = name.endsWith('.mdx') ? (/^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '') : text;
      const line = `# yaml-language-server: $schema=${join(out, `${kind}.schema.json`)}\n`;
      const seen = join(dir, 'seen', `${name.replaceAll(/[/\\]/g, '-')}.yaml`);
      expect(await server.open(seen, `${line}${yaml}\n`), name).toEqual([]);
      checked += 1;
    }
    expect(checked).toBeGreaterThan(50);
    const contract = await readFile(join(ROOT, 'data/datapackage.json'), 'utf8');
    const line = `# yaml-language-server: $schema=${join(out, 'datapackage.schema.json')}\n`;
    expect(await server.open(join(dir, 'seen/contract.yaml'), line + contract)).toEqual([]);
  }, 120_000);

  it('files of an editor are written where there are none, and others are left alone', async () => {
    const own = join(dir, '.vscode/extensions.json');
    await writeFile(own, '{}');
    const again = await trilens(['schema', '--vscode'], { cwd: dir });
    expect(again.out).toContain('goal.schema.json');
    expect(again.out).not.toContain('.vscode');
    expect(await readFile(own, 'utf8')).toBe('{}');
  });
});
