import type { Case, Edit } from './healthy.ts';

const WATCH = 'content/initiatives/watch.mdx';
const TRIAL = 'content/initiatives/trial.mdx';
const REPORT = 'content/reports/2026-09.mdx';
const USE = 'data/app-use.csv';
const claim = (text: string): Edit => [
  TRIAL,
  'stopRules:',
  `benefits:\n  - { title: Hope, ${text} }\nstopRules:`,
];
const say = (text: string): Edit => [REPORT, null, `\n${text}\n`];
/** The newest weeks of use at plant B: so many of thirty. */
const use = (count: number, weeks = 8): Edit[] =>
  [
    '2026-08-10',
    '2026-08-17',
    '2026-08-24',
    '2026-08-31',
    '2026-09-07',
    '2026-09-14',
    '2026-09-21',
    '2026-09-28',
  ]
    .slice(-weeks)
    .map((week, at): Edit => [
      USE,
      new RegExp(`${week},B,[^\n]*`),
      `${week},B,${count + (at % 2)},30,2026-10-06`,
    ]);
const months = (file: string, site: string, values: number[], of: number): Edit[] =>
  values.map((value, at): Edit => [
    file,
    new RegExp(`2026-${String(10 - values.length + at).padStart(2, '0')}-01,${site},[^\n]*`),
    `2026-${String(10 - values.length + at).padStart(2, '0')}-01,${site},${value},${of},2026-10-06`,
  ]);

export const moneyCases: Case[] = [
  {
    rule: 'benefit/finance',
    when: 'claimed, and finance agreed to nothing',
    edits: [claim('planned: 20, claimed: 10')],
    record: 'initiatives/trial',
    at: '- { title: Hope',
    silent: [claim('planned: 20, claimed: 10, agreedWithFinance: 2026-08-01')],
  },
  {
    rule: 'benefit/finance',
    when: 'realised without a confirmation',
    edits: [claim('planned: 20, realized: 10, agreedWithFinance: 2026-08-01')],
    record: 'initiatives/trial',
    silent: [claim('planned: 20, realized: 10, confirmedBy: Finance')],
  },
  {
    rule: 'benefit/double-claim',
    when: 'shares of one effect add up to more than it',
    edits: [claim('metric: downtime, planned: 20, share: 0.4')],
    record: 'initiatives/trial',
    silent: [claim('metric: downtime, planned: 20, share: 0.2')],
  },
  {
    rule: 'benefit/owner',
    when: 'the project owns it',
    edits: [[WATCH, 'owner: Paul, share', 'owner: Project office, share']],
    record: 'initiatives/watch',
  },
  {
    rule: 'benefit/before-adoption',
    when: 'claimed while few use it',
    edits: [[WATCH, 'must: ">= 60 %"', 'must: ">= 95 %"']],
    record: 'initiatives/watch',
  },
  {
    rule: 'benefit/before-adoption',
    when: 'claimed at a plant of which no use is known',
    edits: [
      [WATCH, 'owner: Paul, share: 0.8,', 'owner: Paul, share: 0.8, site: C,'],
      ['content/sites.yaml', '- { id: B,', '- { id: C, name: Third }\n- { id: B,'],
    ],
    record: 'initiatives/watch',
  },
  {
    rule: 'benefit/soft-as-cash',
    when: 'freed hours stand in the total',
    edits: [[WATCH, 'class: cashable', 'class: capacity']],
    record: 'initiatives/watch',
    silent: [[WATCH, 'class: cashable', 'class: capacity, inTotal: false']],
  },
  {
    rule: 'benefit/no-dis-benefit',
    when: '400 k and nobody asked what may get worse',
    edits: [[WATCH, 'planned: 200, spent', 'planned: 400, spent']],
    record: 'initiatives/watch',
    silent: [
      [WATCH, 'planned: 200, spent', 'planned: 400, spent'],
      [WATCH, 'checkpoints:', '  - { title: More alarms, class: dis-benefit }\ncheckpoints:'],
    ],
  },
  {
    rule: 'benefit/horizon',
    when: 'claimed for 2029',
    edits: [[WATCH, 'period: 2026-Q3', 'period: 2029-Q3']],
    record: 'initiatives/watch',
  },
  {
    rule: 'report/no-decision',
    when: 'a monthly report asks for nothing',
    edits: [[REPORT, 'decisionsNeeded: [none this month]\n', '']],
    record: 'reports/2026-09',
    silent: [[REPORT, 'decisionsNeeded: [none this month]\n', ''], say('## Decisions\n\nNone.')],
  },
  {
    rule: 'report/two-point',
    when: 'August against September',
    edits: [say('Downtime fell from 9.4 % in August to 8.8 %.')],
    record: 'reports/2026-09',
    at: 'Downtime fell',
    silent: [say('Downtime fell from 9.4 % in August to 8.8 %, no signal.')],
  },
  {
    rule: 'report/no-as-of',
    when: 'numbers without a day',
    edits: [[REPORT, 'asOf: 2026-10-07\n', '']],
    record: 'reports/2026-09',
  },
  {
    rule: 'report/adjective',
    when: 'use is strong',
    edits: [say('Use is strong and the roll-out is on track.')],
    record: 'reports/2026-09',
    at: 'Use is strong',
    silent: [say('Use is strong: <Metric id="app-use" />.')],
  },
  {
    rule: 'report/not-frozen',
    when: 'a published report moves with the data',
    edits: [[REPORT, 'authors: [Stella]', 'authors: [Stella]\nstatus: published']],
    record: 'reports/2026-09',
  },
  {
    rule: 'playbook/unproved',
    when: 'nobody but its author followed it',
    edits: [['content/playbooks/roll-out.mdx', 'provedAt:\n  - { site: B }\n', '']],
    record: 'playbooks/roll-out',
  },
  {
    rule: 'translation/outdated',
    when: 'the source says more than when it was translated',
    edits: [
      ['content/portfolio.yaml', null, 'languages: [en, de]\n'],
      [
        'content/playbooks/roll-out.de.mdx',
        null,
        '---\ntranslationOf: "00000000"\ntitle: Ausrollen\n---\n\nMacht es wie das erste Werk.\n',
      ],
    ],
    record: 'playbooks/roll-out',
  },
  {
    rule: 'playbook/stale',
    when: 'last reviewed two years ago',
    edits: [['content/playbooks/roll-out.mdx', 'reviewed: 2026-07-01', 'reviewed: 2024-07-01']],
    record: 'playbooks/roll-out',
    at: 'reviewed:',
  },
  {
    rule: 'playbook/stale',
    when: 'a lesson contradicts it',
    edits: [
      [
        WATCH,
        'declaredStatus:',
        'lessons:\n  - { date: 2026-08-01, text: Train before the tablets come, contradicts: [roll-out] }\ndeclaredStatus:',
      ],
    ],
    record: 'playbooks/roll-out',
  },
  {
    rule: 'playbook/not-approved',
    when: 'a role that has to approve the text has not',
    edits: [
      [
        'content/playbooks/roll-out.mdx',
        'reviewed: 2026-07-01',
        'reviewed: 2026-07-01\napprovedBy: [safety]',
      ],
    ],
    record: 'playbooks/roll-out',
    at: 'approvedBy:',
  },
  {
    rule: 'text/alt-text',
    when: 'a picture has no words',
    edits: [
      [
        'content/playbooks/d.svg',
        null,
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
      ],
      ['content/playbooks/roll-out.mdx', null, '\n![](d.svg)\n'],
    ],
    silent: [
      [
        'content/playbooks/d.svg',
        null,
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
      ],
      ['content/playbooks/roll-out.mdx', null, '\n![An empty square](d.svg)\n'],
    ],
    record: 'playbooks/roll-out',
    at: '![](d.svg)',
  },
  {
    rule: 'security/ot-detail',
    when: 'a playbook names an address of the plant network',
    edits: [
      ['content/playbooks/roll-out.mdx', null, '\nConnect to 10.20.30.40 with the laptop.\n'],
    ],
    record: 'playbooks/roll-out',
    at: 'Connect to',
    silent: [
      [
        'content/playbooks/roll-out.mdx',
        null,
        '\nConnect to 192.0.2.7, release 1.2.3, in 2026.10.\n',
      ],
    ],
  },
  {
    rule: 'security/ot-detail',
    when: 'a report names a password',
    edits: [say('The password is: hunter22')],
    record: 'reports/2026-09',
  },
  {
    rule: 'security/ot-detail',
    when: 'a note names the firmware of a controller',
    edits: [
      [
        'content/roadmap/all.yaml',
        'status: planned',
        'status: planned\n  note: S7-1500 with firmware V2.9',
      ],
    ],
    record: 'roadmap/OT-2',
    at: 'note:',
  },
  {
    rule: 'finding/signal-worsening',
    when: 'downtime leaves its limits',
    edits: months('data/downtime.csv', 'B', [120, 125], 1000),
    record: 'metrics/downtime',
  },
  {
    rule: 'finding/signal-improving',
    when: 'yield improved in the newest month',
    edits: months('data/yield.csv', 'B', [995], 1000),
    record: 'metrics/yield',
  },
  {
    rule: 'finding/adoption-below-floor',
    when: 'after half a year one in six uses it',
    edits: use(5),
    record: 'metrics/app-use',
    silent: use(14),
  },
  {
    rule: 'finding/lagging-site',
    when: 'one plant lies clearly below the rest',
    edits: use(8),
    record: 'metrics/app-use',
  },
  {
    rule: 'finding/lead-lag-confirmed',
    when: 'what it leads followed',
    edits: [
      ['content/metrics/acted.yaml', null, 'target: 70\n'],
      ['content/metrics/downtime.yaml', null, 'spc: xmr\n'],
      [
        'data/acted.csv',
        'period,site,a,b,as_of\n',
        `period,site,a,b,as_of\n${['2025-10-06', '2025-10-13', '2025-10-20', '2025-10-27'].map((week) => `${week},A,45,50,2026-10-06\n`).join('')}`,
      ],
    ],
    record: 'metrics/acted',
    at: '- { metric: downtime',
  },
  {
    rule: 'finding/lead-lag-not-confirmed',
    when: 'what it leads did not follow',
    edits: [
      ['content/metrics/acted.yaml', null, 'target: 70\n'],
      ['content/metrics/downtime.yaml', 'direction: down', 'direction: up'],
      ['content/metrics/downtime.yaml', 'target: { value: 8.5', 'target: { value: 12'],
      ['content/goals/stops.yaml', 'target: { value: 8.5', 'target: { value: 12'],
    ],
    record: 'metrics/acted',
  },
  {
    rule: 'finding/guardrail-harm',
    when: 'yield falls where it is in use',
    edits: months('data/yield.csv', 'B', [880, 870], 1000),
    record: 'initiatives/watch',
    silent: [
      [
        'content/initiatives/trial.mdx',
        '  - { id: yield, role: guardrail }',
        '  - { id: yield, role: context }',
      ],
      [WATCH, '  - { id: yield, role: guardrail }', '  - { id: yield, role: context }'],
      ...months('data/yield.csv', 'B', [880, 870], 1000),
    ],
  },
  {
    rule: 'finding/pattern-present',
    when: 'a tool is bypassed, and business and OT both feel it',
    edits: [
      [
        WATCH,
        'declaredStatus:',
        'decisionsOpen:\n  - { id: D-1, question: Fund it, decider: Stella, requested: 2026-09-01, neededBy: 2026-09-28 }\ndeclaredStatus:',
      ],
      ['data/friction.csv', 'Alert without a name,Ida', 'Alert without a name,'],
    ],
    record: 'initiatives/watch',
    silent: [['data/friction.csv', 'Alert without a name,Ida', 'Alert without a name,']],
  },
  {
    rule: 'lint/acceptance-expired',
    when: 'an exception has ended',
    edits: [
      [
        'content/portfolio.yaml',
        null,
        'accept:\n  - { rule: pod/roles, record: initiatives/watch, reason: searching, by: Stella, until: 2026-09-30 }\n',
      ],
    ],
    record: 'portfolio',
    silent: [
      [
        'content/portfolio.yaml',
        null,
        'accept:\n  - { rule: pod/roles, record: initiatives/watch, reason: searching, by: Stella, until: 2026-10-31 }\n',
      ],
    ],
  },
];
