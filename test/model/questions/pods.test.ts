import { describe, expect, it } from 'vitest';
import { podLoad, podOf, podPace } from '#model/questions/pods.ts';
import type { Portal } from '#model/portal.ts';
import { judge, type Edit } from '../findings/healthy.ts';

const WATCH = 'content/initiatives/watch.mdx';
const TRIAL = 'content/initiatives/trial.mdx';
const portalOf = async (...edits: Edit[]): Promise<Portal> => (await judge(edits)).portal as Portal;
const pod = async (...edits: Edit[]) => {
  const portal = await portalOf(...edits);
  return podOf(
    portal.portfolio.initiatives.find(
      (one) => one.id === 'watch',
    ) as Portal['portfolio']['initiatives'][number],
    portal,
  );
};
const seat = async (role: string, ...edits: Edit[]) =>
  (await pod(...edits)).seats.find((one) => one.role === role);
const MEASURED: Edit[] = [
  [WATCH, 'itLead: { name: Ida }', 'itLead: { name: Ida, successMetric: acted }'],
  [WATCH, 'otLead: { name: Olaf }', 'otLead: { name: Olaf, successMetric: app-use }'],
  [WATCH, 'businessLead: { name: Bea }', 'businessLead: { name: Bea, successMetric: downtime }'],
  [
    WATCH,
    'executiveSponsor: { name: Stella }',
    'executiveSponsor: { name: Stella, successMetric: cost }',
  ],
];

describe('a seat of a pod', () => {
  it('shows its success metric with the newest value of the export, as pages show it', async () => {
    expect((await seat('otLead', ...MEASURED))?.measure).toEqual({
      id: 'app-use',
      title: 'Use of the app',
      value: '88.6 %',
    });
    const moved = await seat('otLead', ...MEASURED, [
      'data/app-use.csv',
      /(2026-09-28,B,)\d+/,
      '2026-09-28,B,10',
    ]);
    expect(moved?.measure?.value).not.toBe('88.6 %');
  });
  it('says what it answers for; the usual of its role stands in, and is marked as usual', async () => {
    expect(await seat('itLead')).toMatchObject({
      usual: true,
      responsibility: 'architecture, data flow, identity and security',
    });
    expect(
      await seat('itLead', [
        WATCH,
        'itLead: { name: Ida }',
        'itLead: { name: Ida, responsibility: the event stream }',
      ]),
    ).toMatchObject({ usual: false, responsibility: 'the event stream' });
  });
  it('names the other live pods of the same person, whatever stands behind the name', async () => {
    expect(
      (await seat('executiveSponsor', [TRIAL, 'name: Stella', 'name: "Stella, COO"']))?.alsoIn,
    ).toEqual([{ initiative: 'trial', title: 'Trial', role: 'Executive sponsor' }]);
    expect(
      (await seat('executiveSponsor', [TRIAL, 'phase: pilot\n', 'phase: pilot\nstatus: stopped\n']))
        ?.alsoIn,
    ).toEqual([]);
  });
});

describe('the gaps of a pod are named', () => {
  it('none where four roles are filled and measured, and somebody wrote down who decides', async () =>
    expect((await pod(...MEASURED)).gaps).toEqual([]));
  it('a missing role', async () =>
    expect((await pod(...MEASURED, [WATCH, /otLead: .*\n {2}/, ''])).gaps).toEqual([
      'Vacant: OT lead',
    ]));
  it('a missing success metric, by role', async () => {
    const [business, sponsor] = [MEASURED[2] as Edit, MEASURED[3] as Edit];
    expect((await pod(business, sponsor)).gaps).toEqual([
      'No success metric for IT lead and OT lead',
    ]);
  });
  it('one person who leads for two functions', async () =>
    expect(
      (await pod(...MEASURED, [WATCH, 'name: Bea, successMetric', 'name: Ida, successMetric']))
        .gaps,
    ).toEqual(['Ida leads for IT and Business']));
  it('two sponsors, since exactly one can decide', async () =>
    expect(
      (await pod(...MEASURED, [WATCH, 'name: Stella,', 'name: Stella and Max,'])).gaps,
    ).toEqual(['Two deciders: exactly one can decide']));
  it('decision rights that nobody wrote down, neither for the pod nor for a seat', async () => {
    const none: Edit = [WATCH, /decisionRights:\n {2}- .*\n/, ''];
    expect((await pod(...MEASURED, none)).gaps).toEqual([
      'Nobody has written down who decides what',
    ]);
    expect(
      (
        await pod(...MEASURED, none, [
          WATCH,
          'name: Ida, successMetric',
          'name: Ida, decisionRights: [names of events], successMetric',
        ])
      ).gaps,
    ).toEqual([]);
  });
  it('a decision that was asked for and not taken', async () => {
    const asked: Edit = [
      WATCH,
      'declaredStatus: on-course',
      'declaredStatus: on-course\ndecisionsOpen:\n  - { id: D-1, question: Which hall next?, decider: Plant manager, requested: 2026-09-01, neededBy: 2026-09-20 }',
    ];
    expect((await pod(...MEASURED, asked)).gaps).toEqual([
      'Waiting for a decision of Plant manager',
    ]);
    expect(podPace('watch', await portalOf(asked)).open).toBe(1);
  });
});

describe('the pods together', () => {
  it('who sits in how many live pods, the most loaded first', async () => {
    const load = podLoad(await portalOf([TRIAL, 'name: Ben', 'name: Stella']));
    expect(load[0]).toMatchObject({
      person: 'Otto',
      seats: [{ initiative: 'trial' }, { initiative: 'watch' }],
    });
    expect(load.find((one) => one.person === 'Stella')).toMatchObject({
      lenses: ['business'],
      seats: [{ role: 'Business lead' }, { role: 'Executive sponsor' }, { initiative: 'watch' }],
    });
  });
  it('how a pod decides: working days from the due day to the decision, and how much of it rests on evidence', async () => {
    expect(podPace('watch', await portalOf())).toEqual({
      decided: 1,
      medianDays: -1,
      supported: 1,
      open: 0,
    });
    expect(
      podPace('watch', await portalOf([WATCH, 'date: 2026-02-26', 'date: 2026-03-04'])),
    ).toMatchObject({ medianDays: 3 });
  });
});
