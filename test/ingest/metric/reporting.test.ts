import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { composePortal } from '#site/compose.ts';

let root: string;
const TOTAL =
  'title: Stopped hours\ntype: outcome\ndirection: down\nexport: stops\ndate: week\nowner: A\nsteward: B\nvalue: { sum: stop_hours }\ngrain: week\n';
const stops = () => join(root, 'data/stops.csv');
const edit = async (change: (text: string) => string) =>
  writeFile(stops(), change(await readFile(stops(), 'utf8')));
const compose = async () => {
  const { portal } = await composePortal({
    contentDir: join(root, 'content'),
    dataDir: join(root, 'data'),
    cacheDir: join(await mkdtemp(join(tmpdir(), 'trilens-cache-'))),
    asOf: '2026-10-28',
  });
  const of = (id: string) => portal?.metrics.get(id) as NonNullable<ReturnType<typeof state>>;
  const state = (id: string) => portal?.metrics.get(id);
  return { portal, total: of('total'), bare: of('bare'), rate: of('unplanned-stops') };
};
/** The newest complete `weeks` of the south are gone, or their hours are empty. */
const without = (weeks: number, how: 'row' | 'value') =>
  edit((text) => {
    const lines = text.trimEnd().split('\n');
    const south = lines
      .filter((line) => /^2\S+,S01,/.test(line) && line < '2026-10-20')
      .slice(-weeks);
    return `${lines
      .flatMap((line) =>
        !south.includes(line) ? [line] : how === 'row' ? [] : [line.replace(/(,S01,)[\d.]+/, '$1')],
      )
      .join('\n')}\n`;
  });

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'trilens-open-end-'));
  await cp('src/cli/starter', root, { recursive: true });
  await writeFile(
    join(root, 'content/metrics/total.yaml'),
    `${TOTAL}dimensions: { site: plant }\n`,
  );
  await writeFile(join(root, 'content/metrics/bare.yaml'), TOTAL);
});

describe('a plant that is missing at the end of the series', () => {
  it.each([
    [1, 'row'],
    [1, 'value'],
    [4, 'row'],
    [8, 'value'],
  ] as const)(
    'in its newest %i weeks, as a missing %s, makes no total of the others',
    async (weeks, how) => {
      const whole = await compose();
      await without(weeks, how);
      const { total, rate } = await compose();
      const newest = whole.total.all.periods.length - 1;
      expect(total.all.periods).toHaveLength(newest + 1);
      expect(total.all.latest).toEqual(whole.total.all.series[newest - weeks]);
      expect(total.all.point(newest)).toMatchObject({ value: null, lacks: ['SOUTH'] });
      // The plant that did report is shown as it is.
      expect(total.bySite.find(({ site }) => site === 'NORTH')?.latest?.period).toBe(
        whole.total.all.latest?.period,
      );
      const after = total.all.latest?.period ?? '';
      for (const { all, confidence, doubts } of [total, rate]) {
        expect(all.latest?.period).toBe(after);
        expect(all.signals.filter(({ period }) => period > after)).toEqual([]);
        expect(confidence.label).not.toBe('A');
        expect(doubts.join(' ')).toMatch(/no total: South plant did not report/);
      }
      expect(whole.total.confidence.label).toBe('A');
      expect(whole.total.doubts.join(' ')).not.toContain('no total');
    },
  );
  it('is missed by a metric that knows no sites, from the rows of its export', async () => {
    await without(2, 'row');
    const { bare, total } = await compose();
    expect(bare.all.latest?.period).toBe(total.all.latest?.period);
    expect(bare.doubts.join(' ')).toContain('South plant did not report');
  });
  it('within the series makes a total that is too low, which is a doubt beside it', async () => {
    await edit((text) => {
      const south = text.split('\n').filter((line) => /^2\S+,S01,/.test(line));
      return text.replace(`${south.at(-6)}\n`, '');
    });
    const { total, rate } = await compose();
    expect(total.doubts.join(' ')).toMatch(
      /The value of .* lacks South plant, which did not report then\./,
    );
    expect(total.doubts.join(' ')).not.toContain('no total');
    expect(rate.all.latest).not.toBeNull();
  });
  it('leaves what is computed from the total without one, and with the same doubt', async () => {
    await writeFile(
      join(root, 'content/metrics/double.yaml'),
      'title: Double\ntype: outcome\ndirection: down\nvalue: { formula: "2 * total" }\ngrain: week\n',
    );
    await without(1, 'value');
    const { portal, total } = await compose();
    const double = portal?.metrics.get('double');
    expect(double?.all.latest?.period).toBe(total.all.latest?.period);
    expect(double?.doubts.join(' ')).toContain('South plant did not report');
  });
  it('is no headline: nothing has improved by it', async () => {
    await without(1, 'value');
    const { portal } = await compose();
    expect(JSON.stringify(portal?.answers)).not.toContain('topped hours improved');
  });
});

it('a site that was promised and never reported leaves a total of which nothing is concluded', async () => {
  const contract = join(root, 'data/datapackage.json');
  const text = await readFile(contract, 'utf8');
  await writeFile(contract, text.replace('["NORTH", "SOUTH"]', '["NORTH", "SOUTH", "EAST"]'));
  await writeFile(
    join(root, 'content/sites.yaml'),
    `${await readFile(join(root, 'content/sites.yaml'), 'utf8')}- { id: EAST, name: East plant }\n`,
  );
  const { total } = await compose();
  expect(total.all).toMatchObject({ signals: [], variation: 'unknown' });
  expect(total.all.limitsAbsent).toBe(
    'East plant is expected and never reported, so this is no total',
  );
  expect(total.bySite.every(({ limits }) => limits.length > 0)).toBe(true);
  expect(total.confidence).toEqual({ label: 'C', weakest: 'East plant never reported' });
});
