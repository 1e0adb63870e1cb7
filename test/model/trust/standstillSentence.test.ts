import { describe, expect, it } from 'vitest';
import { standstillHeadline, standstillShare } from '#model/trust/standstillSentence.ts';

const still = (live: number, between: number, unknown: number, stalled = between) => ({
  live,
  unknown,
  stalled,
  between: Array.from({ length: between }),
});

describe('the share that stands still between functions', () => {
  it.each([
    [
      'of which all is known',
      still(10, 6, 0),
      'Six of ten live initiatives stand still between two functions',
      '60 % of the live initiatives are stalled by friction between functions; 3 M EUR were spent on them so far.',
    ],
    [
      'of which nothing is known is no share, and not zero',
      still(2, 0, 2),
      'Not enough is dated to tell whether an initiative stands still between two functions',
      'No share is given: of two initiatives nothing dated says whether they move.',
    ],
    [
      'of which one is not known is a range, though none is found',
      still(4, 0, 1),
      'No live initiative is known to stand still between two functions; of 1 of 4 nobody can tell',
      '0 % to 25 % of the live initiatives are stalled by friction between functions; of one initiative nothing dated says whether it moves.',
    ],
    [
      'of which some are not known is a range',
      still(10, 6, 2, 7),
      'Six of ten live initiatives stand still between two functions',
      '60 % to 80 % of the live initiatives are stalled by friction between functions; 3 M EUR were spent on them so far; of two initiatives nothing dated says whether they move. One other stands still, without two functions that wait for each other.',
    ],
    [
      'of none',
      still(0, 0, 0),
      'No live initiative yet',
      'Add initiatives, and what each function says about them.',
    ],
  ])('%s', (_, of, headline, share) => {
    expect(standstillHeadline(of)).toBe(headline);
    expect(standstillShare(of, '3 M EUR')).toBe(share);
  });
});
