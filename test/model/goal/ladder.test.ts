import { describe, expect, it } from 'vitest';
import {
  goalLadder,
  initiativeLadder,
  itemLadder,
  metricLadder,
  type Ladder,
} from '#model/goal/ladder.ts';
import type { Portal } from '#model/portal.ts';
import { judge, type Edit } from '../findings/healthy.ts';

const WATCH = 'content/initiatives/watch.mdx';
const TRIAL = 'content/initiatives/trial.mdx';
const ITEMS = 'content/roadmap/all.yaml';
const portalOf = async (...edits: Edit[]): Promise<Portal> => {
  const { portal, problems } = await judge(edits);
  expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
  return portal as Portal;
};
/** `Watch > Unplanned stops > Cost per unit`: one line a way. */
const up = (ladder: Ladder) => ladder.up.map((way) => way.map((rung) => rung.title).join(' > '));
const down = (ladder: Ladder) =>
  Object.fromEntries(ladder.down.map(({ name, rungs }) => [name, rungs.map((rung) => rung.title)]));
const orphansOf = (portal: Portal) => portal.orphans.map(({ kind, id }) => `${kind}/${id}`);
const metricFile = (title: string, value: string, more = ''): string =>
  `title: ${title}\ntype: outcome\ndirection: down\nunit: EUR\ngrain: month\nexport: cost\ndate: period\ndimensions: { site: site }\nvalue: ${value}\n${more}`;

describe('the ladder from a metric', () => {
  it('leads up by the goals that name it and the initiatives that move it, each to the North Star', async () => {
    expect(up(metricLadder('downtime', await portalOf()))).toEqual([
      'Cost per unit',
      'Unplanned stops > Cost per unit',
      'Trial > Unplanned stops > Cost per unit',
      'Watch > Unplanned stops > Cost per unit',
      'Watch > Cost per unit',
    ]);
  });
  it('leads up through the metric that it moves early, when nothing else uses it', async () => {
    const portal = await portalOf([
      'content/metrics/clicks.yaml',
      null,
      metricFile(
        'Clicks',
        '{ sum: a }',
        'leads:\n  - { metric: acted, lagWeeks: 2, mechanism: who clicks acts }\n',
      ),
    ]);
    expect(up(metricLadder('clicks', portal))).toEqual([
      'Alerts acted on > Unplanned stops > Cost per unit',
    ]);
    expect(down(metricLadder('acted', portal))['Leading indicators']).toContain('Clicks');
    expect(orphansOf(portal)).toEqual([]);
  });
  it('leads up through the formula that it is a part of, and down from the formula to its parts', async () => {
    const portal = await portalOf(
      ['content/metrics/spend.yaml', null, metricFile('Spend', '{ sum: a }')],
      [
        'content/metrics/share.yaml',
        null,
        metricFile('Spend by cost', '{ formula: "spend / cost" }'),
      ],
      ['content/goals/cost.yaml', 'guardrails: [yield]', 'guardrails: [yield, share]'],
    );
    expect(up(metricLadder('spend', portal))).toEqual(['Spend by cost > Cost per unit']);
    expect(down(metricLadder('share', portal))).toEqual({
      'Made of': ['Spend', 'Cost of a good unit'],
    });
  });
  it('ends where two metrics only move each other', async () => {
    const leads = (other: string) =>
      `leads:\n  - { metric: ${other}, lagWeeks: 2, mechanism: round and round }\n`;
    const portal = await portalOf(
      ['content/metrics/a.yaml', null, metricFile('A', '{ sum: a }', leads('b'))],
      ['content/metrics/b.yaml', null, metricFile('B', '{ sum: a }', leads('a'))],
    );
    expect([up(metricLadder('a', portal)), up(metricLadder('b', portal))]).toEqual([[], []]);
    expect(orphansOf(portal)).toEqual(['metric/a', 'metric/b']);
  });
  it('leads down to the export that it is drawn from', async () => {
    expect(metricLadder('downtime', await portalOf()).down.at(-1)).toMatchObject({
      name: 'Drawn from',
      rungs: [{ kind: 'export', id: 'downtime', path: 'data/#downtime' }],
    });
  });
});

describe('the ladder from an item of the roadmap', () => {
  it('leads up by its initiative and its own goals to the North Star, and down to what it needs', async () => {
    const portal = await portalOf();
    expect(up(itemLadder('B-1', portal))).toEqual(['Watch > Unplanned stops > Cost per unit']);
    expect(down(itemLadder('B-1', portal))).toEqual({
      Needs: ['Event stream', 'Sensors on the lines'],
    });
  });
  it('leads up by the goals of its initiative where it names none', async () => {
    const portal = await portalOf([
      ITEMS,
      /initiative: watch\n {2}goals: \[stops\]\n {2}owner: Ida/,
      'initiative: watch\n  owner: Ida',
    ]);
    expect(up(itemLadder('IT-1', portal))).toEqual([
      'Watch > Unplanned stops > Cost per unit',
      'Watch > Cost per unit',
    ]);
  });
  it('leads up by what needs it where it has neither, and is no orphan', async () => {
    const portal = await portalOf(
      [ITEMS, 'needs: [IT-1, OT-1]', 'needs: [IT-1, OT-1, IT-2]'],
      [
        ITEMS,
        null,
        '- { id: IT-2, title: Switches, layer: it, owner: Ida, when: 2026-Q4, needs: [IT-3] }\n- { id: IT-3, title: Cables, layer: it, owner: Ida, when: 2026-Q4 }\n',
      ],
    );
    expect(up(itemLadder('IT-3', portal))).toEqual([
      'Switches > Stops down to 8.5 % > Watch > Unplanned stops > Cost per unit',
    ]);
    expect(orphansOf(portal)).toEqual([]);
  });
  it('leads nowhere for work that serves nothing, which is shown as an orphan', async () => {
    const portal = await portalOf([
      ITEMS,
      null,
      '- { id: X, title: A tool, layer: it, owner: Ida, when: 2026-Q4 }\n',
    ]);
    expect(up(itemLadder('X', portal))).toEqual([]);
    expect(portal.orphans).toEqual([{ kind: 'roadmap', id: 'X', title: 'A tool' }]);
  });
});

describe('the ladder from an initiative', () => {
  it('leads up by its goals, and down to its items and metrics, each with its address', async () => {
    const ladder = initiativeLadder('watch', await portalOf());
    expect(up(ladder)).toEqual(['Unplanned stops > Cost per unit', 'Cost per unit']);
    expect(down(ladder)).toEqual({
      'Delivered by roadmap items': [
        'Stops down to 8.5 %',
        'Event stream',
        'Sensors on the lines',
        'Training of the shifts',
      ],
      'Measured by': [
        'Use of the app',
        'Alerts acted on',
        'Unplanned downtime',
        expect.any(String),
      ],
    });
    expect(ladder.down.flatMap((group) => group.rungs.map((rung) => rung.path))).toEqual(
      expect.arrayContaining(['roadmap/#IT-1', 'metrics/acted/']),
    );
  });
  it('leads nowhere without a goal, which is shown as an orphan', async () => {
    const portal = await portalOf([TRIAL, 'goals: [stops]', 'goals: []']);
    expect(up(initiativeLadder('trial', portal))).toEqual([]);
    expect(orphansOf(portal)).toContain('initiative/trial');
  });
});

describe('the ladder down again', () => {
  it('goes from the North Star to its goals, initiatives and metric, and from there to everything that has a way up', async () => {
    const portal = await portalOf([
      ITEMS,
      null,
      '- { id: OT-9, title: Meters, layer: ot, owner: Olaf, when: 2026-Q4, goals: [stops] }\n',
    ]);
    expect(down(goalLadder('cost', portal))).toEqual({
      'Measured by': ['Cost of a good unit'],
      'Delivered by goals': ['Unplanned stops'],
      'Delivered by initiatives': ['Watch'],
    });
    expect(down(goalLadder('stops', portal))).toEqual({
      'Measured by': ['Unplanned downtime'],
      'Delivered by initiatives': ['Trial', 'Watch'],
      'Delivered by roadmap items': ['Meters'],
    });
  });
  it('a goal beside the North Star is shown as an orphan; a retired one is not', async () => {
    const wish = (more: string): Edit => [
      'content/goals/wish.yaml',
      null,
      `title: Wish\nstatement: Cut waste.\n${more}`,
    ];
    expect(orphansOf(await portalOf(wish('')))).toEqual(['goal/wish']);
    expect(orphansOf(await portalOf(wish('status: retired\n')))).toEqual([]);
    expect(orphansOf(await portalOf(wish('parent: cost\n')))).toEqual([]);
  });
  it('nothing of the healthy portfolio is an orphan', async () =>
    expect(orphansOf(await portalOf([WATCH, 'title: Watch', 'title: Watch']))).toEqual([]));
});
