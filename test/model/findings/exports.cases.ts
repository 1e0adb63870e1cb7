import { workbook } from '../../ingest/export/workbook.ts';
import type { Case, Edit } from './healthy.ts';

const CONTRACT = 'data/datapackage.json';
const USE = 'data/app-use.csv';
const ACTED = 'data/acted.csv';
/** Only the newest weeks of use differ. */
const row = (from: string): RegExp => new RegExp(`${from},[^\n]*`);
const SUBTOTALS = table(
  'log',
  'period,site,line,a,as_of\n2026-08-03,A,L1,5,2026-10-06\n2026-08-03,A,Zwischensumme,5,2026-10-06\n2026-08-10,A,L1,6,2026-10-06\n',
  ['a'],
);
const LOG_METRIC = (where: string): Edit => [
  'content/metrics/log.yaml',
  null,
  `title: Logged\ntype: outcome\ndirection: up\nexport: log\ndate: period\nvalue: { sum: a }\n${where}`,
];
export const exportCases: Case[] = [
  {
    rule: 'export/contract',
    when: 'nobody owns it',
    edits: [[CONTRACT, '"owner": "Service desk",', '']],
    record: 'data/friction',
  },
  {
    rule: 'export/stale',
    when: 'it is weeks late',
    edits: [['content/portfolio.yaml', 'asOf: 2026-10-07', 'asOf: 2026-11-04']],
    record: 'data/app-use',
  },
  {
    rule: 'export/late',
    when: 'it is days late',
    edits: [['content/portfolio.yaml', 'asOf: 2026-10-07', 'asOf: 2026-10-20']],
    record: 'data/app-use',
  },
  {
    rule: 'export/refused',
    when: 'the header changed',
    edits: [[USE, 'period,site,a,b,as_of', 'week;plant']],
    record: 'data/app-use',
  },
  {
    rule: 'export/quarantine',
    when: 'a number is a word',
    edits: [[ACTED, row('2026-09-28,A'), '2026-09-28,A,many,50,2026-10-06']],
    record: 'data/acted',
    at: '2026-09-28,A,many',
  },
  {
    rule: 'export/later-rows',
    when: 'the build looks back',
    edits: [['content/portfolio.yaml', 'asOf: 2026-10-07', 'asOf: 2026-09-20']],
    record: 'data/acted',
  },
  {
    rule: 'export/coverage',
    when: 'a plant was silent for a month',
    edits: ['2026-08-31', '2026-09-07', '2026-09-14', '2026-09-21'].map((week): Edit => [
      ACTED,
      new RegExp(`${week},B,[^\n]*\n`),
      '',
    ]),
    record: 'data/acted',
    silent: [[ACTED, /2026-09-21,B,[^\n]*\n/, '']],
  },
  {
    rule: 'export/duplicate-key',
    when: 'a row comes twice',
    edits: [[ACTED, null, '2026-09-28,A,1,50,2026-10-06\n']],
    record: 'data/acted',
  },
  {
    rule: 'export/arithmetic',
    when: 'more use it than there are',
    edits: [[USE, row('2026-09-28,A'), '2026-09-28,A,45,40,2026-10-06']],
    record: 'metrics/app-use',
  },
  {
    rule: 'export/arithmetic',
    when: 'the value is not numerator over denominator',
    edits: table(
      'rate',
      'period,site,numerator,denominator,value,as_of\n2026-08-01,A,5,10,0.5,2026-10-06\n2026-09-01,A,5,10,0.7,2026-10-06\n',
      ['numerator', 'denominator', 'value'],
    ),
    record: 'data/rate',
    silent: table(
      'rate',
      'period,site,numerator,denominator,value,as_of\n2026-08-01,A,5,10,50,2026-10-06\n2026-09-01,A,6,10,60,2026-10-06\n',
      ['numerator', 'denominator', 'value'],
    ),
  },
  {
    rule: 'export/overwritten',
    when: 'a past week is another number than in the last dump',
    earlier: [],
    edits: [[ACTED, row('2026-06-01,A'), '2026-06-01,A,12,50,2026-10-06']],
    record: 'data/acted',
  },
  {
    rule: 'export/rewritten',
    when: 'most weeks of the past are other numbers than in the last dump',
    earlier: [],
    edits: [[ACTED, /,50,2026-10-06$/gm, ',60,2026-10-06']],
    record: 'data/acted',
  },
  {
    rule: 'export/restated-unexplained',
    when: 'a restated row has no reason',
    edits: table(
      'rate',
      'period,site,a,status,note,as_of\n2026-08-01,A,5,restated,,2026-10-06\n',
      ['a'],
      { status: 'status' },
    ),
    record: 'data/rate',
    silent: table(
      'rate',
      'period,site,a,status,note,as_of\n2026-08-01,A,5,restated,REV-1 late data,2026-10-06\n',
      ['a'],
      { status: 'status' },
    ),
  },
  {
    rule: 'export/partial-period',
    when: 'September was extracted before it ended',
    edits: [
      [
        'data/yield.csv',
        /2026-09-01,A,(\d+),(\d+),2026-10-06/,
        '2026-09-01,A,1900,2000,2026-09-25',
      ],
    ],
    record: 'metrics/yield',
  },
  {
    rule: 'export/closed-calendar',
    when: 'a closed week has values',
    edits: [
      [
        'content/sites.yaml',
        'shiftsPerDay: 2, employeeRepresentation: none',
        'shiftsPerDay: 2, closed: [2026-W32], employeeRepresentation: none',
      ],
    ],
    record: 'data/app-use',
  },
  {
    rule: 'export/closed-calendar',
    when: 'a week is missing and not in the calendar',
    edits: [[ACTED, /2026-07-06,B,[^\n]*\n/, '']],
    record: 'data/acted',
    silent: [
      [ACTED, /2026-07-06,B,[^\n]*\n/, ''],
      [USE, /2026-07-06,B,[^\n]*\n/, ''],
      [
        'content/sites.yaml',
        'shiftsPerDay: 2, employeeRepresentation: none',
        'shiftsPerDay: 2, closed: [2026-W28], employeeRepresentation: none',
      ],
    ],
  },
  {
    rule: 'export/denominator-jump',
    when: 'the roster shrinks by half',
    edits: [[USE, row('2026-09-28,A'), '2026-09-28,A,19,20,2026-10-06']],
    record: 'metrics/app-use',
    silent: [
      [USE, row('2026-09-28,A'), '2026-09-28,A,19,20,2026-10-06'],
      [
        CONTRACT,
        /("app log",)/,
        '"app log",\n    "jumps": [{ "column": "b", "from": "2026-09-28", "reason": "a shift moved" }],',
      ],
    ],
  },
  {
    rule: 'export/non-human',
    when: 'kiosks are counted',
    edits: [[CONTRACT, '"app log",', '"app log",\n    "humanOnly": false,']],
    record: 'data/app-use',
    silent: [[CONTRACT, '"app log",', '"app log",\n    "humanOnly": true,']],
  },
  {
    rule: 'export/frozen',
    when: 'the same value four weeks in a row',
    edits: ['2026-09-07', '2026-09-14', '2026-09-21', '2026-09-28'].map((week): Edit => [
      ACTED,
      row(`${week},A`),
      `${week},A,41,50,2026-10-06`,
    ]),
    record: 'metrics/acted',
    silent: ['2026-09-14', '2026-09-21', '2026-09-28'].map((week): Edit => [
      ACTED,
      row(`${week},A`),
      `${week},A,41,50,2026-10-06`,
    ]),
  },
  {
    rule: 'export/unit-drift',
    when: 'hours become minutes',
    edits: ['2026-08-31', '2026-09-07', '2026-09-14', '2026-09-21', '2026-09-28'].map(
      (week): Edit => [ACTED, row(`${week},A`), `${week},A,2400,3000,2026-10-06`],
    ),
    record: 'data/acted',
  },
  {
    rule: 'export/future',
    when: 'a row is dated next year',
    edits: [
      [ACTED, null, '2027-09-28,A,40,50,2026-10-06\n'],
      ['content/portfolio.yaml', 'asOf: 2026-10-07\n', ''],
    ],
    record: 'data/acted',
  },
  {
    rule: 'export/past',
    when: 'a row is dated a century ago',
    edits: [[ACTED, null, '1926-09-28,A,40,50,2026-10-06\n']],
    record: 'data/acted',
  },
  {
    rule: 'export/row-count',
    when: 'the newest week is half empty',
    edits: table(
      'log',
      `period,site,a,as_of\n${Array.from({ length: 12 }, (_, week) => Array.from({ length: week === 11 ? 2 : 9 }, (__, at) => `${new Date(Date.UTC(2026, 6, 6 + 7 * week + (week === 11 ? 4 + 2 * at : at % 7))).toISOString().slice(0, 10)},A,${at},2026-10-06`).join('\n')).join('\n')}\n`,
      ['a'],
    ),
    record: 'data/log',
  },
  {
    rule: 'export/totals',
    when: 'a list that was printed sums up each week',
    edits: [...SUBTOTALS, LOG_METRIC('')],
    record: 'data/log',
    silent: [...SUBTOTALS, LOG_METRIC('where: { line: [L1] }\n')],
  },
  {
    rule: 'export/totals',
    when: 'rows without a site sum up those of the sites',
    edits: ofSites((a, b) => a + b),
    record: 'data/log',
    silent: ofSites(() => 2),
  },
  {
    rule: 'export/unread',
    when: 'a workbook has a sheet a month',
    edits: monthly(),
    record: 'data/log',
    silent: monthly('*'),
  },
  {
    rule: 'export/sentinel',
    when: 'a logger wrote nines where nothing was measured',
    edits: table('log', `${days(6)}2026-09-07,A,9999.9,2026-10-06\n`, ['a']),
    record: 'data/log',
    silent: table('log', `${days(6)}2026-09-07,A,9,2026-10-06\n`, ['a']),
  },
  {
    rule: 'export/week-start',
    when: 'weeks begin on Sunday',
    edits: [
      ...table(
        'log',
        'period,site,a,as_of\n2026-08-30,A,1,2026-10-06\n2026-09-06,A,2,2026-10-06\n2026-09-13,A,4,2026-10-06\n',
        ['a'],
      ),
      LOG_METRIC('grain: week\n'),
    ],
    record: 'data/log',
    silent: [
      ...table(
        'log',
        'period,site,a,as_of\n2026-08-31,A,1,2026-10-06\n2026-09-07,A,2,2026-10-06\n2026-09-14,A,4,2026-10-06\n',
        ['a'],
      ),
      LOG_METRIC('grain: week\n'),
    ],
  },
  {
    rule: 'export/ignored',
    when: 'more lines than a total and a remark are under the table',
    edits: [
      ...table('log', `${days(6)}Total,,\nTotal north,,\nTotal south,,\nSource: MES,,\n`, ['a']),
    ],
    record: 'data/log',
    silent: [...table('log', `${days(6)}Total,,\nSource: MES,,\n`, ['a'])],
  },
  {
    rule: 'export/overlap',
    when: 'two files hold the same rows',
    edits: [
      ...table('log', days(6), ['a'], {}, ['log.csv', 'again.csv']),
      ['data/again.csv', null, days(6)],
    ],
    record: 'data/log',
  },
];

/** A further export with columns of its own. */
function table(
  name: string,
  csv: string,
  numbers: string[],
  trilens: object = {},
  path: string | string[] = `${name}.csv`,
): Edit[] {
  const columns = (csv.split('\n')[0] as string).split(',');
  const fields = columns.map((column) => ({
    name: column,
    type: ['period', 'as_of'].includes(column)
      ? 'date'
      : numbers.includes(column)
        ? 'number'
        : 'string',
  }));
  const resource = {
    name,
    path,
    schema: { fields },
    trilens: { owner: 'Somebody', everyDays: 31, site: 'site', vintage: 'as_of', ...trilens },
  };
  return [
    [`data/${name}.csv`, null, csv],
    [CONTRACT, /"resources": \[/, `"resources": [${JSON.stringify(resource)},`],
  ];
}

/** Six weeks of two sites, and a row without a site: a total, or what belongs to neither. */
function ofSites(whole: (a: number, b: number) => number): Edit[] {
  const weeks = [
    '2026-08-03',
    '2026-08-10',
    '2026-08-17',
    '2026-08-24',
    '2026-08-31',
    '2026-09-07',
  ].map((day, at) => [day, 5 + at, 9 - at * 2] as const);
  return table(
    'log',
    `period,site,a,as_of\n${weeks.map(([day, a, b]) => `${day},A,${a},2026-10-06\n${day},B,${b},2026-10-06\n${day},,${whole(a, b)},2026-10-06\n`).join('')}`,
    ['a'],
  );
}

/** A workbook of two sheets with the same columns. */
function monthly(sheet?: string): Edit[] {
  const heading = ['period', 'site', 'a', 'as_of'];
  const month = (number: number) => [
    heading,
    ...[1, 2, 3].map((day) => [
      { date: `2026-0${number}-0${day}` },
      'A',
      day,
      { date: '2026-10-06' },
    ]),
  ];
  const edits = table(
    'log',
    heading.join(','),
    ['a'],
    { everyDays: 62, ...(sheet ? { sheet } : {}) },
    'log.xlsx',
  );
  return [['data/log.xlsx', null, workbook({ Aug: month(8), Sep: month(9) })], edits[1] as Edit];
}

function days(count: number): string {
  return `period,site,a,as_of\n${Array.from({ length: count }, (_, at) => `2026-09-0${at + 1},A,${at},2026-10-06`).join('\n')}\n`;
}
