import { expect, it } from 'vitest';
import { computeMetrics } from '#model/metric/computeMetric.ts';
import { followedBy } from '#model/playbook/followed.ts';
import type { Playbook } from '#model/record/playbook.ts';
import type { Site } from '#model/record/site.ts';
import { week, weeks, world } from '../gate/evidence.ts';

const playbook = (provedAt: Playbook['provedAt']): Playbook => ({
  ...{ id: 'p', file: 'content/playbooks/p.mdx', title: 'P', summary: '', lenses: [], tags: [] },
  ...{ goals: [], metrics: ['use'], initiatives: [], reviewEveryDays: 365, order: 100 },
  ...{ revisions: [], approvedBy: [], approvals: [], resetEvery: 'never', body: [], headings: [] },
  provedAt,
});
const site = (id: string): Site => ({
  ...{ id, name: `Plant ${id}`, aliases: [], lines: [], closed: [], stops: [] },
});
const sites = ['A', 'B', 'C'].map(site);

/** A rises from 20 to 40 per cent six weeks ago; B stays where it was. */
const { portfolio } = world({
  cells: [
    ...weeks('A', [21, 19, 20, 22, 18, 20, 41, 39, 40, 42, 38, 40]),
    ...weeks('B', [21, 19, 20, 22, 18, 20, 21, 19, 20, 22, 18, 20]),
  ],
});
const metrics = computeMetrics(portfolio);
const asOf = portfolio.asOf;

it('a plant that follows is compared before and since, beside one that does not yet', () => {
  const since = week(5);
  const followed = followedBy(
    playbook([{ site: 'A', since, revision: '2' }]),
    metrics,
    sites,
    asOf,
  );
  expect(followed?.plants).toEqual([{ site: 'Plant A', since, revision: '2' }]);
  const [use] = followed?.metrics ?? [];
  expect(use?.courses.map((one) => [one.site, one.since])).toEqual([
    ['Plant A', since],
    ['Plant B', null],
  ]);
  expect(use?.courses[0]?.sentence).toMatch(/^\+20\.0 points since/);
  expect(use?.courses[1]?.sentence).toMatch(/^no clear change since/);
});

it('a plant that follows since nobody knows when is on neither side', () => {
  const entries = [{ site: 'A', since: week(5) }, { site: 'B' }];
  const followed = followedBy(playbook(entries), metrics, sites, asOf);
  expect(followed?.plants.map(({ site, since }) => [site, since])).toEqual([
    ['Plant A', week(5)],
    ['Plant B', null],
  ]);
  expect(followed?.metrics[0]?.courses.map((one) => one.site)).toEqual(['Plant A']);
});

it('a day that has not come is not known yet, and without a plant nothing is said', () => {
  expect(
    followedBy(playbook([{ site: 'A', since: '2199-01-01' }]), metrics, sites, asOf),
  ).toBeNull();
  expect(followedBy(playbook([]), metrics, sites, asOf)).toBeNull();
});
