import { describe, expect, it } from 'vitest';
import { circles, importsOf } from './circles.ts';

describe('circles of imports', () => {
  it('are found whatever their length, and a file that imports itself is one', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['a', 'd']],
      ['d', ['d']],
      ['e', ['a']],
    ]);
    expect(circles(graph).map((circle) => circle.join(' '))).toEqual(['d', 'a b c']);
  });

  it('count type-only imports and those of components', () => {
    const imports = importsOf('src');
    expect(imports.get('src/blocks/Body.astro')).toContain('src/blocks/registry.ts');
    expect(imports.get('src/model/portal.ts')).toContain('src/model/record/goal.ts');
  });

  it('are not in the source', () => {
    expect(circles(importsOf('src'))).toEqual([]);
  });
});
