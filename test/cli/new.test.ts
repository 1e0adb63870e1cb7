import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withGate } from '#cli/new/gate.ts';
import { ROOT, trilens } from './trilens.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-new-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
});
afterAll(() => rm(dir, { recursive: true, force: true }));
const written = (...args: string[]) => trilens(['new', ...args], { cwd: dir });
const file = (path: string) => readFile(join(dir, 'content', path), 'utf8');

describe('trilens new', () => {
  it('writes every kind of record so that it is read at once, and nothing else is changed', async () => {
    const before = await file('initiatives/early-signs.mdx');
    const metric = await written(
      ...['metric', 'stop-hours', '--export', 'stops', '--column', 'stop_hours'],
      ...['--direction', 'down', '--title', 'Hours: stopped'],
    );
    expect(metric).toMatchObject({ code: 0, err: '' });
    expect(metric.out).toContain('Its page would say: Improved since June 2026.');
    expect(await file('metrics/stop-hours.yaml')).toMatch(
      /title: "Hours: stopped"[\s\S]*date: week .*\ndimensions: \{ site: plant \}\nvalue: \{ sum: stop_hours \}\n/,
    );
    for (const args of [
      ['site', 'EAST', '--zone', 'Europe/Paris', '--alias', 'E01,E1'],
      ['goal', 'faster', '--metric', 'stop-hours', '--owner', 'Head of plant'],
      ['initiative', 'second', '--goal', 'faster', '--site', 'EAST'],
      ['playbook', 'how-to', '--goal', 'faster,fewer-stops'],
      [
        'gate',
        'early-g2',
        '--initiative',
        'early-signs',
        '--due',
        '2027-03-15',
        '--metric',
        'stop-hours',
      ],
      ['gate', 'second-g1', '--initiative', 'second', '--due', '2027-03-15'],
      ['report', '--kind', 'monthly', '--period', '2026-09'],
    ])
      expect(await written(...args), args.join(' ')).toMatchObject({ code: 0, err: '' });
    const after = await file('initiatives/early-signs.mdx');
    const gate =
      '  - id: early-g2\n    phase: pilot\n    due: 2027-03-15\n    criteria:\n      - { id: stop-hours, metric: stop-hours, must: improved }\n';
    expect(after).toContain(gate);
    expect(after.replace(gate, '')).toBe(before);
    const checked = await trilens(['check'], { cwd: dir });
    expect(checked.code).toBe(0);
    expect(checked.out).toContain('0 problems');
  });

  it.each([
    [
      ['gaol', 'x'],
      'There is no kind "gaol": goal, metric, initiative, gate, playbook, report, site, workbook. Did you mean "goal"?',
    ],
    [['goal'], 'trilens new goal takes one id'],
    [['goal', 'Fewer stops'], 'it must be letters, digits and hyphens'],
    [
      ['goal', 'fewer-stops'],
      'content/goals/fewer-stops.yaml is there already; nothing is overwritten.',
    ],
    [
      ['metric', 'x', '--export', 'stop'],
      'There is no export "stop". The exports of data/datapackage.json are stops, alerts, friction.',
    ],
    [
      ['metric', 'x', '--export', 'stops', '--column', 'plant'],
      '"plant" is no column of numbers of the export "stops"',
    ],
    [
      ['gate', 'x', '--initiative', 'early-sings', '--due', '2027-01-01'],
      'There is no content/initiatives/early-sings.mdx',
    ],
    [
      ['gate', 'x', '--initiative', 'early-signs', '--due', 'March'],
      '--due is "March"; it must be a date',
    ],
    [
      ['gate', 'early-signs-g1', '--initiative', 'early-signs', '--due', '2027-01-01'],
      'has "early-signs-g1" already',
    ],
    [['site', 'NORTH'], 'content/sites.yaml has "NORTH" already'],
  ])('refuses %j and says what to write', async (args, message) => {
    const { code, err } = await written(...args);
    expect(code).toBe(64);
    expect(err).toContain(message);
  });
});

describe('a gate that is added to an initiative', () => {
  const entry = ['  - id: g2', '    due: 2027-01-01'];
  it.each([
    [
      '---\ntitle: A\n---\nText',
      '---\ntitle: A\ngates:\n  - id: g2\n    due: 2027-01-01\n---\nText',
    ],
    [
      '---\ngates:\n  - id: g1\n\n# who\npod:\n  itLead: A\n---\n',
      '---\ngates:\n  - id: g1\n  - id: g2\n    due: 2027-01-01\n\n# who\npod:\n  itLead: A\n---\n',
    ],
    ['---\ngates: []\n---\n', null],
    [
      '---\ngates:\n- id: g1 # first\n---\n',
      '---\ngates:\n- id: g1 # first\n- id: g2\n  due: 2027-01-01\n---\n',
    ],
    [
      '---\r\ngates:\r\npod: A\r\n---\r\n',
      '---\r\ngates:\r\n  - id: g2\r\n    due: 2027-01-01\r\npod: A\r\n---\r\n',
    ],
    ['no front matter', null],
  ])('%j', (before, after) => expect(withGate(before, entry)).toBe(after));
});
