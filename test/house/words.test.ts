import { glob, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

/** Words that a reader of English stumbles over, and what to write. */
const WORST: [RegExp, string][] = [
  [/\buntold\b/, 'suppressed'],
  [/\banew\b/, 'again'],
  [/\bset aside\b/, 'quarantined'],
  [/\bfound out\b/, 'detected'],
  [/\bbears?\b/, 'has, allows'],
  [/\b(?:rows?|dumps?|exports?|it|they|one) tells? of\b/, 'covers'],
  [/\bstands in (?:an?|the|its|one|every|quotes)\b(?! for)/, 'is in'],
  [/\b(?:it|which|that) is none\b(?! of)/, 'is not one'],
  [/\b(?:is|are) told (?:of|for|at|before|beside|nowhere|once|per)\b/, 'shown, given'],
  [/\b(?:herewith|hitherto)\b/, 'plain words'],
];

it('the worst words of an earlier English are in no comment, message or page', async () => {
  const found: string[] = [];
  for await (const file of glob('src/**/*.{ts,astro,mdx,css}'))
    for (const [index, line] of (await readFile(file, 'utf8')).split('\n').entries())
      for (const [word, instead] of WORST)
        if (word.test(line)) found.push(`${file}:${index + 1}: ${word.source}, write: ${instead}`);
  expect(found).toEqual([]);
});
