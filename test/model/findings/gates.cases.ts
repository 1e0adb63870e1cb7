import type { Case, Edit } from './healthy.ts';

const WATCH = 'content/initiatives/watch.mdx';
const TRIAL = 'content/initiatives/trial.mdx';
const SITES = 'content/sites.yaml';
const FRICTION = 'data/friction.csv';

/** A further review of the trial, decided in September. */
const review = (text: string): Edit => [
  TRIAL,
  'gates:\n',
  `gates:\n  - id: extra\n    phase: pilot\n    due: 2026-09-11\n    sites: [B]\n    only: true\n${text}`,
];
const VALIDATED =
  '    criteria:\n      - { id: validated, title: Operators validated it, kind: checkpoint, operators: 5, shifts: 2 }\n';
const UNMET =
  '    criteria:\n      - { id: validated, title: Fifty operators validated it, kind: checkpoint, operators: 50, shifts: 2 }\n';
const SIGNED = `    signOffs:\n${['it-lead, name: Ingo', 'ot-lead, name: Ole', 'business-lead, name: Ben'].map((who) => `      - { role: ${who}, date: 2026-09-09, verdict: agree }\n`).join('')}`;
const ADVANCE =
  '    decision:\n      outcome: advance\n      date: 2026-09-10\n      decider: Stella\n';
const override = (more: string) =>
  `${ADVANCE}      reason: the licence period began\n      override: { criteria: [validated], reason: asked for, acceptedBy: Cora, ${more} }\n`;

export const gateCases: Case[] = [
  {
    rule: 'gate/not-locked',
    when: 'the window is open and nothing is locked',
    edits: [[TRIAL, / {4}locked: .*\n/, '']],
    record: 'initiatives/trial',
    at: '- id: trial-g1',
  },
  {
    rule: 'gate/moved-criteria',
    when: 'the threshold moved after the lock',
    edits: [[TRIAL, 'must: ">= 80 %"', 'must: ">= 60 %"']],
    record: 'initiatives/trial',
  },
  {
    rule: 'gate/trivial',
    when: 'it held before anything was done',
    edits: [
      [TRIAL, 'metric: acted, must: ">= 80 %"', 'metric: downtime, must: "<= 15 %"'],
      [TRIAL, ', sustained: 4', ''],
      [TRIAL, / {4}locked: .*\n/, ''],
    ],
    record: 'initiatives/trial',
  },
  {
    rule: 'gate/delivery-only',
    when: 'all that is asked for is paper',
    edits: [
      review(
        '    criteria:\n      - { id: signed, title: The contract is signed, kind: document }\n',
      ),
    ],
    record: 'initiatives/trial',
  },
  {
    rule: 'gate/pooled-scale',
    when: 'two plants are judged as one',
    edits: [
      [WATCH, 'per: site, sustained', 'sustained'],
      [WATCH, / {4}locked: .*2025-12-20, criteria.*\n/, ''],
    ],
    record: 'initiatives/watch',
  },
  {
    rule: 'gate/unsupported',
    when: 'advanced although a must is not met',
    edits: [review(UNMET + SIGNED + ADVANCE)],
    record: 'initiatives/trial',
    silent: [review(VALIDATED + SIGNED + ADVANCE)],
  },
  {
    rule: 'gate/override-invalid',
    when: 'an override compensates nothing',
    edits: [review(UNMET + SIGNED + override('compensating: [], expires: 2026-12-31'))],
    record: 'initiatives/trial',
    at: 'override',
    silent: [review(UNMET + SIGNED + override('compensating: [ask again], expires: 2026-12-31'))],
  },
  {
    rule: 'gate/override-expired',
    when: 'the override has run out',
    edits: [review(UNMET + SIGNED + override('compensating: [ask again], expires: 2026-09-30'))],
    record: 'initiatives/trial',
    at: 'override',
    silent: [review(UNMET + SIGNED + override('compensating: [ask again], expires: 2026-12-31'))],
  },
  {
    rule: 'gate/evidence-changed',
    when: 'the data was corrected after the decision',
    edits: restated(),
    record: 'initiatives/trial',
  },
  {
    rule: 'finding/restated',
    when: 'a published value changed and turned a gate',
    edits: restated(),
    record: 'metrics/rate',
  },
  {
    rule: 'gate/due-too-early',
    when: 'three weeks of use are over when four are asked for',
    edits: [
      [
        WATCH,
        'site: B, phase: scale, since: 2026-03-02',
        'site: B, phase: scale, since: 2026-10-26',
      ],
    ],
    record: 'initiatives/watch',
    at: 'due: 2026-11-20',
    silent: [
      [
        WATCH,
        'site: B, phase: scale, since: 2026-03-02',
        'site: B, phase: scale, since: 2026-10-19',
      ],
    ],
  },
  {
    rule: 'gate/closed-plant',
    when: 'the last day of the only plant that it is about has come',
    edits: [review(VALIDATED), [SITES, '{ id: B,', '{ id: B, until: 2026-10-07,']],
    record: 'initiatives/trial',
    silent: [review(VALIDATED), [SITES, '{ id: B,', '{ id: B, until: 2026-10-08,']],
  },
  {
    rule: 'gate/overdue',
    when: 'three weeks after the date nothing is decided',
    edits: [review(VALIDATED)],
    record: 'initiatives/trial',
    at: 'due: 2026-09-11',
    silent: [[TRIAL, 'due: 2026-12-04', 'due: 2026-10-02']],
  },
  {
    rule: 'gate/hold-open-ended',
    when: 'held without a date',
    edits: [
      review(`${VALIDATED}${SIGNED}${ADVANCE.replace('advance', 'hold')}      reason: we wait\n`),
    ],
    record: 'initiatives/trial',
    silent: [
      review(
        `${VALIDATED}${SIGNED}${ADVANCE.replace('advance', 'hold')}      reason: we wait\n      reviewBy: 2026-11-30\n`,
      ),
    ],
  },
  {
    rule: 'gate/condition-lapsed',
    when: 'a condition is past its date',
    edits: [
      review(
        `${VALIDATED}${SIGNED}${ADVANCE.replace('advance', 'advance-with-conditions')}      conditions: [{ text: Train the night shift, owner: Ole, due: 2026-09-30 }]\n`,
      ),
    ],
    record: 'initiatives/trial',
    at: 'conditions',
    silent: [
      review(
        `${VALIDATED}${SIGNED}${ADVANCE.replace('advance', 'advance-with-conditions')}      conditions: [{ text: Train the night shift, owner: Ole, due: 2026-09-30, done: true }]\n`,
      ),
    ],
  },
  {
    rule: 'gate/signoff',
    when: 'advanced without OT',
    edits: [review(VALIDATED + SIGNED.replace(/.*ot-lead.*\n/, '') + ADVANCE)],
    record: 'initiatives/trial',
    at: '- { role: it-lead, name: Ingo',
  },
  {
    rule: 'gate/signoff',
    when: 'a lead of the pod decided',
    edits: [review(VALIDATED + SIGNED + ADVANCE.replace('Stella', 'Ole'))],
    record: 'initiatives/trial',
  },
  {
    rule: 'gate/signoff-conflict',
    when: 'three signed for what the data does not show',
    edits: [review(UNMET + SIGNED + ADVANCE)],
    record: 'initiatives/trial',
    at: '- { role: it-lead, name: Ingo',
    silent: [review(VALIDATED + SIGNED + ADVANCE)],
  },
  {
    rule: 'trust/standup-missed',
    when: 'two weeks in a row nobody met',
    edits: [
      ['data/standups.csv', 'watch,2026-09-28,yes', 'watch,2026-09-28,no'],
      ['data/standups.csv', 'watch,2026-10-05,yes', 'watch,2026-10-05,no'],
    ],
    record: 'initiatives/watch',
    silent: [['data/standups.csv', 'watch,2026-10-05,yes', 'watch,2026-10-05,no']],
  },
  {
    rule: 'trust/three-lens-quorum',
    when: 'IT came to half of them',
    edits: ['2026-08-31', '2026-09-07', '2026-09-14', '2026-09-21', '2026-09-28'].map(
      (date): Edit => ['data/standups.csv', `watch,${date},yes,2,1`, `watch,${date},yes,2,0`],
    ),
    record: 'initiatives/watch',
    silent: [['data/standups.csv', 'watch,2026-09-28,yes,2,1', 'watch,2026-09-28,yes,2,0']],
  },
  {
    rule: 'trust/response-sla',
    when: 'IT answers late',
    edits: [
      [FRICTION, '2026-08-20T10:00', '2026-08-29T10:00'],
      [FRICTION, '2026-09-10T12:00', '2026-09-20T12:00'],
    ],
    record: 'trust/ot-it',
    silent: [[FRICTION, '2026-08-20T10:00,2026', '2026-08-20T11:00,2026']],
  },
  {
    rule: 'trust/issue-unowned',
    when: 'nobody takes the next step',
    edits: [[FRICTION, 'Alert without a name,Ida', 'Alert without a name,']],
    record: 'initiatives/watch',
  },
  {
    rule: 'trust/issue-unowned',
    when: 'no answer for weeks',
    edits: [[FRICTION, '2026-10-05T08:00,2026-10-05T12:00', '2026-09-01T08:00,']],
    record: 'initiatives/watch',
  },
  {
    rule: 'trust/validation-after-rollout',
    when: 'live before anybody on the floor saw it',
    edits: [[WATCH, 'id: V-2, date: 2026-02-23', 'id: V-2, date: 2026-04-23']],
    record: 'initiatives/watch',
    at: '- { site: B',
  },
  {
    rule: 'trust/validation-thin',
    when: 'two people in an office',
    edits: [[WATCH, 'operators: 8, shifts: 2', 'operators: 2, shifts: 1, atTheLine: false']],
    record: 'initiatives/watch',
    at: '- { id: V-2',
  },
  {
    rule: 'trust/metric-not-ot-validated',
    when: 'a number from the MES was never compared with the line',
    edits: [['content/metrics/downtime.yaml', /validatedByOt: .*\n/, '']],
    record: 'metrics/downtime',
  },
  {
    rule: 'trust/comment-loop',
    when: 'two of six comments are answered',
    edits: [[WATCH, 'commentsAnswered: 6', 'commentsAnswered: 2']],
    record: 'initiatives/watch',
    silent: [[WATCH, 'commentsAnswered: 6', 'commentsAnswered: 5']],
  },
  {
    rule: 'trust/lens-parity',
    when: 'the line board shows another number',
    edits: [
      [
        'content/metrics/board.yaml',
        null,
        'title: Stops on the board\ntype: outcome\nunit: "%"\ndirection: down\nexport: yield\ndate: period\ngrain: month\nvalue: { ratio: { numerator: { sum: a }, denominator: { sum: b } } }\n',
      ],
      ['content/metrics/downtime.yaml', 'note: it is felt', 'note: it is felt, board: board'],
    ],
    record: 'metrics/downtime',
    silent: [
      [
        'content/metrics/board.yaml',
        null,
        'title: Stops on the board\ntype: outcome\nunit: "%"\ndirection: down\nexport: downtime\ndate: period\ngrain: month\nvalue: { ratio: { numerator: { sum: a }, denominator: { sum: b } } }\n',
      ],
      ['content/metrics/downtime.yaml', 'note: it is felt', 'note: it is felt, board: board'],
    ],
  },
];

/** A gate of the trial that was met on the data of its day, and is not on the corrected one. */
function restated(): Edit[] {
  const weeks = ['2026-08-17', '2026-08-24', '2026-08-31'];
  const row = (week: string, a: number, vintage: string, status: string, note = '') =>
    `${week},B,${a},100,${status},${note},${vintage}\n`;
  const csv = `period,site,a,b,status,note,as_of\n${weeks.map((week) => row(week, 85, '2026-09-08', 'final')).join('')}${weeks.map((week) => row(week, 60, '2026-10-06', 'restated', 'REV-1 wrong filter')).join('')}`;
  const fields = ['period', 'site', 'a', 'b', 'status', 'note', 'as_of'].map((name) => ({
    name,
    type: ['period', 'as_of'].includes(name)
      ? 'date'
      : ['a', 'b'].includes(name)
        ? 'number'
        : 'string',
  }));
  const resource = {
    name: 'rate',
    path: 'rate.csv',
    schema: { fields, primaryKey: ['period', 'site', 'as_of'] },
    trilens: { owner: 'Somebody', everyDays: 7, site: 'site', vintage: 'as_of', status: 'status' },
  };
  return [
    ['data/rate.csv', null, csv],
    ['data/datapackage.json', '"resources": [', `"resources": [${JSON.stringify(resource)},`],
    [
      'content/metrics/rate.yaml',
      null,
      'title: Rate\ntype: behavior\nunit: "%"\ndirection: up\nexport: rate\ndate: period\ngrain: week\nspc: none\ndimensions: { site: site }\nvalue: { ratio: { numerator: { sum: a }, denominator: { sum: b } } }\n',
    ],
    review(
      `    criteria:\n      - { id: rate, title: Rate, metric: rate, must: ">= 80 %", over: { last: 3 } }\n${SIGNED}${ADVANCE}`,
    ),
  ];
}
