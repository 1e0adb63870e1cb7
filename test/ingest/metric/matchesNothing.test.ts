import { rm } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { computedAs } from '#model/metric/metricDefinition.ts';
import { metricDocument } from '#publish/api/metricDocument.ts';
import { data, metric, tiny, type TinyExport } from './tiny.ts';

const roots: string[] = [];
afterAll(() => Promise.all(roots.map((root) => rm(root, { recursive: true }))));

const ROWS = [
  'day,kind,line,hours,spare',
  '2026-08-03,Planned,L1,1,',
  '2026-08-04,Unplanned,L1,2,',
  '2026-09-07,Unplanned,L2,3,',
  '2026-09-08,unplanned ,L2,4,',
].join('\n');
const FIELDS = 'day:date kind line hours:number spare:number';
const GOAL = {
  'content/goals/g.yaml': 'title: G\nmetric: m\ntarget: { value: 9, by: 2027-06-30 }\n',
};

/** A portfolio of one metric, dated by `day`; its where, or whatever else is asked for, begins on line 6. */
async function compose(
  lines: string,
  { more = {}, ...own }: Partial<TinyExport> & { more?: Record<string, string> } = {},
  asOf = '2026-10-15',
) {
  const made = await tiny(
    {
      'content/metrics/m.yaml': metric(`date: day\n${lines}`),
      ...data({ fields: FIELDS, rows: ROWS, ...own }),
      ...more,
    },
    asOf,
  );
  roots.push(made.root);
  return { ...made, text: made.problems.join('\n') };
}

describe('a filter that no row meets', () => {
  const lines = 'where: { kind: Unplaned }\nvalue: { sum: hours }';
  it('is a warning at its line that names the nearest value and all that there are', async () => {
    const { text, portal } = await compose(lines);
    expect(text).toContain(
      'm.yaml:6:16  warning  no row of the export "rows" has "Unplaned" in the column "kind"',
    );
    expect(text).toContain('allowed: "Unplanned", "Planned", "unplanned"');
    expect(text).toContain('did you mean "Unplanned"?');
    expect(portal).not.toBeNull();
  });
  it('is an error where a goal rests on it', async () => {
    const { text, portal } = await compose(lines, { more: GOAL });
    expect(text).toContain('m.yaml:6:16  error  no row');
    expect(text).toContain('; the goal "g" rests on it');
    expect(portal).toBeNull();
  });
  it('is an error where only a formula that a goal measures is made of it', async () => {
    const { text } = await compose(lines, {
      more: {
        'content/metrics/f.yaml': metric('value: { formula: 2 * m }'),
        'content/goals/g.yaml': 'title: G\nmetric: f\n',
      },
    });
    expect(text).toContain('error  no row');
  });
  it('is only a warning where another value of its list is met, since that may not have happened yet', async () => {
    const { text, errors } = await compose(
      'where: { line: [L1, L7], kind: [Unplanned, unplanned] }\nvalue: { sum: hours }',
      { more: GOAL },
    );
    expect(text).toContain('m.yaml:6:21  warning  no row of the export "rows" has "L7"');
    expect(errors).toEqual([]);
  });
  it('is right where the contract lists the value: nothing of the kind has happened', async () => {
    const schema = {
      fields: [
        { name: 'day', type: 'date' },
        { name: 'kind', constraints: { enum: ['slip', 'fatality'] } },
      ],
    };
    const rows = 'day,kind\n2026-08-03,slip\n2026-09-03,slip';
    const trilens = { events: { completeTo: '2026-10-14', from: '2026-08-01' } };
    const count = (kind: string) =>
      compose(`where: { kind: ${kind} }\nvalue: { count: "*" }`, {
        schema,
        rows,
        trilens,
        more: GOAL,
      });
    const { text, values } = await count('fatality');
    expect(text).toBe('');
    expect(values('m')).toEqual({ '2026-08-01': 0, '2026-09-01': 0 });
    expect((await count('fatalty')).text).toContain('error  where asks for "fatalty"');
  });
  it('is reported of a file that is too large to be held, too', async () => {
    const many = Array.from(
      { length: 120_000 },
      (_, at) =>
        `2026-0${(at % 9) + 1}-05,${at % 3 ? 'Planned' : 'Unplanned'},L1,1,${'0'.repeat(12)}`,
    );
    const { text } = await compose(lines, {
      rows: ['day,kind,line,hours,spare', ...many].join('\n'),
    });
    expect(text).toContain('did you mean "Unplanned"?');
    expect(text).toContain('allowed: "Planned", "Unplanned"');
  }, 60_000);
});

describe('a row whose value is written a little otherwise', () => {
  const lines = 'where: { kind: Unplanned }\nvalue: { sum: hours }';
  it('is not counted, which is a doubt beside the number and a warning with every spelling', async () => {
    const { text, state, values } = await compose(lines);
    expect(values('m')).toEqual({ '2026-08-01': 2, '2026-09-01': 3 });
    expect(state('m').doubts).toContain(
      '1 row is not counted, since the value in the column kind differs from the filter in capitals, spaces or hyphens.',
    );
    expect(text).toContain('list every spelling that counts: kind: ["Unplanned", "unplanned"]');
  });
  it('is no doubt once it is listed', async () => {
    const { text, state } = await compose(
      'where: { kind: [Unplanned, unplanned] }\nvalue: { sum: hours }',
    );
    expect(text).toBe('');
    expect(state('m').doubts.join()).not.toContain('differs from the filter');
  });
});

describe('a metric without a value from an export with rows', () => {
  it('says that filters leave nothing together though each is met', async () => {
    const { text } = await compose('where: { kind: Planned, line: L2 }\nvalue: { sum: hours }', {
      more: GOAL,
    });
    expect(text).toContain('m.yaml:6');
    expect(text).toContain(
      'error  the metric "m" has no value, though the export "rows" has 4 rows: none of the 4 rows that have a day is left by where (kind: Planned; line: L2); the goal "g" rests on it',
    );
  });
  it('says which column is empty', async () => {
    const { text } = await compose('value: { sum: spare }');
    expect(text).toContain('m.yaml:6:8  warning  the metric "m" has no value');
    expect(text).toContain('"spare" is empty in every row that counts');
  });
  it('is no fault on a day before the first row', async () => {
    expect((await compose('value: { sum: hours }', { more: GOAL }, '2026-07-01')).text).toBe('');
  });
  it('says of a formula that its parts never meet', async () => {
    const { text } = await compose('value: { sum: hours }', {
      more: {
        'content/metrics/planned.yaml': metric(
          'date: day\nwhere: { kind: Planned }\nvalue: { sum: hours }',
        ),
        'content/metrics/late.yaml': metric(
          'date: day\nwhere: { line: L2 }\nvalue: { sum: hours }',
        ),
        'content/metrics/f.yaml': metric('value: { formula: planned / late }'),
      },
    });
    expect(text).toContain('warning  the metric "f" has no value, though planned and late have');
  });
});

describe('a baseline and a target', () => {
  it.each([
    ['2025-01/2025-06', 'so it has none', 'error'],
    ['2026-05/2026-08', 'so it is that of a part of the time', 'warning'],
  ])('of %s: %s', async (period, words, severity) => {
    const { text } = await compose(`value: { sum: hours }\nbaseline: { period: ${period} }`, {
      more: GOAL,
    });
    expect(text).toContain(`m.yaml:7:21  ${severity}  the baseline is taken from ${period}`);
    expect(text).toContain(`go from 2026-08 to 2026-09; ${words}`);
  });
  it('of which the target is worse stop the build where a goal is measured by them', async () => {
    const lines = 'value: { sum: hours }\nbaseline: { value: 5 }\ntarget: { value: 3 }';
    const { text } = await compose(lines);
    expect(text).toContain('m.yaml:8:9  warning  the target 3.0 of "m" is worse than the baseline');
    expect(text).toContain('since direction: up says that more is better');
    const goal = 'title: G\nmetric: m\ntarget: { value: 3, by: 2027-06-30 }\n';
    const goals = { 'content/goals/g.yaml': goal };
    const own = await compose('value: { sum: hours }\nbaseline: { value: 5 }', { more: goals });
    expect(own.text).toContain('goals/g.yaml:3:9  error  the target 3.0 of "m" is worse');
  });
  it('that hold a level are no fault', async () => {
    const lines = 'value: { sum: hours }\nbaseline: { value: 5 }\ntarget: { value: 5 }';
    expect((await compose(lines)).text).toBe('');
  });
});

it('the whole definition is in the document of the metric, filters included', async () => {
  const { state } = await compose(
    'where: { kind: [Unplanned, unplanned], line: L2 }\nvalue: { sum: hours }\ndimensions: { line: line }',
  );
  const words = 'sum of hours, of rows where kind is Unplanned or unplanned and line is L2';
  expect(computedAs(state('m').metric)).toBe(words);
  expect(metricDocument(state('m'), '2026-10-15').definition).toMatchObject({
    computed: words,
    export: 'rows',
    date: 'day',
    where: [
      { column: 'kind', in: ['Unplanned', 'unplanned'] },
      { column: 'line', in: ['L2'] },
    ],
    dimensions: { line: 'line' },
    value: { kind: 'column', of: { aggregate: 'sum', column: 'hours' } },
  });
});

describe('a log with words outside its vocabulary', () => {
  const FRICTION = 'id initiative from_lens to_lens severity opened:datetime title';
  const rows = [
    'id,initiative,from_lens,to_lens,severity,opened,title',
    '1,I-1,ot,it,1,2026-09-01T08:00,A',
    '2,I-1,ot,bussiness,Critical,2026-09-02T08:00,B',
  ].join('\n');
  const settings = (more = '') => ({
    'content/portfolio.yaml': `name: Tiny\nfriction: { export: rows }\n${more}`,
  });
  it('names the words, the nearest that is meant, and what became of the rows', async () => {
    const made = await tiny({ ...settings(), ...data({ fields: FRICTION, rows }) }, '2026-10-15');
    roots.push(made.root);
    const text = made.problems.join('\n');
    expect(text).toContain(
      'portfolio.yaml:2:11  warning  the export "rows" has "bussiness" in the column "to_lens", in 1 of 2 rows; they are left out',
    );
    expect(text).toContain('did you mean "business"?');
    expect(text).toContain('"Critical" in the column "severity"');
    expect(made.portal?.portfolio.exports[0]?.doubts).toContain(
      '1 of 2 rows have a severity that is none of 1, 2, 3; they are counted as 3, the mildest.',
    );
  });
  it('reads yes and no of any language in the log of standups', async () => {
    const made = await tiny(
      {
        'content/portfolio.yaml': 'name: Tiny\nstandups: { export: rows }\n',
        ...data({
          fields: 'initiative date:date held',
          rows: 'initiative,date,held\nI-1,2026-09-01,ja\nI-1,2026-09-02,vielleicht',
        }),
      },
      '2026-10-15',
    );
    roots.push(made.root);
    expect(made.portal?.portfolio.standups?.map(({ held }) => held)).toEqual([true, false]);
    expect(made.problems.join('\n')).toContain('"vielleicht" in the column "held"');
  });
});
