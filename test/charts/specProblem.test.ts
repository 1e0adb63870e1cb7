import { describe, expect, it } from 'vitest';
import { specProblems } from '#charts/specProblem.ts';

const bar = {
  mark: 'bar',
  encoding: { x: { field: 'period' }, y: { field: 'value', type: 'quantitative' } },
};

describe('a chart of an author', () => {
  it('draws the rows of its metric', () => {
    expect(specProblems(bar)).toEqual([]);
    expect(
      specProblems({
        ...bar,
        transform: [
          { calculate: 'round(datum.value * 100) / 100', as: 'v' },
          { filter: 'isValid(datum.v)' },
        ],
      }),
    ).toEqual([]);
  });
  it.each([
    [
      'data in a layer',
      { layer: [{ ...bar, data: { values: [{ value: 0.5 }] } }] },
      'holds "data"',
    ],
    [
      'data of a look-up',
      { ...bar, transform: [{ lookup: 'site', from: { data: { values: [] }, key: 'site' } }] },
      'holds "data"',
    ],
    ['named data', { ...bar, datasets: { a: [] } }, 'holds "datasets"'],
    ['a link', { ...bar, mark: { type: 'bar', href: 'https://example.com/' } }, 'holds "href"'],
    [
      'a colour from elsewhere',
      { ...bar, mark: { type: 'bar', color: 'url(https://example.com/)' } },
      'holds url(',
    ],
    ['an absurd width', { ...bar, width: 1e7 }, '"width" is 10000000'],
    ['an absurd step', { ...bar, width: { step: 1e7 } }, '"step" is 10000000'],
    ['a name of the page', { ...bar, transform: [{ filter: 'event.x > 1' }] }, 'uses "event"'],
    [
      'a function that makes lists',
      { ...bar, transform: [{ calculate: 'length(sequence(3))', as: 'v' }] },
      'uses "sequence"',
    ],
    [
      'an expression that cannot be read',
      { ...bar, transform: [{ filter: 'datum.value >' }] },
      'cannot be read',
    ],
  ])('with %s is refused', (_, spec, found) => {
    expect(
      specProblems(spec)
        .map((problem) => problem.found)
        .join('\n'),
    ).toContain(found);
  });
});
