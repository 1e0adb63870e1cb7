import { expect, it } from 'vitest';
import { READING_EXAMPLES } from '#site/readingExamples.ts';

const { noise, signal } = READING_EXAMPLES;

it('one chart of "How to read" has no signal in any week, and the other one from May on', () => {
  expect(noise.all.variation).toBe('common-cause');
  expect(noise.all.signals).toEqual([]);
  expect(signal.all.variation).toBe('improvement');
  expect(signal.all.signals.map(({ period }) => period).every((week) => week >= '2026-05-01')).toBe(
    true,
  );
});
