import { describe, expect, it } from 'vitest';
import type { Field } from '#ingest/contract/contract.ts';
import { datedBy } from '#ingest/typed/dated.ts';
import { dataFolder, read } from '../export/folder.ts';

const dump = (rows: string, at: object, schema: object = {}, more: readonly object[] = []) =>
  dataFolder(
    { 'stops.csv': rows },
    {
      schema: {
        fields: [{ name: 'at', type: 'datetime', ...at }, { name: 'kwh', type: 'number' }, ...more],
        ...schema,
      },
      trilens: { site: undefined },
    },
  );
const BERLIN = { timeZone: 'Europe/Berlin' };
const clock = (minute: number) =>
  `2026-10-25 ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
/** The clock of a day of 25 hours, every so many minutes. */
const day = (step: number) =>
  Array.from({ length: 1500 / step }, (_, at) => at * step).map((minute) =>
    clock(minute < 180 ? minute : minute - 60),
  );
const table = (stamps: readonly string[]) =>
  `at,kwh\n${stamps.map((stamp) => `${stamp},1\n`).join('')}`;

describe('the hour that comes twice when the clocks go back', () => {
  it.each([15, 60])('is told apart by the order of a series of every %i minutes', async (step) => {
    const { rows, report } = await read(
      await dump(table(day(step)), BERLIN, { primaryKey: ['at'] }),
    );
    expect(rows).toHaveLength(1500 / step);
    expect(rows.slice(120 / step, 120 / step + 2).map(([at]) => at)).toEqual([
      '2026-10-25T02:00+02:00',
      step === 60 ? '2026-10-25T02:00+01:00' : '2026-10-25T02:15+02:00',
    ]);
    expect(report.files[0]?.detected.join()).toContain(
      `the hour of at that comes twice, by the order of its ${120 / step} rows`,
    );
  });

  it.each(['earlier', 'later'])('is not made one hour by overlap: %s', async (overlap) => {
    const { rows, report } = await read(
      await dump(table(day(15)), { ...BERLIN, overlap }, { primaryKey: ['at'] }),
    );
    expect([rows.length, report.quarantined]).toEqual([100, 0]);
    expect(rows[12]?.[0]).toBe('2026-10-25T02:00+01:00');
  });

  it('is read backwards where the newest row comes first', async () => {
    const { rows } = await read(await dump(table(day(30).reverse()), BERLIN));
    const offsets = rows.map(([at]) => String(at).slice(11)).filter((at) => at.startsWith('02:30'));
    expect(offsets).toEqual(['02:30+01:00', '02:30+02:00']);
  });

  it('is told for each meter of a file', async () => {
    const rows = ['m1', 'm2'].flatMap((meter) => day(60).map((stamp) => `${stamp},1,${meter}\n`));
    const found = await read(
      await dump(`at,kwh,meter\n${rows.join('')}`, BERLIN, { primaryKey: ['at', 'meter'] }, [
        { name: 'meter' },
      ]),
    );
    expect(found.rows).toHaveLength(50);
    expect(found.report.quarantined).toBe(0);
  });

  it('is not guessed for events, nor where a row of it is lacking', async () => {
    for (const stamps of [
      ['2026-10-25 01:10', '2026-10-25 02:30', '2026-10-25 02:30', '2026-10-25 04:00'],
      day(15).filter((_, at) => at !== 9),
    ]) {
      const { report, text } = await read(await dump(table(stamps), BERLIN));
      expect(report.quarantine.length).toBeGreaterThan(0);
      expect(text).toContain('came twice in Europe/Berlin');
    }
  });

  it('is told in a large file as in a small one', async () => {
    const all = [
      ...Array.from({ length: 400 }, (_, at) => `2026-06-01 ${clock(at).slice(11)}`),
      ...day(60),
    ];
    const { report } = await read(await dump(table(all), BERLIN), null, [], undefined, 1);
    expect(report).toMatchObject({ accepted: 425, quarantined: 0 });
  });
});

describe('the zone of a time of day', () => {
  const one = async (stamp: string, at: object = {}) => {
    const { rows, text } = await read(await dump(table([stamp, stamp]), at));
    return rows[0]?.[0] ?? text;
  };

  it.each([
    ['2026-09-01 08:00 UTC+2', '2026-09-01T08:00+02:00'],
    ['2026-09-01 08:00 GMT-05:30', '2026-09-01T08:00-05:30'],
    ['2026-09-01 08:00 +0200', '2026-09-01T08:00+02:00'],
    ['2026-09-01 08:00 UTC', '2026-09-01T08:00Z'],
  ])('%s is %s', async (stamp, right) => expect(await one(stamp)).toBe(right));

  it.each([
    ['2026-09-01 08:00:00 CEST', 'Europe/Berlin', '2026-09-01T08:00+02:00'],
    ['01.09.2026 08:00 MESZ', 'Europe/Berlin', '2026-09-01T08:00+02:00'],
    ['2026-10-25 02:30 CEST', 'Europe/Berlin', '2026-10-25T02:30+02:00'],
    ['2026-10-25 02:30 CET', 'Europe/Berlin', '2026-10-25T02:30+01:00'],
    ['2026-01-05 08:00 CST', 'America/Chicago', '2026-01-05T08:00-06:00'],
    ['9/13/2026 8:00 PM EDT', 'America/New_York', '2026-09-13T20:00-04:00'],
  ])('%s on the clocks of %s is %s', async (stamp, timeZone, right) =>
    expect(await one(stamp, { timeZone })).toBe(right),
  );

  it('letters alone are of several zones, and letters of another season are none', async () => {
    expect(await one('2026-09-01 08:00 CST')).toMatch(/CST is in several zones: say timeZone/);
    expect(await one('2026-01-05 08:00 CEST', BERLIN)).toMatch(
      /clocks of Europe\/Berlin do not have/,
    );
  });

  it('is reported where days are those of the offset of each cell', async () => {
    const { report } = await read(
      await dump(table(['2026-08-31T22:30:00Z', '2026-10-01T01:00:00+02:00']), {}),
    );
    expect(report.files[0]?.detected).toContain(
      'days of at by the offset of each cell (+02:00, Z), since the contract says no timeZone',
    );
  });
});

describe('a day that is none', () => {
  it.each([
    '9999-12-31',
    '31.12.9999',
    '00000000',
    '0000-00-00',
    '1900-01-01 00:00:00',
    '0001-01-01',
  ])('%s is no date, and that is reported', async (end) => {
    const { rows, report } = await read(
      await dataFolder(
        { 'stops.csv': `from,to\n2026-09-01,2026-09-02\n2026-09-03,${end}\n` },
        {
          schema: {
            fields: [
              { name: 'from', type: 'date' },
              { name: 'to', type: 'date', ...(end.includes('.') ? {} : {}) },
            ],
          },
          trilens: { site: undefined },
        },
      ),
    );
    expect(rows[1]).toEqual(['2026-09-03', null]);
    expect(report.files[0]?.detected).toContain(`"${end}" in to as no date`);
  });

  it.each([
    ['2569-09-01', 'Buddhist'],
    ['1405/06/10', 'Persian'],
  ])('%s is of another calendar, and refused', async (date) => {
    const { text } = await read(
      await dataFolder(
        { 'stops.csv': `from,to\n${date},1\n${date},2\n` },
        {
          schema: { fields: [{ name: 'from', type: 'date' }, { name: 'to' }] },
          trilens: { site: undefined },
        },
      ),
    );
    expect(text).toMatch(
      /stops\.csv:2:1 .*the years of from are not those of the Gregorian calendar/,
    );
    expect(text).toContain('[export/other-calendar]');
  });

  it('six digits of day, month and year are no week of the year 109', async () => {
    const { report } = await read(
      await dataFolder(
        { 'stops.csv': 'from,to\n010926,1\n020926,2\n130926,3\n' },
        {
          schema: { fields: [{ name: 'from', type: 'date' }, { name: 'to' }] },
          trilens: { site: undefined },
        },
      ),
    );
    expect(report.failed).toBe(true);
  });

  it('one row that is day-first and one that is month-first settle nothing', async () => {
    const { text } = await read(
      await dataFolder(
        { 'stops.csv': 'from,to\n9/1/26,1\n9/13/26,2\n13/9/26,3\n' },
        {
          schema: { fields: [{ name: 'from', type: 'date' }, { name: 'to' }] },
          trilens: { site: undefined },
        },
      ),
    );
    expect(text).toContain('day-first in some rows and month-first in others');
  });
});

it.each([
  ['%Y-%m', 'month'],
  ['%b %Y', 'month'],
  ['%G-W%V', 'week'],
  ['%Y', 'year'],
  ['%Y-%m-%d', undefined],
  ['%Y-%j', undefined],
] as const)('dates by %s stand for a whole %s', (format, grain) => {
  const field = { name: 'at', type: 'date' } as Field;
  expect(datedBy([field], [{ format }]).get('at')?.grain).toBe(grain);
});
