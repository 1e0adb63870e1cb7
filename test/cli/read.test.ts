import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trilens } from './trilens.ts';

/** A folder with files; a value of bytes or text each. */
async function folder(files: Record<string, string | Uint8Array>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-read-'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(dir, name), content);
  return dir;
}

const GERMAN = Buffer.from(
  'Auswertung Linie 3\n\nDatum;Werk;St\u00fcck\n05.01.2026;K\u00f6ln;1,5\n06.01.2026;K\u00f6ln;"2;5"\nSumme;;4\n',
  'latin1',
);

describe('a plant engineer checks a dump before it goes in', () => {
  it('gets clean CSV on standard output, and on standard error what was detected and left out', async () => {
    const dir = await folder({ 'dump.csv': GERMAN });
    const { code, out, err } = await trilens(['read', 'dump.csv'], { cwd: dir });
    expect(code).toBe(0);
    expect(out).toBe('Datum,Werk,Stück\r\n05.01.2026,Köln,"1,5"\r\n06.01.2026,Köln,2;5\r\n');
    expect(err).toMatch(/encoding windows-1252 \(\d+ % sure\)/);
    expect(err).toContain('semicolon between cells');
    expect(err).toContain('header on line 3');
    expect(err).toContain(
      '5 rows in = 2 accepted + 0 quarantined + 3 ignored (1 preamble, 1 blank, 1 footer)',
    );
    expect(err).toContain('dump.csv:6:1: ignored as footer: "Summe;;4"');
  });
  it('gets JSON, one document a file', async () => {
    const dir = await folder({ 'a.csv': 'x,__proto__\n1,2\n', 'b.csv': 'y\n3\n' });
    const { out } = await trilens(['read', 'a.csv', 'b.csv', '--format', 'json', '--quiet'], {
      cwd: dir,
    });
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      {
        file: 'a.csv',
        header: ['x', '__proto__'],
        rows: [['1', '2']],
        counts: { rowsIn: 1, accepted: 1, setAside: 0, ignored: 0 },
      },
      {
        file: 'b.csv',
        header: ['y'],
        rows: [['3']],
        counts: { rowsIn: 1, accepted: 1, setAside: 0, ignored: 0 },
      },
    ]);
  });
  it('reads standard input', async () => {
    const dir = await folder({});
    const { execFile } = await import('node:child_process');
    const { ENV, ROOT } = await import('./trilens.ts');
    const out = await new Promise<string>((done) => {
      const child = execFile(
        process.execPath,
        [`${ROOT}src/cli/main.ts`, 'read', '-'],
        { cwd: dir, env: ENV },
        (_, stdout) => done(stdout),
      );
      child.stdin?.end('a|b\n1|2\n');
    });
    expect(out).toBe('a,b\r\n1,2\r\n');
  });
});

describe('a job at night reads a whole folder in one call', () => {
  it('writes one file an input under its own name, further tables beside it, and never over another', async () => {
    const dir = await folder({
      'a.csv': 'x;y\n1;2\n',
      'b.tsv': 'x\ty\n1\t2\n',
      'b.csv': 'x,y\n3,4\n',
      'two.csv':
        'id,value,when\n1,2.5,2026-01-01\n2,3.5,2026-01-02\n3,4.5,2026-01-03\n\nname,role\nAnn,lead\nBob,crew\n',
    });
    const { code } = await trilens(['read', 'a.csv', 'b.tsv', 'b.csv', 'two.csv', '--out', 'out'], {
      cwd: dir,
    });
    expect(code).toBe(0);
    expect((await readdir(join(dir, 'out'))).sort()).toEqual([
      'a.csv',
      'b-2.csv',
      'b.csv',
      'two.csv',
      'two.table-2.csv',
    ]);
    expect(await readFile(join(dir, 'out/a.csv'), 'utf8')).toBe('x,y\r\n1,2\r\n');
    expect(await readFile(join(dir, 'out/two.table-2.csv'), 'utf8')).toBe(
      'name,role\r\nAnn,lead\r\nBob,crew\r\n',
    );
  });
  it('one bad file stops nothing: it is named with a way out, the others are written, the exit code is 1', async () => {
    const dir = await folder({
      'good.csv': 'x,y\n1,2\n',
      'old.xls': Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
      'cut.csv.gz': Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1),
      'empty.csv': '',
    });
    const { code, err } = await trilens(
      [
        'read',
        'old.xls',
        'cut.csv.gz',
        'nowhere.csv',
        '.',
        'empty.csv',
        'good.csv',
        '--out',
        'out',
      ],
      { cwd: dir },
    );
    expect(code).toBe(1);
    expect(err).toMatch(/old\.xls:1:1: not read: .*old format.*To do: save it as \.xlsx/);
    expect(err).toMatch(/cut\.csv\.gz:1:1: not read: /);
    expect(err).toMatch(/nowhere\.csv:1:1: not read: there is no such file/);
    expect(err).toContain('2 of 6 files read, 4 could not be.');
    expect((await readdir(join(dir, 'out'))).sort()).toEqual(['empty.csv', 'good.csv']);
  });
  it('thousands of files', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [
        `f${index}.csv`,
        `day,stops\n2026-01-05,${index}\n`,
      ]),
    );
    const dir = await folder(files);
    const { code, err } = await trilens(
      ['read', ...Object.keys(files), '--out', 'out', '--quiet'],
      { cwd: dir },
    );
    expect(err.trim()).toBe('2000 of 2000 files read.');
    expect(code).toBe(0);
    expect(await readdir(join(dir, 'out'))).toHaveLength(2000);
  });
  it('a long file costs no memory by its length', async () => {
    const line = (index: number) =>
      `2026-01-${String((index % 28) + 1).padStart(2, '0')};NORD;L${index % 3};${index},5\n`;
    const dir = await folder({
      'long.csv': `day;site;line;value\n${Array.from({ length: 800_000 }, (_, index) => line(index)).join('')}Summe;;;9\n`,
    });
    const { code, err } = await trilens(['read', 'long.csv', '--out', 'out'], {
      cwd: dir,
      env: { NODE_OPTIONS: '--max-old-space-size=200' },
    });
    expect(err).toContain(
      '800001 rows in = 800000 accepted + 0 quarantined + 1 ignored (1 footer)',
    );
    expect(code).toBe(0);
    const out = await readFile(join(dir, 'out/long.csv'), 'utf8');
    expect(out.startsWith('day,site,line,value\r\n2026-01-01,NORD,L0,"0,5"\r\n')).toBe(true);
    expect(out.endsWith('2026-01-12,NORD,L1,"799999,5"\r\n')).toBe(true);
  });
  it('never writes over what it reads', async () => {
    const dir = await folder({ 'a.csv': 'x;y\n1;2\n' });
    const { code, err } = await trilens(['read', 'a.csv', '--out', '.'], { cwd: dir });
    expect(code).toBe(1);
    expect(err).toContain('name another folder with --out');
    expect(await readFile(join(dir, 'a.csv'), 'utf8')).toBe('x;y\n1;2\n');
  });
});

describe('cells are written as they are', () => {
  it('a formula stays, unless it is asked to be made harmless', async () => {
    const dir = await folder({ 'a.csv': 'name,value\n=cmd|x,1\n' });
    expect((await trilens(['read', 'a.csv'], { cwd: dir })).out).toBe('name,value\r\n=cmd|x,1\r\n');
    expect((await trilens(['read', 'a.csv', '--harmless'], { cwd: dir })).out).toBe(
      "name,value\r\n'=cmd|x,1\r\n",
    );
  });
  it('a row of another width is kept and named; with --as-is nothing is inferred', async () => {
    const rows = Array.from({ length: 8 }, (_, index) => `2026-01-0${index + 1},A,${index}`).join(
      '\n',
    );
    const dir = await folder({
      'a.csv': `day,site,stops\n${rows}\n2026-01-09,,A,3\n2026-01-10,A\n`,
    });
    const mended = await trilens(['read', 'a.csv'], { cwd: dir });
    expect(mended.out.split('\r\n').slice(-3)).toEqual(['2026-01-09,A,3', '2026-01-10,A,', '']);
    expect(mended.err).toContain(
      'a.csv:10:1: found 4 cells where the others have 3; read without its empty cell 2',
    );
    expect(mended.err).toContain(
      'a.csv:11:2: found 2 cells where the others have 3; empty cells were added at its end',
    );
    const asIs = await trilens(['read', 'a.csv', '--as-is'], { cwd: dir });
    expect(asIs.out.split('\r\n').slice(-3)).toEqual(['2026-01-09,,A,3', '2026-01-10,A,', '']);
  });
});

describe('with a contract', () => {
  const CONTRACT = JSON.stringify({
    resources: [
      {
        name: 'stops',
        path: '*.csv',
        schema: {
          fields: [
            { name: 'day', type: 'date' },
            { name: 'site' },
            { name: 'hours', type: 'number' },
          ],
        },
        trilens: { site: 'site' },
      },
    ],
  });
  it('types are checked and bad rows are quarantined with file, line, column and reason', async () => {
    const dir = await folder({
      'datapackage.json': CONTRACT,
      'a.csv': 'day;site;hours\n07.01.2026;A;1,5\n13.01.2026;A;x\n',
    });
    const { code, out, err } = await trilens(['read', 'a.csv', '--contract', 'datapackage.json'], {
      cwd: dir,
    });
    expect(out).toBe('day,site,hours\r\n2026-01-07,A,1.5\r\n');
    expect(err).toMatch(
      /a\.csv:3:hours: quarantined: hours: "x" is not a number.*\[export\/number\]/,
    );
    expect(err).toContain('2 rows in = 1 accepted + 1 quarantined + 0 ignored');
    expect(code).toBe(0);
  });
  it('a file that does not fit the contract is refused, with what to do', async () => {
    const dir = await folder({
      'datapackage.json': CONTRACT,
      'a.csv': 'when,site,hours\n2026-01-07,A,1\n',
    });
    const { code, out, err } = await trilens(['read', 'a.csv', '--contract', 'datapackage.json'], {
      cwd: dir,
    });
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(/a\.csv:1:1: the header changed; lacking: day/);
  });
});
it('a wrong option names the allowed ones', async () => {
  const { code, err } = await trilens(['read', 'x.csv', '--format', 'xml']);
  expect(code).toBe(64);
  expect(err).toContain('allowed are csv and json');
});
