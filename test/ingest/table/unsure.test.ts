import { describe, expect, it } from 'vitest';
import { freeRead } from '#ingest/freeRead.ts';

const read = (text: string, options = {}) =>
  freeRead(
    {
      kind: 'file',
      label: 'x.csv',
      path: 'x.csv',
      bytes: new TextEncoder().encode(text),
      sha256: '',
    },
    options,
  );
const refusal = (text: string) =>
  read(text).then(
    ([part]) => `read: ${part?.detected.join(', ')}`,
    (error: Error) => error.message,
  );

const PROSE = [
  'The night shift reported that the press stopped twice before midnight.',
  'Maintenance changed the belt, looked at the roller and cleaned the guard.',
  'Nobody was hurt, and the line was running again after about an hour.',
  'We ask the day shift to look at the new belt before they begin.',
  'Please write down what you see, even if it is nothing at all.',
];
const INI = [
  '[Job]',
  'Name=Cable 7',
  'Speed=120',
  '; set by hand',
  '[Tool]',
  'Blade=new',
  'Hours=412',
];
const LOG = [
  '2026-09-01 06:00:01 press kernel: started',
  '2026-09-01 06:00:02 press app[12]: loading recipe 7 from disk',
  '2026-09-01 06:03:02 press app[12]: ok',
  '2026-09-01 06:05:09 press app[12]: fault 85 at station 4, waiting for the operator to come',
  '2026-09-01 06:05:10 press app[12]: horn on',
  '2026-09-01 06:09:44 press app[12]: cleared by hand after 275 s',
];

describe('a text that is no table', () => {
  it.each([
    ['sentences', PROSE, 'this is no table: it holds sentences'],
    ['messages', LOG, 'this is no table: it holds messages of a log'],
    ['settings', INI, 'this is no table: it holds sections and settings'],
  ])('of %s is refused as such', async (_, lines, words) => {
    expect(await refusal(lines.join('\n'))).toContain(words);
  });
  it.each([
    ['one column of remarks', ['remark', ...PROSE.map((line) => line.slice(0, -1))]],
    [
      'remarks with numbers beside them',
      ['no;remark', ...PROSE.map((line, at) => `${at};${line}`)],
    ],
    ['keys and values', ['a=1', 'b=2', 'c=3', 'd=4', 'e=5']],
    [
      'stamps with numbers and words beside them',
      ['06:00', '06:15', '06:30', '06:45'].map((at) => `2026-09-01 ${at} 4.2 press 17`),
    ],
    ['one column of names', ['operator', 'Anna', 'Bert', 'Carla', 'Dora']],
  ])('is none where it holds %s', async (_, lines) => {
    expect(await refusal(lines.join('\n'))).toMatch(/^read: /);
  });
});

describe('a text of which nothing tells how its cells are parted', () => {
  const mixed = ['a;b', 'x,y;z,w', 'x,y;z,w', 'x,y;z,w', 'x,y;z,w', 'x;y'].join('\n');
  it('is refused with both readings, cell by cell', async () => {
    const said = await refusal(mixed);
    expect(said).toMatch(/nothing tells how its cells are parted \(\d+ % sure\): with comma/);
    expect(said).toContain(
      'with semicolon the first row is 2 cells, "a" "b"; say it with --delimiter',
    );
  });
  it('is read by the delimiter that is named', async () => {
    const [part] = await read(mixed, { delimiter: ';' });
    expect(part?.tables[0]).toMatchObject({ header: ['a', 'b'], rows: { length: 5 } });
  });
  it('is read where one mark is in every line and a few lines are longer', async () => {
    const rows = ['a,b,c', '1,2,3', '1,2,3', '1,2,3,4', '1,2', '1,2,3'];
    expect(await refusal(rows.join('\n'))).toMatch(/^read: /);
  });
});

describe('a text without names for its columns', () => {
  it.each([
    ['words that come again', 'happy\nsad\nhappy\nangry\n', 4],
    ['one line twice', 'bar,baz\nbar,baz', 2],
  ])('keeps every row of %s', async (_, text, rows) => {
    const [part] = await read(text);
    expect(part?.tables[0]?.header).toBeNull();
    expect(part?.tables[0]?.rows).toHaveLength(rows);
    expect(part?.ignored).toEqual([]);
  });
  it('of stamps with short offsets is one column', async () => {
    const stamps = ['01', '02', '03', '04'].map((hour) => `2020-12-30 ${hour}:25:58.745232+01`);
    const [part] = await read(['col1', ...stamps].join('\n'));
    expect(part?.tables[0]).toMatchObject({ header: ['col1'], rows: { length: 4 } });
    expect(part?.tables[0]?.rows[0]?.cells).toEqual([stamps[0]]);
  });
  it('is parted by the mark of its lines, however many lines a quoted cell has', async () => {
    const note = `"p2\n${'bla\n'.repeat(14)}"`;
    const [part] = await read(`1|6370|371|"p1"\n10|214|465|${note}\n100|21|46|"p3"\n`);
    expect(part?.tables[0]?.rows.map(({ cells }) => cells.length)).toEqual([4, 4, 4]);
  });
});
