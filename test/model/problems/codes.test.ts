import { glob, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { allRules } from '#model/findings/index.ts';
import { PROBLEM_GROUPS, PROBLEM_KINDS, problemPath } from '#model/problems/index.ts';

/** A code of one of the families that are given to problems. */
const CODE =
  /'((?:build|config|content|data|export|framework|gate|goal|read|records|report|roadmap)\/[a-z0-9-]*[a-z0-9])'/g;

async function codesInSource(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const file of glob('src/{ingest,cli,publish,site,extend,charts}/**/*.ts'))
    for (const [, code = ''] of (await readFile(file, 'utf8')).matchAll(CODE))
      found.set(code, file);
  return found;
}

it('every code that the source gives a problem is one of the table, or a rule with a page of its own', async () => {
  const rules = new Set(allRules().map(({ id }) => id));
  const codes = await codesInSource();
  expect(codes.size).toBeGreaterThan(100);
  expect(
    [...codes].filter(([code]) => !(code in PROBLEM_KINDS) && !rules.has(code)).map(String),
  ).toEqual([]);
});

it('every code of the table is given somewhere', async () => {
  let source = '';
  for await (const file of glob('src/{ingest,cli,publish,site,extend,charts}/**/*.ts'))
    source += await readFile(file, 'utf8');
  const built = source.includes('`export/ambiguous-${');
  expect(
    Object.keys(PROBLEM_KINDS).filter(
      (code) => !source.includes(`'${code}'`) && !(built && code.startsWith('export/ambiguous-')),
    ),
  ).toEqual([]);
});

it('each says in whole sentences what it is and what to do, and is in one group of the guide', () => {
  for (const [code, { what, fix }] of Object.entries(PROBLEM_KINDS)) {
    expect(what, code).toMatch(/^[A-Z`].*[.]$/);
    expect(fix, code).toMatch(/^[A-Z`].*[.]$/);
    expect(problemPath(code)).toBe(`guide/problems/#${code.replace('/', '-')}`);
  }
  const grouped = PROBLEM_GROUPS.flatMap(([, kinds]) => Object.keys(kinds));
  expect(grouped.toSorted()).toEqual(Object.keys(PROBLEM_KINDS).toSorted());
  expect(problemPath('content/nothing-like-it')).toBeNull();
});
