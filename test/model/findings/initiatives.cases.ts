import type { Case, Edit } from './healthy.ts';

const WATCH = 'content/initiatives/watch.mdx';
const TRIAL = 'content/initiatives/trial.mdx';
const ROADMAP = 'content/roadmap/all.yaml';
const SITES = 'content/sites.yaml';

/** Further initiatives at plant B, each healthy but for what is asked. */
const others = (count: number, line = ''): Edit[] =>
  Array.from({ length: count }, (_, at): Edit => [
    `content/initiatives/other-${at}.mdx`,
    null,
    `---\ntitle: Other ${at}\ngoals: [stops]\nphase: frame\nsites:\n  - { site: B${line} }\n---\n`,
  ]);
const item = (text: string): Edit => [
  ROADMAP,
  null,
  `- { id: X, layer: ot, initiative: watch, goals: [stops], owner: Olaf, ${text} }\n`,
];
/** Weeks of downtime by line: 8 before, 8 after; line A1 falls by so much, and A2 too where that is asked. */
const lines = (fall: number, others = 0): Edit[] => {
  const rows = Array.from({ length: 16 }, (_, week) =>
    ['A1', 'A2', 'B1']
      .map(
        (line, at) =>
          `${day(week)},${line === 'B1' ? 'B' : 'A'},${line},${(10 + 0.3 * ((week * (at + 2)) % 4) - (week < 8 ? 0 : line === 'A1' ? fall : line === 'A2' ? others : 0)).toFixed(2)},100,2026-10-06`,
      )
      .join('\n'),
  ).join('\n');
  const resource = {
    name: 'line-stops',
    path: 'line-stops.csv',
    schema: {
      fields: [
        { name: 'period', type: 'date' },
        { name: 'site' },
        { name: 'line' },
        { name: 'a', type: 'number' },
        { name: 'b', type: 'number' },
        { name: 'as_of', type: 'date' },
      ],
      primaryKey: ['period', 'line'],
    },
    trilens: { owner: 'Somebody', everyDays: 7, site: 'site', vintage: 'as_of' },
  };
  return [
    ['data/line-stops.csv', null, `period,site,line,a,b,as_of\n${rows}\n`],
    ['data/datapackage.json', '"resources": [', `"resources": [${JSON.stringify(resource)},`],
    [
      'content/metrics/line-stops.yaml',
      null,
      'title: Stops by line\ntype: outcome\nunit: "%"\ndirection: down\nexport: line-stops\ndate: period\ngrain: week\ndimensions: { site: site, line: line }\nvalue: { ratio: { numerator: { sum: a }, denominator: { sum: b } } }\n',
    ],
    [
      WATCH,
      /comparison: .*/,
      `comparison: { metric: line-stops, treated: [A1], controls: [A2, B1], before: ${day(0)}/${day(8, -1)}, after: ${day(8)}/${day(16, -1)}, washout: 0 }`,
    ],
  ];
};

export const initiativeCases: Case[] = [
  {
    rule: 'initiative/hypothesis',
    when: 'nothing could refute it',
    edits: [[WATCH, ', falsifiedIf: stops fall no more than elsewhere', '']],
    record: 'initiatives/watch',
  },
  {
    rule: 'initiative/purgatory',
    when: 'half a year in the pilot',
    edits: [
      [TRIAL, /2026-08-10\nstart: 2026-08-10/, '2026-03-10\nstart: 2026-03-10'],
      ['content/portfolio.yaml', null, 'rules: { initiative/purgatory: { timesMedian: 9 } }\n'],
    ],
    record: 'initiatives/trial',
    at: 'phaseSince',
  },
  {
    rule: 'initiative/purgatory',
    when: 'ten months in the pilot is an error',
    edits: [[TRIAL, /2026-08-10\nstart: 2026-08-10/, '2025-11-10\nstart: 2025-11-10']],
    record: 'initiatives/trial',
  },
  {
    rule: 'initiative/site-load',
    when: 'six initiatives at one plant',
    edits: others(4),
    record: 'sites/B',
    silent: others(3),
  },
  {
    rule: 'initiative/site-load',
    when: 'four initiatives on one line',
    edits: others(4, ', line: B1').slice(0, 4),
    record: 'sites/B',
    silent: others(3, ', line: B1'),
  },
  {
    rule: 'initiative/stop-rules',
    when: 'nobody said when to stop',
    edits: [[WATCH, /stopRules: .*\n/, '']],
    record: 'initiatives/watch',
  },
  {
    rule: 'initiative/no-comparison',
    when: 'a saving is claimed from before and after',
    edits: [[WATCH, /comparison: .*\n/, '']],
    record: 'initiatives/watch',
    silent: [
      [
        TRIAL,
        'stopRules:',
        'benefits: [{ title: Hope, metric: downtime, planned: 20 }]\nstopRules:',
      ],
    ],
  },
  {
    rule: 'initiative/worst-line',
    when: 'the worst of four lines was chosen',
    edits: [
      ...lines(0),
      [
        'data/line-stops.csv',
        null,
        Array.from({ length: 16 }, (_, week) => `${day(week)},B,B2,9,100,2026-10-06\n`).join(''),
      ],
      ['data/line-stops.csv', /,A,A1,1/g, ',A,A1,2'],
      [SITES, '{ id: B1, name: Line 3 }', '{ id: B1, name: Line 3 }, { id: B2, name: Line 4 }'],
      [WATCH, 'controls: [A2, B1]', 'controls: [A2, B1, B2]'],
    ],
    record: 'initiatives/watch',
    silent: lines(0),
  },
  {
    rule: 'initiative/scaled-without-playbook',
    when: 'no receiving plant followed it',
    edits: [['content/playbooks/roll-out.mdx', 'provedAt:\n  - { site: B }\n', '']],
    record: 'initiatives/watch',
  },
  {
    rule: 'initiative/adoption-underfunded',
    when: 'technology gets most',
    edits: [[WATCH, 'process: 60, adoption: 50', 'process: 10, adoption: 20']],
    record: 'initiatives/watch',
    at: 'investment',
  },
  {
    rule: 'initiative/privacy-clearance',
    when: 'use is measured where a works council was not asked',
    edits: [[WATCH, /privacyClearance:\n.*\n/, '']],
    record: 'initiatives/watch',
  },
  {
    rule: 'initiative/moc-missing',
    when: 'sensors are mounted without a number',
    edits: [[ROADMAP, '  moc: A-2026-07\n', '']],
    record: 'roadmap/OT-1',
    silent: [[ROADMAP, 'moc: A-2026-07', 'moc: not-needed']],
  },
  {
    rule: 'initiative/watermelon',
    when: 'declared on course and stalled',
    edits: [
      [
        WATCH,
        'declaredStatus: on-course',
        'declaredStatus: on-course\nstatus: stalled\nstall: { since: 2026-06-01, reason: nobody decides, blockedBy: business, waitingFor: ot }',
      ],
    ],
    record: 'initiatives/watch',
    at: 'declaredStatus',
  },
  {
    rule: 'initiative/co-intervention',
    when: 'two started at one plant in a month and claim one effect',
    edits: [
      [TRIAL, 'since: 2026-08-10', 'since: 2026-03-20'],
      [
        TRIAL,
        'stopRules:',
        'benefits: [{ title: Hope, metric: downtime, planned: 20 }]\nstopRules:',
      ],
    ],
    record: 'initiatives/trial',
    silent: [
      [
        TRIAL,
        'stopRules:',
        'benefits: [{ title: Hope, metric: downtime, planned: 20 }]\nstopRules:',
      ],
    ],
  },
  {
    rule: 'pod/roles',
    when: 'the OT lead is no longer here',
    edits: [
      [
        'content/portfolio.yaml',
        'controls engineer, lens: ot',
        'controls engineer, lens: ot, until: 2026-09-30',
      ],
    ],
    record: 'initiatives/watch',
    at: 'otLead',
    silent: [
      [
        'content/portfolio.yaml',
        'controls engineer, lens: ot',
        'controls engineer, lens: ot, until: 2026-12-31',
      ],
    ],
  },
  {
    rule: 'pod/owner-left',
    when: 'who answers for an export is no longer here',
    edits: [
      [
        'content/portfolio.yaml',
        '  - { name: Bea,',
        '  - { name: Service desk, until: 2026-09-30 }\n  - { name: Bea,',
      ],
    ],
    record: 'data/friction',
    silent: [
      [
        'content/portfolio.yaml',
        '  - { name: Bea,',
        '  - { name: Service desk, until: 2026-12-31 }\n  - { name: Bea,',
      ],
    ],
  },
  {
    rule: 'pod/roles',
    when: 'no OT lead',
    edits: [[WATCH, '  otLead: { name: Olaf }\n', '']],
    record: 'initiatives/watch',
    at: 'itLead',
  },
  {
    rule: 'pod/one-hat',
    when: 'one person leads for two functions',
    edits: [[WATCH, 'businessLead: { name: Bea }', 'businessLead: { name: Ida }']],
    record: 'initiatives/watch',
  },
  {
    rule: 'pod/one-decider',
    when: 'two decide on the gate',
    edits: [[WATCH, 'decider: Stella, recommend', 'decider: [Stella, Plant manager], recommend']],
    record: 'initiatives/watch',
  },
  {
    rule: 'pod/veto-spread',
    when: 'four must agree',
    edits: [[WATCH, 'agree: [Plant safety]', 'agree: [Plant safety, Cyber, Finance, Quality]']],
    record: 'initiatives/watch',
    silent: [[WATCH, 'agree: [Plant safety]', 'agree: [Plant safety, Cyber, Finance]']],
  },
  {
    rule: 'pod/overload',
    when: 'planned for more than the week',
    edits: [
      [WATCH, 'itLead: { name: Ida }', 'itLead: { name: Ida, allocation: 70 }'],
      [TRIAL, 'itLead: { name: Ingo }', 'itLead: { name: Ida, allocation: 60 }'],
    ],
    record: 'initiatives/trial',
    silent: [[TRIAL, 'itLead: { name: Ingo }', 'itLead: { name: Ida }']],
  },
  {
    rule: 'pod/operator-voice',
    when: 'nobody speaks for the operators',
    edits: [[WATCH, '  operatorVoice: { name: Otto }\n', '']],
    record: 'initiatives/watch',
  },
  {
    rule: 'pod/sponsor-independent',
    when: 'the sponsor owns the benefit',
    edits: [[WATCH, 'owner: Paul, share', 'owner: Stella, share']],
    record: 'initiatives/watch',
    at: 'executiveSponsor',
  },
  {
    rule: 'pod/decision-overdue',
    when: 'a decision is a week late',
    edits: [
      [
        WATCH,
        'declaredStatus:',
        'decisionsOpen:\n  - { id: D-1, question: Fund it, decider: Stella, requested: 2026-09-01, neededBy: 2026-09-28 }\ndeclaredStatus:',
      ],
    ],
    record: 'initiatives/watch',
    at: '- { id: D-1',
    silent: [
      [
        WATCH,
        'declaredStatus:',
        'decisionsOpen:\n  - { id: D-1, question: Fund it, decider: Stella, requested: 2026-09-01, neededBy: 2026-10-28 }\ndeclaredStatus:',
      ],
    ],
  },
  {
    rule: 'roadmap/owner-layer',
    when: 'an OT item is owned by IT',
    edits: [
      [
        ROADMAP,
        /(Training of the shifts[\s\S]*?)owner: Olaf/,
        'Training of the shifts\n  layer: ot\n  kind: training\n  initiative: watch\n  goals: [stops]\n  owner: Ida',
      ],
    ],
    record: 'roadmap/OT-2',
    at: 'owner: Ida',
  },
  {
    rule: 'roadmap/cycle',
    when: 'two items wait for each other',
    edits: [[ROADMAP, 'doneOn: 2026-09-20', 'needs: [OT-1]\n  doneOn: 2026-09-20']],
  },
  {
    rule: 'roadmap/closed-plant',
    when: 'the last day of the only plant of an open item has come',
    edits: [
      item('title: Panel, when: 2026-Q4, sites: [B]'),
      [SITES, '{ id: B,', '{ id: B, until: 2026-10-07,'],
    ],
    record: 'roadmap/X',
    silent: [
      item('title: Panel, when: 2026-Q4, sites: [A, B]'),
      [SITES, '{ id: B,', '{ id: B, until: 2026-10-07,'],
    ],
  },
  {
    rule: 'roadmap/order',
    when: 'what must come first ends later',
    edits: [item('title: Panel, start: 2026-10, end: 2026-11, needs: [OT-2]')],
    record: 'roadmap/X',
    silent: [
      item(
        'title: Panel, start: 2026-10, end: 2026-12, needs: [{ item: OT-2, type: finish-finish }]',
      ),
    ],
  },
  {
    rule: 'roadmap/order',
    when: 'what must begin first begins later',
    edits: [
      item(
        'title: Panel, start: 2026-07, end: 2026-12, needs: [{ item: OT-2, type: start-start }]',
      ),
    ],
    record: 'roadmap/X',
    silent: [
      item('title: Panel, when: 2026-Q4, needs: [Y]'),
      [
        ROADMAP,
        null,
        '- { id: Y, title: Frame, layer: ot, goals: [stops], owner: Olaf, when: 2026-Q4 }\n',
      ],
    ],
  },
  {
    rule: 'roadmap/no-window',
    when: 'no stop is booked',
    edits: [[ROADMAP, / {2}stopWindow: .*\n/, '']],
    record: 'roadmap/OT-1',
    silent: [[ROADMAP, /stopWindow: .*/, 'stopWindow: not-needed']],
  },
  {
    rule: 'roadmap/no-window',
    when: 'the stop has passed',
    edits: [[ROADMAP, /stopWindow: .*/, 'stopWindow: { from: 2026-08-03, to: 2026-08-07 }']],
    record: 'roadmap/OT-1',
    at: 'stopWindow',
  },
  {
    rule: 'roadmap/level3-owner',
    when: 'nobody answers for the MES',
    edits: [item('title: New MES terminals, when: 2026-Q4, stopWindow: not-needed')],
    record: 'roadmap/X',
    silent: [item('title: New MES terminals, ownerLayer: it, when: 2026-Q4')],
  },
  {
    rule: 'roadmap/date-drift',
    when: 'it moved three times',
    edits: [
      item(
        'title: Panel, when: 2026-Q4, moved: [{ from: 2026-01, reason: a }, { from: 2026-04, reason: b }, { from: 2026-07, reason: c }]',
      ),
    ],
    record: 'roadmap/X',
    silent: [
      item(
        'title: Panel, when: 2026-Q4, moved: [{ from: 2026-04, reason: b }, { from: 2026-07, reason: c }]',
      ),
    ],
  },
  {
    rule: 'roadmap/date-drift',
    when: 'it moved by half a year without a word',
    edits: [item('title: Panel, when: 2026-Q4, moved: [{ from: 2026-06 }]')],
    record: 'roadmap/X',
    silent: [item('title: Panel, when: 2026-Q4, moved: [{ from: 2026-11 }]')],
  },
  {
    rule: 'roadmap/half-done',
    when: 'IT was done in the spring and OT still is not',
    edits: [[ROADMAP, 'doneOn: 2026-09-20', 'doneOn: 2026-04-20']],
    record: 'roadmap/OT-1',
  },
  {
    rule: 'roadmap/no-training',
    when: 'equipment comes and nobody is trained',
    edits: [[ROADMAP, 'kind: training', 'kind: policy']],
    record: 'roadmap/OT-1',
  },
  {
    rule: 'roadmap/no-owner',
    when: 'nobody owns an item',
    edits: [
      [ROADMAP, null, '- { id: X, title: Panel, layer: ot, goals: [stops], when: 2026-Q4 }\n'],
    ],
    record: 'roadmap/X',
  },
  {
    rule: 'roadmap/blocked',
    when: 'an item is blocked',
    edits: [[ROADMAP, 'status: planned', 'status: blocked\n  note: waits for overtime']],
    record: 'roadmap/OT-2',
  },
  {
    rule: 'finding/comparison-favourable',
    when: 'the pilot line fell and no other did',
    edits: lines(4),
    record: 'initiatives/watch',
    at: 'comparison',
  },
  {
    rule: 'finding/comparison-unfavourable',
    when: 'the pilot line rose and no other did',
    edits: lines(-4),
    record: 'initiatives/watch',
    silent: lines(4),
  },
  {
    rule: 'finding/comparison-indistinct',
    when: 'another line fell more',
    edits: lines(2, 5),
    record: 'initiatives/watch',
    silent: lines(4),
  },
];

function day(week: number, plus = 0): string {
  return new Date(Date.UTC(2026, 5, 15) + (week * 7 + plus) * 86_400_000)
    .toISOString()
    .slice(0, 10);
}
