import { describe, expect, it } from 'vitest';
import { changesBetween, changesInBrief } from '#model/report/changesBetween.ts';
import { CHANGE_GROUPS, type ChangeGroup } from '#model/record/changes.ts';
import type { Goal } from '#model/record/goal.ts';
import { standingWordings } from '#model/report/wordingChanges.ts';
import type { Standing } from '#model/record/standing.ts';

const sites = [{ id: 'NORTH', name: 'North works', aliases: [], lines: [], closed: [], stops: [] }];

const standing = (more: Partial<Standing> = {}): Standing => ({
  asOf: '2026-09-07',
  gates: [
    {
      id: 'g1',
      initiative: 'early-signs',
      title: 'G1 of Early signs',
      due: '2026-10-01',
      state: 'open',
      position: 'undetermined',
      class: 'open',
      outcome: null,
      decided: null,
      decider: null,
    },
  ],
  signals: [],
  metrics: [
    {
      id: 'stops',
      title: 'Stops',
      target: '6.0 %',
      by: '2027-06-30',
      baseline: '8.0 %',
      definition: '1',
      reached: false,
      shown: '7.5 %',
    },
  ],
  values: [
    { metric: 'stops', site: null, periods: ['2026-07', '2026-08'], shown: ['7.9 %', '7.5 %'] },
  ],
  initiatives: [
    {
      id: 'early-signs',
      title: 'Early signs',
      phase: 'pilot',
      status: 'active',
      pod: { itLead: 'A. Data' },
    },
  ],
  roadmap: [{ id: 'sensors', title: 'Sensors', when: '2026-Q4', status: 'planned' }],
  findings: [
    {
      rule: 'export/quarantine',
      severity: 'warn',
      record: 'data/stops',
      path: 'data/#stops',
      title: 'stops',
      what: '3 of 90 rows were quarantined.',
    },
  ],
  friction: [{ id: 'F-1', title: 'No badge for the gate', severity: 1, to: 'ot' }],
  exports: [
    {
      name: 'stops',
      title: 'Stop log',
      freshness: 'fresh',
      failed: false,
      extracted: '2026-09-07',
    },
  ],
  ...more,
});

const changed = (after: Partial<Standing>, before: Partial<Standing> = {}) =>
  changesBetween(standing(before), { ...standing(), asOf: '2026-10-07', ...after }, sites).map(
    ({ group, tone, text }) => [group, tone, text],
  );
const gate = (more: object) => ({
  gates: [{ ...(standing().gates[0] as Standing['gates'][number]), ...more }],
});
const metric = (more: object) => ({
  metrics: [{ ...(standing().metrics[0] as Standing['metrics'][number]), ...more }],
});

const text = (more: object = {}) => ({
  texts: [
    {
      ...{ kind: 'playbook' as const, id: 'valve', title: 'Close a valve', revision: '1' },
      ...{ text: '1', rest: '2', steps: { Look: '3', Close: '4' }, ...more },
    },
  ],
});

describe('texts that say something else', () => {
  it('are named with the steps that changed and the revision that was issued', () => {
    const after = text({ text: '9', revision: '2', steps: { Look: '3', Close: '5', Lock: '6' } });
    expect(changed(after, text())).toEqual([
      [
        'texts',
        'neutral',
        'Playbook “Close a valve”: step 2 “Close” changed; step 3 “Lock” is new; revision 2 was issued.',
      ],
    ]);
  });

  it('are new, gone or unchanged, and unknown where the other day did not know of texts', () => {
    expect(changed(text(), { texts: [] }).map(([, , said]) => said)).toEqual([
      'Playbook “Close a valve”: new.',
    ]);
    expect(changed({ texts: [] }, text()).map(([, , said]) => said)).toEqual([
      'Playbook “Close a valve”: gone.',
    ]);
    expect(changed(text(), text())).toEqual([]);
    expect(changed(text(), {})).toEqual([]);
  });
});

const wording = (parts: Record<string, string>, kind: 'goal' | 'initiative' = 'goal') => ({
  wordings: [{ kind, id: 'scrap', title: 'Less scrap', parts }],
});

describe('goals and initiatives that say something else', () => {
  it('are named with the parts that changed, came or went', () => {
    const before = wording({ statement: '1', owner: '2', contributions: '3' });
    const after = wording({ statement: '9', owner: '8', 'stop rules': '4' });
    expect(changed(after, before)).toEqual([
      [
        'texts',
        'neutral',
        'Goal “Less scrap”: statement and owner changed; stop rules added; contributions removed.',
      ],
    ]);
  });
  it('are new, gone or unchanged, and unknown where the other day did not know of them', () => {
    const said = (after: Partial<Standing>, before: Partial<Standing>) =>
      changed(after, before).map(([, , words]) => words);
    const goal = wording({ statement: '1' });
    const none = { wordings: [] };
    expect(said(goal, none)).toEqual(['Goal “Less scrap”: new.']);
    expect(said(none, goal)).toEqual(['Goal “Less scrap”: gone.']);
    expect(said(goal, goal)).toEqual([]);
    expect(said(goal, {})).toEqual([]);
    // That an initiative is new is among the changes of initiatives.
    expect(said(wording({ text: '1' }, 'initiative'), none)).toEqual([]);
  });
  it('have a hash of each part that says something', () => {
    const goal = (statement: string): Goal => ({
      id: 'scrap',
      file: '',
      title: 'Less scrap',
      statement,
      guardrails: [],
      status: 'active',
      history: [],
      reasonNone: {},
      contributions: { business: [], it: [], ot: [] },
    });
    const parts = (statement: string) =>
      standingWordings({ goals: [goal(statement)], initiatives: [] })[0]?.parts;
    expect(Object.keys(parts('') ?? {})).toEqual(['title']);
    expect(Object.keys(parts('It costs twice') ?? {})).toEqual(['title', 'statement']);
    expect(parts('It costs twice')).not.toEqual(parts('It costs thrice'));
  });
});

describe('what changed between two builds', () => {
  it('the same standing a month later is no change', () => {
    expect(changed({})).toEqual([]);
  });

  it.each<[ChangeGroup, string, Partial<Standing>, string]>([
    [
      'gates',
      'good',
      gate({
        state: 'decided',
        class: 'supported',
        outcome: 'iterate',
        decided: '2026-10-01',
        decider: 'D. Sponsor',
      }),
      'G1 of Early signs: decided iterate by D. Sponsor on 1 October 2026.',
    ],
    [
      'gates',
      'bad',
      gate({
        state: 'decided',
        class: 'unsupported',
        outcome: 'advance',
        decided: '2026-10-01',
        decider: 'D. Sponsor',
      }),
      'G1 of Early signs: decided advance by D. Sponsor on 1 October 2026, further than the recorded evidence.',
    ],
    [
      'gates',
      'bad',
      gate({ state: 'overdue', class: 'overdue' }),
      'G1 of Early signs: past its date of 1 October 2026 without a decision.',
    ],
    [
      'gates',
      'good',
      gate({ position: 'supports-advance' }),
      'G1 of Early signs: the evidence says ready; before, there is not enough evidence yet.',
    ],
    [
      'signals',
      'bad',
      {
        signals: [
          {
            metric: 'stops',
            site: 'NORTH',
            title: 'Stops',
            kind: 'concern',
            since: '2026-08-01',
            shown: '9.9 %',
          },
        ],
      },
      'Stops at North works: worsening since August 2026, 9.9 %.',
    ],
    [
      'targets',
      'good',
      metric({ reached: true, shown: '5.9 %' }),
      'Stops: at its target of 6.0 %, 5.9 % after 7.5 %.',
    ],
    [
      'restated',
      'neutral',
      {
        values: [
          {
            metric: 'stops',
            site: null,
            periods: ['2026-07', '2026-08', '2026-09'],
            shown: ['7.9 %', '7.7 %', '7.4 %'],
          },
        ],
      },
      'Stops: reported as 7.5 % for 2026-08, now 7.7 %.',
    ],
    [
      'dates',
      'neutral',
      gate({ due: '2026-12-01' }),
      'G1 of Early signs: due 1 December 2026 instead of 1 October 2026.',
    ],
    [
      'dates',
      'neutral',
      { roadmap: [{ id: 'sensors', title: 'Sensors', when: '2027-Q1', status: 'planned' }] },
      'Sensors: 2027-Q1 instead of 2026-Q4.',
    ],
    [
      'definitions',
      'neutral',
      metric({ target: '7.0 %' }),
      'Stops: target 6.0 % by June 2027 became 7.0 % by June 2027.',
    ],
    [
      'initiatives',
      'bad',
      {
        initiatives: [
          {
            id: 'early-signs',
            title: 'Early signs',
            phase: 'pilot',
            status: 'stalled',
            pod: { itLead: 'A. Data' },
          },
        ],
      },
      'Early signs: stalled; before, active.',
    ],
    ['friction', 'good', { friction: [] }, 'Closed, F-1: No badge for the gate.'],
    [
      'people',
      'neutral',
      {
        initiatives: [
          {
            id: 'early-signs',
            title: 'Early signs',
            phase: 'pilot',
            status: 'active',
            pod: { itLead: 'E. New' },
          },
        ],
      },
      'Early signs: IT lead is E. New, after A. Data.',
    ],
    ['findings', 'good', { findings: [] }, 'Closed: stops: 3 of 90 rows were quarantined.'],
    [
      'exports',
      'bad',
      {
        exports: [
          {
            name: 'stops',
            title: 'Stop log',
            freshness: 'stale',
            failed: false,
            extracted: '2026-09-07',
          },
        ],
      },
      'Stop log: stale, last received 7 September 2026.',
    ],
  ])('%s, %s', (group, tone, after, text) => {
    expect(changed(after)).toContainEqual([group, tone, text]);
    expect(CHANGE_GROUPS).toContain(group);
  });

  it('a finding whose number moved is the same finding, and a second of its kind is a new one', () => {
    const aside = (what: string) => ({
      ...(standing().findings[0] as Standing['findings'][number]),
      what,
    });
    expect(changed({ findings: [aside('7 of 95 rows were quarantined.')] })).toEqual([]);
    expect(
      changed({
        findings: [aside('7 of 95 rows were quarantined.'), aside('Kiosk accounts are counted.')],
      }),
    ).toEqual([['findings', 'neutral', 'New: stops: Kiosk accounts are counted.']]);
  });

  it('a finding of a rule that the earlier build did not know, or that another group tells, is no news', () => {
    const found = (rule: string) => ({
      rule,
      severity: 'error' as const,
      record: 'data/stops',
      path: 'data/#stops',
      title: 'stops',
      what: 'x',
    });
    expect(
      changed(
        {
          rules: ['export/new-rule', 'export/quarantine'],
          findings: [...standing().findings, found('export/new-rule')],
        },
        { rules: ['export/quarantine'] },
      ),
    ).toEqual([]);
    expect(changed({ findings: [...standing().findings, found('export/stale')] })).toEqual([]);
  });

  it('in brief: changes and how many are for the worse, findings apart from them', () => {
    const since = { asOf: '2026-09-07', report: null };
    const brief = (after: Partial<Standing>) =>
      changesInBrief({
        since,
        list: changesBetween(standing(), { ...standing(), ...after }, sites),
      });
    expect(brief({})).toBe('Nothing changed');
    expect(brief({ findings: [] })).toBe('Nothing changed; no findings new, one closed');
    expect(brief({ ...gate({ state: 'overdue', class: 'overdue' }), friction: [] })).toBe(
      'Two changes, one for the worse',
    );
  });

  it('a review that was decided before the other day is history and no news', () => {
    expect(
      changed({
        gates: [
          ...standing().gates,
          {
            id: 'g0',
            initiative: 'early-signs',
            title: 'G0 of Early signs',
            due: '2026-01-01',
            state: 'decided',
            position: 'supports-advance',
            class: 'supported',
            outcome: 'advance',
            decided: '2026-01-05',
            decider: 'D. Sponsor',
          },
        ],
      }),
    ).toEqual([]);
  });

  it('a signal that ended is said as well', () => {
    expect(
      changed(
        {},
        {
          signals: [
            {
              metric: 'stops',
              site: null,
              title: 'Stops',
              kind: 'concern',
              since: '2026-06-01',
              shown: '9 %',
            },
          ],
        },
      ),
    ).toEqual([['signals', 'neutral', 'Stops: the signal of worsening has ended.']]);
  });
});
