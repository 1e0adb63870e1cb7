import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MetricState } from '#model/metric/metricState.ts';
import { usageByRole, usageSentence } from '#model/metric/usageByRole.ts';
import { composePortal } from '#site/compose.ts';

const AS_OF = '2026-02-20';
const WEEKS = ['2026-01-26', '2026-02-02', '2026-02-09'];
/** Users of people asked to use it, by role and site. */
const USE = {
  analyst: { A: [18, 20], B: [9, 10] },
  'shift-lead': { A: [3, 30], B: [1, 12] },
  planner: { A: [2, 3], B: [4, 9] },
} as const;
const rows = WEEKS.flatMap((week) =>
  Object.entries(USE).flatMap(([role, sites]) =>
    Object.entries(sites).map(([site, [used, of]]) => `${week},${site},${role},${used},${of}`),
  ),
);
const FILES: Record<string, string> = {
  'content/portfolio.yaml': 'name: Small\n',
  'content/sites.yaml': '- { id: A, name: Alpha }\n- { id: B, name: Beta }\n',
  'content/metrics/wall-use.yaml':
    'title: Wall use\ntype: adoption\ndirection: up\nunit: "%"\nexport: use\ndate: week\ngrain: week\nspc: none\ndimensions: { site: site, role: role }\nvalue: { ratio: { numerator: { sum: used }, denominator: { sum: of } } }\n',
  'data/datapackage.json': JSON.stringify({
    resources: [
      {
        name: 'use',
        path: 'use.csv',
        schema: {
          fields: [
            { name: 'week', type: 'date' },
            { name: 'site' },
            { name: 'role' },
            { name: 'used', type: 'number' },
            { name: 'of', type: 'number' },
          ],
        },
        trilens: { site: 'site' },
      },
    ],
  }),
  'data/use.csv': `week,site,role,used,of\n${rows.join('\n')}\n`,
};

async function compose(changes: Record<string, string> = {}): Promise<MetricState> {
  const root = await mkdtemp(join(tmpdir(), 'trilens-role-'));
  for (const [name, text] of Object.entries({ ...FILES, ...changes })) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  const { portal, problems } = await composePortal({
    contentDir: join(root, 'content'),
    dataDir: join(root, 'data'),
    cacheDir: join(root, 'cache'),
    asOf: AS_OF,
  });
  expect(problems).toEqual([]);
  return portal?.metrics.get('wall-use') as MetricState;
}

describe('use of a tool by role', () => {
  let state: MetricState;
  beforeAll(async () => {
    state = await compose();
  });

  it('is a ratio of sums over sites, and all roles together are the sum of the roles that are told', () => {
    const shiftLeads = state.byRole.find((scope) => scope.role === 'shift-lead');
    expect(shiftLeads?.latest?.value).toBeCloseTo((100 * 4) / 42, 9);
    expect(state.all.latest?.value).toBeCloseTo((100 * 35) / 81, 9);
    expect(state.bySite.find((scope) => scope.site === 'A')?.latest?.value).toBeCloseTo(
      (100 * 21) / 50,
      9,
    );
  });

  it('leaves a small group out of every total that would tell it by a difference, and in those in which it cannot be told from another', async () => {
    const planners = state.byRole.find((scope) => scope.role === 'planner')?.latest;
    expect([planners?.numerator, planners?.denominator]).toEqual([4, 9]);
    const five = await compose({
      'data/use.csv': FILES['data/use.csv']?.replaceAll(
        ',A,planner,2,3',
        ',A,planner,2,5',
      ) as string,
    });
    expect(five.bySite.find((scope) => scope.site === 'A')?.latest?.denominator).toBe(55);
    const two = await compose({
      'data/use.csv': `${FILES['data/use.csv']}${WEEKS.map((week) => `${week},A,fitter,1,4`).join('\n')}\n`,
    });
    const alpha = two.bySite.find((scope) => scope.site === 'A')?.latest;
    expect([alpha?.numerator, alpha?.denominator]).toEqual([24, 57]);
    expect(two.byRole.find((scope) => scope.role === 'fitter')?.latest).toBeNull();
  });

  it('shows the tool that analysts use and shift leads ignore, at which site', () => {
    const uses = usageByRole(state, AS_OF, 5);
    expect(uses.map((use) => use.name)).toEqual(['Analyst', 'Planner', 'Shift lead']);
    expect(
      uses[2]?.bySite.map(({ site, point }) => [site, point?.numerator, point?.denominator]),
    ).toEqual([
      ['A', 3, 30],
      ['B', 1, 12],
    ]);
    expect(usageSentence(state, uses)).toBe(
      'Most used by the role analyst (90.0 %), least by shift lead (9.5 %): more apart than chance explains.',
    );
  });

  it('never tells of a group smaller than the portfolio allows, and says that it withholds', () => {
    const planners = usageByRole(state, AS_OF, 5).find((use) => use.role === 'planner');
    expect(planners?.bySite[0]?.point).toMatchObject({
      withheld: true,
      value: null,
      numerator: null,
      denominator: null,
    });
    expect(planners?.bySite[1]?.point).toMatchObject({ value: expect.closeTo(44.4, 1) });
  });

  it('withholds a small group wherever use is shown', async () => {
    const small = await compose({ 'content/portfolio.yaml': 'name: Small\nminGroupSize: 60\n' });
    expect(
      small.bySite.every(
        (scope) =>
          scope.latest === null &&
          scope.series.every((point) => point.value === null && point.withheld),
      ),
    ).toBe(true);
    expect(small.all.latest?.value).toBeCloseTo((100 * 37) / 84, 9);
  });

  it('counts a total that a site reports beside its roles once', async () => {
    const totals = WEEKS.flatMap((week) => [`${week},A,,23,53`, `${week},B,,14,31`]);
    const both = await compose({
      'data/use.csv': `week,site,role,used,of\n${[...rows, ...totals].join('\n')}\n`,
    });
    expect(both.all.latest?.value).toBeCloseTo((100 * 37) / 84, 9);
    expect(both.all.latest?.denominator).toBe(84);
  });
});

describe('values of the past that a later dump rewrites', () => {
  it('are listed; what they were of fewer people than the portfolio allows is withheld, on the page, in JSON and among the findings', async () => {
    const root = await mkdtemp(join(tmpdir(), 'trilens-restated-'));
    const write = async (name: string, text: string) => {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), text);
    };
    const read = () =>
      composePortal({
        contentDir: join(root, 'content'),
        dataDir: join(root, 'data'),
        cacheDir: join(root, 'cache'),
        asOf: AS_OF,
      });
    for (const [name, text] of Object.entries(FILES)) await write(name, text);
    await write(
      'data/use.csv',
      'week,site,role,used,of\n2026-01-26,A,all,18,20\n2026-01-26,B,all,2,3\n2026-02-02,A,all,18,20\n2026-02-02,B,all,2,3\n',
    );
    await read();
    await write(
      'data/use.csv',
      'week,site,role,used,of\n2026-01-26,A,all,16,20\n2026-01-26,B,all,1,3\n2026-02-02,A,all,18,20\n2026-02-02,B,all,2,3\n',
    );
    const { portal } = await read();
    const restated = portal?.portfolio.exports[0]?.restated ?? [];
    expect(restated.find((value) => value.site === 'A')).toMatchObject({
      column: 'used',
      old: 18,
      new: 16,
    });
    expect(restated.find((value) => value.site === 'B')).toMatchObject({
      column: 'used',
      old: null,
      new: null,
      withheld: true,
    });
    expect(portal?.findings.find((finding) => finding.rule === 'export/overwritten')?.what).toMatch(
      /The past was rewritten/,
    );
  });
});
