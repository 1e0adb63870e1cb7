import { describe, expect, it } from 'vitest';
import { readText } from '#ingest/table/readText.ts';

const read = (text: string, options = {}) => {
  const { tables, ignored } = readText(text, options);
  return {
    header: tables[0]?.header,
    rows: tables[0]?.rows.map((row) => row.cells) ?? [],
    ignored: ignored.map((row) => `${row.line} ${row.reason}`),
  };
};

describe('comments leave before anything is measured', () => {
  it.each([
    [
      'between header and rows',
      '# Logger 7\n# started 2026-09-01\nday;temp\n# unit: C\n2026-09-01;20\n2026-09-02;21\n',
      ['day', 'temp'],
      2,
    ],
    [
      'with as many words as there are columns',
      '# Logger 7\nday,line,temp\n2026-09-01,L1,20\n# filter changed\n2026-09-02,L1,21\n',
      ['day', 'line', 'temp'],
      2,
    ],
    [
      'with as many cells as there are columns',
      '# a,b,c\nday,line,temp\n2026-09-01,L1,20\n# filter,was,changed\n2026-09-02,L1,21\n',
      ['day', 'line', 'temp'],
      2,
    ],
    [
      'more of them than rows',
      `${Array.from({ length: 12 }, (_, at) => `# setting ${at}\n`).join('')}day,line,parts\n2026-09-01,L1,40\n2026-09-02,L1,41\n`,
      ['day', 'line', 'parts'],
      2,
    ],
    [
      'with slashes',
      '// made by mes\nday|line\n2026-09-01|L1\n// night\n2026-09-02|L2\n',
      ['day', 'line'],
      2,
    ],
  ])('%s', (_, text, header, count) => {
    const found = read(text);
    expect(found.header).toEqual(header);
    expect(found.rows).toHaveLength(count);
    const comments = text.split('\n').filter((line) => /^(#|\/\/)/.test(line));
    expect(found.ignored).toHaveLength(comments.length);
    expect(found.ignored.every((line) => line.endsWith('comment'))).toBe(true);
  });
  it('a mark that is part of a name is none', () => {
    expect(
      read('machine,day,stops\n#1 press,2026-09-01,4\n#2 press,2026-09-01,5\n').rows,
    ).toHaveLength(2);
    expect(read('machine,day,stops\nM1,2026-09-01,4\n#3 rework,2026-09-01,5\n').rows).toHaveLength(
      2,
    );
    expect(read('#ISO,value\nDE,3\nFR,4\n').header).toEqual(['#ISO', 'value']);
  });
  it('a declared mark takes all lines that begin with it', () => {
    const text = 'machine,day,stops\nM1,2026-09-01,4\n#M2,2026-09-01,5\n';
    expect(read(text, { commentChar: '#' }).rows).toHaveLength(1);
  });
});

describe('annotations of systems are no rows', () => {
  it('the ids of a survey, and the questions between them and the names', () => {
    const found = read(
      'StartDate,Q1\nStart Date,How useful was it?\n"{""ImportId"":""startDate""}","{""ImportId"":""QID1""}"\n2026-09-01 08:00:00,4\n2026-09-02 08:00:00,5\n',
    );
    expect(found.header).toEqual(['StartDate', 'Q1']);
    expect(found.rows).toHaveLength(2);
    expect(found.ignored).toEqual(['2 comment', '3 comment']);
  });
  it('lines of types above each table of a time series, whose columns move', () => {
    const { rows, header } = read(
      '#group,false,false,true\n#datatype,string,double,string\n,result,_time,_value,machine\n,,2026-09-01T01:00:00Z,10,press1\n,,2026-09-01T02:00:00Z,11,press1\n\n#group,false,true,false\n,result,machine,_time,_value\n,,press2,2026-09-01T01:00:00Z,20\n,,press2,2026-09-01T02:00:00Z,21\n',
    );
    expect(header).toEqual(['', 'result', '_time', '_value', 'machine']);
    expect(rows.map((cells) => cells[3])).toEqual(['10', '11', '20', '21']);
  });
});
