import { existsSync } from 'node:fs';
import { glob, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { overBudget } from '#publish/pages/pageBudget.ts';
import { portalSize, writeLargePortfolio } from '../bench/largePortfolio.ts';
import { trilens } from '../cli/trilens.ts';

let dir: string;
let out: string;
const read = (path: string) => readFile(join(out, path), 'utf8');

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-large-'));
  out = join(dir, 'out');
  await writeLargePortfolio(dir, { ...portalSize(0.1), items: 260 });
  const folders = ['--content', join(dir, 'content'), '--data', join(dir, 'data')];
  const cache = ['--cache', join(dir, 'cache')];
  const { code, err } = await trilens(['build', ...folders, ...cache, '--out', out]);
  expect(err).toBe('');
  expect(code).toBe(0);
}, 900_000);
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('a large portfolio', () => {
  it('has no page that a tablet opens slowly, the gallery of the guide apart', async () => {
    const heavy: string[] = [];
    for await (const file of glob('**/*.html', { cwd: out }))
      if (overBudget(file, await readFile(join(out, file)))) heavy.push(file);
    expect(heavy.filter((file) => !file.startsWith('guide/'))).toEqual([]);
  });

  it('lists its findings by initiative and kind, each on a page of its own', async () => {
    const findings = await read('findings/index.html');
    expect(findings).toContain('/findings/of/initiative-3/');
    expect(findings).not.toContain('data-finding-filters');
    expect(await read('findings/of/initiative-3/index.html')).toContain('data-finding');
    expect(await read('findings/of/records-playbooks/index.html')).toContain('data-finding');
  });

  it('lists its playbooks in pages, and leads to the search for one', async () => {
    expect(await read('playbooks/index.html')).toContain('search/?kind=playbook');
    const cards = await Promise.all(
      ['playbooks/', 'playbooks/list/2/', 'playbooks/list/3/'].map(
        async (path) => (await read(`${path}index.html`)).match(/class="playbook-card"/g)?.length,
      ),
    );
    expect(cards).toEqual([200, 200, 100]);
    expect(existsSync(join(out, 'playbooks/list/4'))).toBe(false);
  });

  it('draws no roadmap that nobody can read, and tells each item in full where its initiative is', async () => {
    const whole = await read('roadmap/index.html');
    expect(whole).toContain('260 items are too many for one drawing');
    expect(whole).not.toContain('data-map');
    expect(whole).toContain('/roadmap/initiative/initiative-3/#item-3');
    const own = await read('roadmap/initiative/initiative-3/index.html');
    expect(own).toContain('id="item-3"');
    expect(own).toContain('data-map');
  });

  it('shows the newest numbers beside each of many charts, and says where the others are', async () => {
    const metric = await read('metrics/metric-1/index.html');
    expect(metric).toMatch(/The newest numbers; 1\d\d\sweeks before them\s+are in the Excel/);
  });
});
