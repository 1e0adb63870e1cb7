import { expect, it } from 'vitest';
import { evaluate, formulaFlaw, tokenise } from '#model/metric/series/formula.ts';

it('a formula that is longer than anybody reads is refused by its length, however its brackets stand', () => {
  for (const long of [
    `${'('.repeat(20_000)}a${')'.repeat(20_000)}`,
    `${'-'.repeat(20_000)}a`,
    `a${' + a'.repeat(20_000)}`,
  ]) {
    expect(formulaFlaw(long)).toMatch(/^it has \d+ numbers, names, .*at most 500 are read$/);
    expect(evaluate(tokenise(long), () => 1)).toBeNull();
  }
  expect(formulaFlaw(`a${' + b'.repeat(100)}`)).toBeNull();
});

it('takes every sign that an id may have, and a minus between spaces', () => {
  expect(tokenise('freight_cost / delivered_lines - a-b.c')).toEqual([
    'freight_cost',
    '/',
    'delivered_lines',
    '-',
    'a-b.c',
  ]);
  expect(formulaFlaw('freight_cost / (2.5 * a_1)')).toBeNull();
});
