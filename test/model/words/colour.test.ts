import { expect, it } from 'vitest';
import { accents, contrast, PAPER, READABLE } from '#model/words/colour.ts';

it('contrast is that of WCAG: 21 for black on white, 1 for a colour on itself', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#14505f', '#14505f')).toBe(1);
});

it.each(['#14505f', '#8a0f1f', '#0b5d1e', '#5b2a86', '#7a4b00'])(
  'an accent %s can be read by day and by night, on paper and on its soft ground',
  (colour) => {
    const { day, night } = accents(colour);
    for (const [one, paper] of [
      [day, PAPER.day],
      [night, PAPER.night],
    ] as const) {
      expect(contrast(one.accent, paper)).toBeGreaterThanOrEqual(READABLE);
      expect(contrast(one.accent, one.soft)).toBeGreaterThanOrEqual(READABLE);
    }
  },
);
