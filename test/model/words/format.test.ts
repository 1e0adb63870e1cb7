import { expect, test } from 'vitest';
import { listFew } from '#model/words/format.ts';

test('many names are told as the first few and how many more, and never as one name less than there is room for', () => {
  expect(listFew(['A'])).toBe('A');
  expect(listFew(['A', 'B', 'C', 'D', 'E'])).toBe('A, B, C, D and E');
  expect(listFew(['A', 'B', 'C', 'D', 'E', 'F'])).toBe('A, B, C and three more');
  expect(listFew(Array.from({ length: 60 }, (_, index) => `I${index}`))).toBe(
    'I0, I1, I2 and 57 more',
  );
});
