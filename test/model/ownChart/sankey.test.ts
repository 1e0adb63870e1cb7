import { describe, expect, it } from 'vitest';
import { drawn, refused } from './shop.ts';

describe('a Sankey diagram', () => {
  it('has a band for what goes from each group of a column to one of the next', () => {
    const { rows, sentence, of } = drawn('Sankey', { metric: 'stops', by: 'flow' });
    expect(rows).toEqual([
      ['N', 'jam', 120, 60],
      ['S', 'tool', 35, 17.5],
      ['S', 'jam', 20, 10],
      ['N', 'tool', 10, 5],
      ['S', 'glue', 10, 5],
      ['S', 'not named', 5, 2.5],
    ]);
    expect(sentence).toBe('N to jam is 60 % of Stops');
    expect(of).toBe('Stops from plant to reason, July 2026 to September 2026');
  });

  it('makes the smallest groups of a stage one', () => {
    const { rows } = drawn('Sankey', { metric: 'stops', by: 'flow', top: 2 });
    expect(rows).toContainEqual(['S', 'others', 15, 7.5]);
    expect(rows.map(([, to]) => to)).not.toContain('glue');
  });

  it('loses nothing on the way: what leaves a group is what it holds', () => {
    const { spec } = drawn('Sankey', { metric: 'stops', by: 'flow' });
    const [bands, nodes] = (spec(640) as { layer: { data: { values: Box[] } }[] }).layer.map(
      ({ data }) => data.values,
    );
    const first = (nodes ?? []).filter(({ x }) => x === 0);
    const leaving = (bands ?? []).filter(({ x }) => x === 10);
    expect(sum(leaving)).toBeCloseTo(sum(first), 6);
    for (const { y, y2 } of nodes ?? []) expect(y2 - y).toBeGreaterThanOrEqual(1);
  });

  it('is not of one column, nor of what does not add up', () => {
    expect(refused('Sankey', { metric: 'stops', by: 'reason' })).toMatchObject({
      found: 'by is "reason", which is one column: nothing flows',
      fix: 'name them in the file of "stops": dimensions: { reason-flow: [reason, TO] }',
    });
    expect(refused('Sankey', { metric: 'crew', by: 'shift' }).prop).toBe('metric');
    expect(refused('Sankey', { metric: 'stops', by: 'flwo' }).fix).toBe('did you mean "flow"?');
  });
});

interface Box {
  x: number;
  y: number;
  y2: number;
}

function sum(boxes: readonly Box[]): number {
  return boxes.reduce((all, { y, y2 }) => all + y2 - y, 0);
}
