import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { dataFolder, read, type Files } from './folder.ts';

const column = (name: string, type = 'string', rest: object = {}) => ({ name, type, ...rest });
const exported = async (
  text: string | Uint8Array,
  fields: object[],
  trilens: object = {},
  files: Files = {},
) =>
  read(
    await dataFolder(
      { 'stops.csv': text, ...files },
      { schema: { fields }, trilens: { site: undefined, maxQuarantined: 1, ...trilens } },
    ),
  );

describe('exports as systems make them, with no more said than what their columns are', () => {
  it('a batch report: title above, German numbers and dates, a sum and a remark below, Windows-1252', async () => {
    const text =
      'Auswertung Chargen;;;\r\nErstellt am: 23.11.2026 06:12;;;\r\n\r\nCharge;Datum;Gutmenge [Stk];Rüstzeit (min)\r\n1;01.10.2026;97.898;32,9\r\n2;02.10.2026;111.777;1.035,6\r\nSumme;;209.675;\r\n\r\nStand: 23.11.2026 06:12 Uhr\r\n';
    const {
      rows,
      report,
      text: said,
    } = await exported(iconv.encode(text, 'windows-1252'), [
      column('Charge'),
      column('Datum', 'date'),
      column('Gutmenge [Stk]', 'integer'),
      column('Rüstzeit (min)', 'number'),
    ]);
    expect(said).toBe('');
    expect(rows).toEqual([
      ['1', '2026-10-01', 97898, 32.9],
      ['2', '2026-10-02', 111777, 1035.6],
    ]);
    expect(report).toMatchObject({ accepted: 2, quarantined: 0, ignored: 6 });
  });
  it('a list printed by SAP: lines drawn around it, amounts with the minus behind, a total marked with an asterisk', async () => {
    const line = '-'.repeat(44);
    const text = `${line}\r\n| Werk | Datum      |   Betrag in HW |\r\n${line}\r\n| 0100 | 28.09.2026 |      20.158,52 |\r\n| 0200 | 28.09.2026 |       3.176,57-|\r\n${line}\r\n| *    |            |      16.981,95 |\r\n${line}\r\n`;
    const { rows, report } = await exported(text, [
      column('Werk'),
      column('Datum', 'date'),
      column('Betrag in HW', 'number'),
    ]);
    expect(rows).toEqual([
      ['0100', '2026-09-28', 20158.52],
      ['0200', '2026-09-28', -3176.57],
    ]);
    expect(report.quarantine).toEqual([]);
  });
  it('a wide sheet of Brazil: months as names with a slash, one column each', async () => {
    const { rows } = await exported(
      iconv.encode(
        'Unidade;Indicador;set/26;out/26;dez/26\r\nSão José;Horas;1.234,5;20.000,0;31,5\r\nTotal;;;;\r\n',
        'latin1',
      ),
      [column('Unidade'), column('Indicador'), column('mes', 'date'), column('valor', 'number')],
      { unpivot: { keep: ['Unidade', 'Indicador'], name: 'mes', value: 'valor' } },
    );
    expect(rows).toEqual([
      ['São José', 'Horas', '2026-09-01', 1234.5],
      ['São José', 'Horas', '2026-10-01', 20000],
      ['São José', 'Horas', '2026-12-01', 31.5],
    ]);
  });
  it('a sheet whose header is merged cells over pairs of columns: plan and actual of each plant', async () => {
    const { rows, text } = await exported(
      'Termintreue je Werk;;;;\r\nWoche;Basel;;Lyon;\r\n;Soll;Ist;Soll;Ist\r\nKW 40/2026;97;82;87;75\r\nKW 41/2026;99;91;112;104\r\n',
      [
        column('Woche', 'date'),
        column('Werk'),
        column('Soll', 'integer'),
        column('Ist', 'integer'),
      ],
      { unpivot: { keep: ['Woche'], name: 'Werk', separator: ' ' } },
    );
    expect(text).toBe('');
    expect(rows).toEqual([
      ['2026-09-28', 'Basel', 97, 82],
      ['2026-09-28', 'Lyon', 87, 75],
      ['2026-10-05', 'Basel', 99, 91],
      ['2026-10-05', 'Lyon', 112, 104],
    ]);
  });
  it('a header in two rows whose names only make sense together', async () => {
    const { rows } = await exported(
      'Datum;Menge;Menge;Zeit\n;gut;schlecht;h\n2026-10-01;5;1;2,5\n2026-10-02;6;0;3,5\n',
      [
        column('Datum', 'date'),
        column('Menge gut', 'integer'),
        column('Menge schlecht', 'integer'),
        column('Zeit h', 'number'),
      ],
    );
    expect(rows).toEqual([
      ['2026-10-01', 5, 1, 2.5],
      ['2026-10-02', 6, 0, 3.5],
    ]);
  });
  it.each([
    ['French', 'Semaine;Arrêts\nS40/2026;12,5\nS41/2026;13,5\n;TOTAL\n', 'Semaine', 'Arrêts'],
    [
      'written out',
      'Semaine;Arrêts\nSemaine 40/2026;12,5\nsem. 41 2026;13,5\nEnsemble;26,0\n',
      'Semaine',
      'Arrêts',
    ],
    [
      'Polish',
      'Tydzień;Postoje\ntydz. 40/2026;12,5\ntydz. 41/2026;13,5\nRazem;26,0\n',
      'Tydzień',
      'Postoje',
    ],
  ])('weeks as they are called, and the total under them: %s', async (_, text, week, stops) => {
    const { rows, report } = await exported(`\ufeff${text}`, [
      column(week, 'date', { format: 'iso-week' }),
      column(stops, 'number'),
    ]);
    expect(rows).toEqual([
      ['2026-09-28', 12.5],
      ['2026-10-05', 13.5],
    ]);
    expect(report).toMatchObject({ quarantined: 0, ignored: 1 });
  });
  it('a last row whose name only begins like a total is a row', async () => {
    const { rows } = await exported(
      'Machine;Jour;Arrêts\nPresse;2026-10-01;3\nEnsemble vis;2026-10-02;4\n',
      [column('Machine'), column('Jour', 'date'), column('Arrêts', 'integer')],
    );
    expect(rows).toHaveLength(2);
  });
});

describe('what cannot be told is refused with what would tell it', () => {
  it('names the mark that another column of the file shows', async () => {
    const { text } = await exported(
      'Tag;Menge;Zeit\n2026-10-01;1.010;1,5\n2026-10-02;1.200;2,5\n',
      [column('Tag', 'date'), column('Menge', 'number'), column('Zeit', 'number')],
    );
    expect(text).toContain(
      'the decimal mark of Menge cannot be told: line 2: "1.010" is 1010 or 1.010',
    );
    expect(text).toContain(
      'declare decimalChar for Menge in datapackage.json; in Zeit of the same file it is ","',
    );
  });
  it('whole numbers that are parted by one mark are understood, by two they are not', async () => {
    const fields = [column('Tag', 'date'), column('Menge', 'integer')];
    expect(
      (await exported('Tag;Menge\n2026-10-01;1.010\n2026-10-02;980\n', fields)).rows.map(
        (row) => row[1],
      ),
    ).toEqual([1010, 980]);
    expect(
      (await exported('Tag;Menge\n2026-10-01;1.010\n2026-10-02;1,200\n', fields)).text,
    ).toContain('the decimal mark of Menge cannot be told');
  });
  it('a month of first days between points is told, between slashes it is not', async () => {
    const fields = [column('Monat', 'date'), column('n', 'integer')];
    const months = (mark: string) =>
      `Monat;n\n${[9, 10, 11].map((month) => `01${mark}${String(month).padStart(2, '0')}${mark}2026;1`).join('\n')}\n`;
    expect((await exported(months('.'), fields)).rows.map((row) => row[0])).toEqual([
      '2026-09-01',
      '2026-10-01',
      '2026-11-01',
    ]);
    expect((await exported(months('/'), fields)).text).toContain('declare the format of Monat');
  });
});

it('the rows of a file that is counted in passing are those of the same file read whole', async () => {
  const fields = [column('Tag', 'date'), column('Menge', 'integer')];
  const rows = Array.from(
    { length: 400_000 },
    (_, at) => `${String((at % 28) + 1).padStart(2, '0')}.10.2026;${at < 300_000 ? 900 : '1.010'}`,
  );
  const { report, text } = await read(
    await dataFolder(
      { 'stops.csv': `Tag;Menge\n${rows.join('\n')}\n` },
      { schema: { fields }, trilens: { site: undefined } },
    ),
  );
  expect(text).toBe('');
  expect(report).toMatchObject({ accepted: 400_000, quarantined: 0 });
}, 60_000);
