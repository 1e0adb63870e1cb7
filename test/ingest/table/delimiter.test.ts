import { describe, expect, it } from 'vitest';
import { readText } from '#ingest/table/readText.ts';

const read = (text: string) => {
  const [table] = readText(text).tables;
  return { header: table?.header, rows: table?.rows.map((row) => row.cells) ?? [] };
};
const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');

describe('a space in every text parts nothing beside a mark in every line', () => {
  const message = (at: number) => `Station ${at} reported fault ${at + 50} and was started by hand`;
  it.each([';', '\t', '|', ','])('messages of equal words: %j', (mark) => {
    const text = `message${mark}level\n${lines(20, (at) => `${message(at)}${mark}${at % 2 ? 'info' : 'warn'}`)}\n`;
    const { header, rows } = read(text);
    expect(header).toEqual(['message', 'level']);
    expect(rows).toHaveLength(20);
    expect(rows[3]).toEqual([message(3), 'info']);
  });
  it('quoted notes with the same words in every row', () => {
    const { header, rows } = read(
      `note,status\n${lines(12, (at) => `"the belt, as before, slipped again",${at}`)}\n`,
    );
    expect(header).toEqual(['note', 'status']);
    expect(rows[0]).toEqual(['the belt, as before, slipped again', '0']);
  });
  it('a space parts values with a decimal comma', () => {
    const { rows } = read(
      `day temp speed\n${lines(8, (at) => `2026-09-0${at + 1} ${at},5 1${at},25`)}\n`,
    );
    expect(rows[2]).toEqual(['2026-09-03', '2,5', '12,25']);
  });
  it('a tab in every line goes before the commas within', () => {
    const { header } = read('freq,geo\t2026-01\t2026-02\nM,AT\t101.2\t102.3\nM,BE\t99.1\t98.0\n');
    expect(header).toEqual(['freq,geo', '2026-01', '2026-02']);
  });
});

describe('a mark of several characters', () => {
  it('is one that parts names and rows', () =>
    expect(read('a||b||c\n1||2||3\n4||5||6\n')).toEqual({
      header: ['a', 'b', 'c'],
      rows: [
        ['1', '2', '3'],
        ['4', '5', '6'],
      ],
    }));
  it.each([',,,', '1,,,'])('is no row of empty cells: %j', (row) => {
    const { header, rows } = read(`a,b,c,d\n${lines(40, () => row)}\n`);
    expect(header).toEqual(['a', 'b', 'c', 'd']);
    expect(rows.every((cells) => cells.length === 4)).toBe(true);
  });
});

describe('one column is one column', () => {
  it.each([
    [
      'dates in words, each quoted',
      '"Dec 8, 2022"\n"Sep 26, 2022"\n"Aug 31, 2022"\n',
      'Dec 8, 2022',
    ],
    ['texts of braces and colons, each quoted', `"{'a':x}"\n"{'a': x}"\n"{'a':''}"\n`, "{'a':x}"],
    ['two lines of words', 'DELIVER IN PERSON\nTAKE BACK RETURN\n', 'DELIVER IN PERSON'],
    ['one time of day', '12:0\n', '12:0'],
  ])('of %s', (_, text, first) => {
    const { header, rows } = read(text);
    const all = [...(header ? [header] : []), ...rows];
    expect(all.map((cells) => cells.length)).toEqual(
      text
        .trim()
        .split('\n')
        .map(() => 1),
    );
    expect(all[0]).toEqual([first]);
  });
  it('lines that were quoted whole are none', () => {
    const { header, rows } = read('"day,note"\n"2026-09-01,""a, b"""\n"2026-09-02,c"\n');
    expect([header, ...rows]).toEqual([
      ['day', 'note'],
      ['2026-09-01', 'a, b'],
      ['2026-09-02', 'c'],
    ]);
  });
  it('of names with commas, quoted line by line', () => {
    const { header, rows } = read(`"operator"\n${lines(9, (at) => `"Meier, Anna${at}"`)}\n`);
    expect(header).toEqual(['operator']);
    expect(rows[0]).toEqual(['Meier, Anna0']);
  });
  it.each([
    ['times', 'stopped at', '01:02:03'],
    ['timestamps', 'stopped', '2026-09-01 10:00:00'],
    ['decimal commas', 'hours', '12,5'],
  ])('of %s', (_, name, value) => {
    expect(read(`${name}\n${lines(4, () => value)}\n`)).toEqual({
      header: [name],
      rows: Array.from({ length: 4 }, () => [value]),
    });
  });
});

it('a quote is decided by the cells it opens and closes, however long they are', () => {
  const note = (at: number) =>
    `Shift ${at}: ${"they said 'stop', then 'go', and wrote 'belt', 'guard'\n".repeat(15)}`;
  const { header, rows } = read(
    `no,note,owner\n${lines(6, (at) => `${at},"${note(at)}",Line ${at}`)}\n`,
  );
  expect(header).toEqual(['no', 'note', 'owner']);
  expect(rows).toHaveLength(6);
  expect(rows[4]).toEqual(['4', note(4), 'Line 4']);
});
