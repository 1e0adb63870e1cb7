import { expect, it } from 'vitest';
import { heavyNotes, overBudget } from '#publish/pages/pageBudget.ts';

const page = (parts: string) => Buffer.from(`<html><body><main>${parts}</main></body></html>`);
const items = (count: number, width = 30) => `<li>${'x'.repeat(width)}</li>`.repeat(count);

it('a page of up to 1 MB and 8,000 elements is within its budget', () => {
  expect(overBudget('gates/', page(items(7990)))).toBeNull();
  expect(overBudget('gates/', page(items(100, 9900)))).toBeNull();
});

it('a page over it is named with its size and the part that makes it so', () => {
  const html = page(
    `<h2>Due</h2>${items(1000)}<h2 id="x"><a href="#x">All ever</a></h2>${items(8000)}`,
  );
  const heavy = overBudget('lens/ot/', html);
  expect(heavy).toMatchObject({
    address: 'lens/ot/',
    elements: 9006,
    heaviest: { title: 'All ever' },
  });
  expect(heavyNotes(heavy ? [heavy] : [])).toEqual([
    expect.stringMatching(
      /^The page \/lens\/ot\/ has 0\.4 MB and 9,006 elements, which a tablet opens slowly; "All ever" is 89 % of it\.$/,
    ),
  ]);
});

it('the five largest are named and the others counted', () => {
  const heavy = (bytes: number) => ({ address: `p${bytes}/`, bytes, elements: 1, heaviest: null });
  const notes = heavyNotes([1e6, 3e6, 2e6, 7e6, 5e6, 4e6, 6e6].map(heavy));
  expect(notes).toHaveLength(6);
  expect(notes[0]).toContain('/p7000000/ has 7.0 MB');
  expect(notes[5]).toBe('2 more pages are larger than a tablet opens quickly.');
});
