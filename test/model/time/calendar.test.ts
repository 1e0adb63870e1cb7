import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
  calendarOf,
  CIVIL,
  MONTHS,
  useCalendar,
  WEEK_PATTERNS,
  WEEKDAYS,
  YEAR_STARTS,
  yearBegins,
} from '#model/time/calendar.ts';
import { addDays, daysBetween } from '#model/time/date.ts';
import {
  GRAINS,
  lastCompletePeriod,
  parsePeriod,
  periodDistance,
  periodEnd,
  periodName,
  periodsBetween,
  periodStart,
  periodWords,
  shiftPeriod,
  shortPeriod,
} from '#model/time/period.ts';

const own = fc.record({
  weekStartsOn: fc.constantFrom(...WEEKDAYS),
  fiscalYearStart: fc.constantFrom(...MONTHS),
  fiscalYearNamedBy: fc.constantFrom('end' as const, 'start' as const),
  fiscalWeeks: fc.option(
    fc.record({
      pattern: fc.constantFrom(...WEEK_PATTERNS),
      begins: fc.constantFrom(...YEAR_STARTS),
    }),
    { nil: undefined },
  ),
});
const day = fc.integer({ min: 0, max: 40_000 }).map((at) => addDays('1990-01-01', at));
const grain = fc.constantFrom(...GRAINS);

afterEach(() => useCalendar(CIVIL));

describe('in any calendar', () => {
  it('every day belongs to exactly one period of a grain, and the periods follow each other without a gap', () => {
    fc.assert(
      fc.property(own, day, grain, (settings, date, of) => {
        useCalendar(calendarOf(settings));
        const start = periodStart(date, of);
        const end = periodEnd(start, of);
        expect(start <= date && date <= end).toBe(true);
        expect(periodStart(start, of)).toBe(start);
        expect(periodStart(end, of)).toBe(start);
        expect(periodStart(addDays(end, 1), of)).toBe(addDays(end, 1));
        expect(shiftPeriod(start, of, 1)).toBe(addDays(end, 1));
        expect(periodEnd(shiftPeriod(start, of, -1), of)).toBe(addDays(start, -1));
      }),
    );
  });

  it('the periods of a year are as long together as the year, by every grain that it holds whole', () => {
    fc.assert(
      fc.property(own, day, (settings, date) => {
        useCalendar(calendarOf(settings));
        const start = periodStart(date, 'year');
        const end = periodEnd(start, 'year');
        for (const [of, count] of [
          ['quarter', 4],
          ['month', 12],
        ] as const) {
          const parts = periodsBetween(start, end, of);
          expect(parts).toHaveLength(count);
          expect(periodEnd(parts.at(-1) as string, of)).toBe(end);
          expect(
            parts.reduce((sum, part) => sum + daysBetween(part, periodEnd(part, of)) + 1, 0),
          ).toBe(daysBetween(start, end) + 1);
        }
      }),
    );
  });

  it('a name is read back to its period, and no two periods have one name', () => {
    fc.assert(
      fc.property(own, day, grain, (settings, date, of) => {
        useCalendar(calendarOf(settings));
        const start = periodStart(date, of);
        expect(parsePeriod(periodName(start, of))).toEqual({ grain: of, start });
        const next = shiftPeriod(start, of, 1);
        expect(periodName(next, of)).not.toBe(periodName(start, of));
        expect(periodName(next, of) > periodName(start, of)).toBe(true);
      }),
    );
  });

  it('distance and shift agree', () => {
    fc.assert(
      fc.property(
        own,
        day,
        grain,
        fc.integer({ min: -60, max: 60 }),
        (settings, date, of, count) => {
          useCalendar(calendarOf(settings));
          const start = periodStart(date, of);
          expect(periodDistance(start, shiftPeriod(start, of, count), of)).toBe(count);
        },
      ),
    );
  });

  it('a year of weeks has 52 or 53 of them, begins on the first day of a week, and near its month', () => {
    fc.assert(
      fc.property(own, fc.integer({ min: 1990, max: 2100 }), (settings, year) => {
        const weeks = settings.fiscalWeeks ?? { pattern: '4-4-5', begins: 'nearest' };
        const calendar = calendarOf({ ...settings, fiscalWeeks: weeks });
        const fiscal = calendar.fiscal as NonNullable<typeof calendar.fiscal>;
        const begins = yearBegins(year, fiscal, calendar);
        expect([364, 371]).toContain(daysBetween(begins, yearBegins(year + 1, fiscal, calendar)));
        const first = `${year}-${String(fiscal.month).padStart(2, '0')}-01`;
        const away = daysBetween(first, begins);
        const allowed = { nearest: [-3, 3], last: [-6, 0], first: [0, 6] }[weeks.begins] as [
          number,
          number,
        ];
        expect(away >= allowed[0] && away <= allowed[1]).toBe(true);
      }),
    );
  });
});

describe('the calendars of the field', () => {
  it('a fiscal year from April is named by the year in which it ends', () => {
    useCalendar(calendarOf({ fiscalYearStart: 'april' }));
    expect(periodName(periodStart('2026-05-20', 'quarter'), 'quarter')).toBe('FY2027-Q1');
    expect(shortPeriod('2026-04-01', 'quarter')).toBe('FY27 Q1');
    expect(periodWords('FY2027-Q1')).toBe('first quarter of FY27');
    expect(periodName(periodStart('2026-03-31', 'year'), 'year')).toBe('FY2026');
    expect(lastCompletePeriod('2026-11-30', 'quarter')).toBe('2026-07-01');
    expect(parsePeriod('FY27 Q4')).toEqual({ grain: 'quarter', start: '2027-01-01' });
    // Of the calendar or of the fiscal year: nobody can tell.
    expect(parsePeriod('2026-Q1')).toBeNull();
  });

  it('a year may be named by the one in which it begins, and quarters may begin in any month', () => {
    useCalendar(calendarOf({ fiscalYearStart: 'february', fiscalYearNamedBy: 'start' }));
    expect(periodStart('2026-04-30', 'quarter')).toBe('2026-02-01');
    expect(periodName('2026-02-01', 'quarter')).toBe('FY2026-Q1');
    expect(periodStart('2026-01-31', 'year')).toBe('2025-02-01');
  });

  it('the retail calendar of the NRF: 53 weeks in 2012, 2017 and 2023', () => {
    // https://nrf.com/resources/4-5-4-calendar: the year ends on the Saturday nearest to 31 January.
    const retail = calendarOf({
      weekStartsOn: 'sunday',
      fiscalYearStart: 'february',
      fiscalYearNamedBy: 'start',
      fiscalWeeks: { pattern: '4-5-4', begins: 'nearest' },
    });
    useCalendar(retail);
    const weeks = (year: number) => {
      const { start } = parsePeriod(`FY${year}`) as { start: string };
      return (daysBetween(start, periodEnd(start, 'year')) + 1) / 7;
    };
    expect(
      Array.from({ length: 15 }, (_, at) => 2010 + at).filter((year) => weeks(year) === 53),
    ).toEqual([2012, 2017, 2023]);
    expect(parsePeriod('FY2023')?.start).toBe('2023-01-29');
    expect(parsePeriod('FY2024')?.start).toBe('2024-02-04');
    // The 53rd week belongs to the last month.
    const last = parsePeriod('FY2023-P12') as { start: string };
    expect(daysBetween(last.start, periodEnd(last.start, 'month')) + 1).toBe(35);
  });

  it('a week that begins on Sunday is called by the ISO week of its Thursday', () => {
    useCalendar(calendarOf({ weekStartsOn: 'sunday' }));
    expect(periodStart('2026-09-06', 'week')).toBe('2026-09-06');
    expect(periodName('2026-09-06', 'week')).toBe('2026-W37');
    expect(parsePeriod('2026-W37')?.start).toBe('2026-09-06');
  });

  it('a year that begins in January is that of the calendar', () => {
    expect(calendarOf({ fiscalYearStart: 'january' })).toBe(CIVIL);
  });
});
