import { rm } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { dataFolder, read } from '../export/folder.ts';

/** What is said of a file, and its rows once the step is written that the refusal proposes. */
async function withStep(text: string, fields: object[]) {
  const folder = (steps: object[]) =>
    dataFolder({ 'stops.csv': text }, { schema: { fields }, trilens: { site: undefined, steps } });
  const first = await folder([]);
  const { text: said } = await read(first);
  const [step = '{}'] = /\{"(?:splitFlag|numberRepeatedNames)".*?\}+/.exec(said) ?? [];
  const second = await folder([JSON.parse(step)]);
  const { rows } = await read(second);
  await Promise.all([first, second].map((root) => rm(root, { recursive: true })));
  return { said, rows };
}

it('flags beside numbers are refused with the step that splits them off', async () => {
  const { said, rows } = await withStep('day,value\n2026-01-01,101.2\n2026-02-01,98.0 bp\n', [
    { name: 'day', type: 'date' },
    { name: 'value', type: 'number' },
  ]);
  expect(said).toContain('where the letters are a flag, say the step');
  expect(rows).toEqual([
    ['2026-01-01', 101.2, null],
    ['2026-02-01', 98, 'bp'],
  ]);
});

it('a name that comes twice is refused with the step that numbers it', async () => {
  const { said, rows } = await withStep('day,Sprint,Sprint\n2026-01-01,a,b\n', [
    { name: 'day', type: 'date' },
    { name: 'Sprint' },
  ]);
  expect(said).toContain('which calls the second "Sprint 2"');
  expect(rows).toEqual([['2026-01-01', 'a']]);
});
