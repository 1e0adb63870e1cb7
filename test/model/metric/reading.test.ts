import { describe, expect, it } from 'vitest';
import { workingDaysAt } from '#model/record/calendar.ts';
import { longPeriod, shortPeriod } from '#model/time/period.ts';
import type { Site } from '#model/record/site.ts';

describe('a period in a column and in a sentence', () => {
  it.each([
    ['2026-10-07', 'day', '7 Oct 2026', '7 October 2026'],
    ['2026-09-28', 'week', 'week 40, 2026', 'week 40 of 2026'],
    ['2024-12-30', 'week', 'week 1, 2025', 'week 1 of 2025'],
    ['2026-10-01', 'month', 'Oct 2026', 'October 2026'],
    ['2026-10-01', 'quarter', 'Q4 2026', 'fourth quarter of 2026'],
  ] as const)('%s as a %s is "%s" and "%s"', (start, grain, short, long) => {
    expect(shortPeriod(start, grain)).toBe(short);
    expect(longPeriod(start, grain)).toBe(long);
  });
});

describe('working days over a date', () => {
  const sites = [
    { id: 'A', closed: ['2026-07-14', '2026-07-15'] },
    { id: 'B', closed: ['2026-07-15'] },
  ] as unknown as Site[];

  it('leave out the days on which every plant that it is about is closed', () => {
    expect(workingDaysAt(['A'], sites, '2026-07-10', '2026-07-17')).toBe(3);
    expect(workingDaysAt(['A', 'B'], sites, '2026-07-10', '2026-07-17')).toBe(4);
    expect(workingDaysAt([], sites, '2026-07-10', '2026-07-17')).toBe(5);
  });
});
