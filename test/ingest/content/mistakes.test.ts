import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { isMap, isSeq, parseDocument, type Document } from 'yaml';
import { type Problem, problemLine } from '#model/problem.ts';
import { composePortal } from '#site/compose.ts';

const GOAL = 'content/goals/fewer-stops.yaml';
const INITIATIVE = 'content/initiatives/early-signs.mdx';
const METRIC = 'content/metrics/unplanned-stops.yaml';
const PLAYBOOK = 'content/playbooks/name-a-stop.mdx';
const SITES = 'content/sites.yaml';
const ROADMAP = 'content/roadmap/items.yaml';
const CONTRACT = 'data/datapackage.json';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'trilens-mistakes-'));
  await cp('src/cli/starter', root, { recursive: true });
});

const composed = () =>
  composePortal({
    contentDir: join(root, 'content'),
    dataDir: join(root, 'data'),
    asOf: null,
    cacheDir: join(root, 'cache'),
  });
const read = (file: string) => readFile(join(root, file), 'utf8');
async function put(file: string, text: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text);
}
async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await read(file);
  expect(text).toContain(from);
  await put(
    file,
    text.replace(from, () => to),
  );
}
const said = async () => (await composed()).problems.map(problemLine).join('\n');

describe('a file that is no record', () => {
  it.each<[string, () => Promise<void>, string[]]>([
    [
      'saved as Latin-1, with the place of the first letter',
      async () =>
        put(
          GOAL,
          Buffer.from((await read(GOAL)).replace('statement: Cut', 'statement: Störung'), 'latin1'),
        ),
      [`${GOAL}:2:14`, 'not UTF-8: byte 0xF6', 'save it again as UTF-8'],
    ],
    [
      'saved as UTF-16',
      async () => put(GOAL, Buffer.from(`\ufeff${await read(GOAL)}`, 'utf16le')),
      [`${GOAL}:1:1`, 'the file is UTF-16'],
    ],
    [
      'holding zero bytes',
      async () => put(PLAYBOOK, (await read(PLAYBOOK)).replace('A stop', 'A\0stop')),
      ['name-a-stop.mdx:14:2', 'byte 0x00'],
    ],
    [
      'a folder in the place of a file',
      async () => {
        await rm(join(root, GOAL));
        await mkdir(join(root, GOAL));
      },
      [GOAL, 'a folder where a file belongs'],
    ],
    [
      'a link that leads nowhere',
      async () => {
        await rm(join(root, GOAL));
        await symlink('/nowhere.yaml', join(root, GOAL));
      },
      [GOAL, 'this link leads to no file'],
    ],
    [
      'a list that is empty',
      () => put(SITES, ''),
      [`${SITES}:1:1`, 'the file is empty', 'allowed: a list'],
    ],
    [
      'an export that is empty',
      () => put('data/stops.csv', ''),
      ['data/stops.csv:1:1', 'the file is empty', 'send the dump again'],
    ],
    [
      'two documents in one',
      () => put(GOAL, 'title: X\n---\ntitle: Y\n'),
      [`${GOAL}:2:1`, 'begins a second document', 'one file is one record'],
    ],
    [
      'a field that is written twice',
      () => edit(GOAL, 'owner: Head', 'title: Again\nowner: Head'),
      [`${GOAL}:5:1`, 'the field "title" is written twice', 'keep one of them'],
    ],
    [
      'indented with a tab',
      () => put(GOAL, 'title: X\ntarget:\n\tvalue: 6\n'),
      [`${GOAL}:3:1`, 'the line is indented by a tab'],
    ],
    [
      'naming what was not written',
      () => edit(GOAL, 'owner: Head of production', 'owner: *head'),
      [`${GOAL}:5:8`, '*head stands for nothing', 'needs quotes'],
    ],
    [
      'naming itself again and again',
      () =>
        put(
          GOAL,
          `a: &a [x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e'].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcd'[at]}`).join(',')}]`).join('\n')}\ntitle: X\n`,
        ),
      [GOAL, 'stand for too much'],
    ],
    [
      'nested without end',
      () => put(GOAL, `title: ${'['.repeat(5000)}${']'.repeat(5000)}\n`),
      [`${GOAL}:1:`, 'nested too deeply'],
    ],
    [
      'a contract that only this program understands',
      () => edit(CONTRACT, '"primaryKey": ["week", "plant"]', '"primaryKey": ["week", "plant"],'),
      [`${CONTRACT}:17:7`, 'not JSON', 'a comma too many'],
    ],
  ])('%s', async (_, damage, parts) => {
    await damage();
    const text = await said();
    for (const part of parts) expect(text).toContain(part);
  });

  it.each(['a b', 'Über', '__proto__', '-x'])(
    'a file called %j has no id, and says how to call it',
    async (name) => {
      await put(`content/goals/${name}.yaml`, 'title: X\n');
      expect(await said()).toMatch(
        /the name of the file is its id, and ".*" is not an id[\s\S]*to do: rename it: [a-z0-9][\w-]*\.yaml/,
      );
    },
  );

  it('with a byte order mark and line ends of Windows is read like any other', async () => {
    for (const file of [GOAL, INITIATIVE, METRIC, PLAYBOOK, SITES, ROADMAP, CONTRACT])
      await put(file, `\ufeff${(await read(file)).replaceAll('\n', '\r\n')}`);
    const { portal, problems } = await composed();
    expect(problems).toEqual([]);
    expect(portal?.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it('and everything else is still checked and said', async () => {
    await put(GOAL, Buffer.from('title: Störung\n', 'latin1'));
    await edit(METRIC, 'direction: down', 'direction: dwon');
    await rename(join(root, PLAYBOOK), join(root, 'content/playbooks/name a stop.mdx'));
    const { problems } = await composed();
    expect(problems.map(({ code }) => code).toSorted()).toEqual([
      'content/file-name',
      'content/unreadable',
      'content/value',
    ]);
  });

  it('a portfolio that cannot be read does not make its sites unknown', async () => {
    await put('content/portfolio.yaml', 'nam: X\n');
    expect(await said()).not.toContain('is not a site');
  });
});

describe('names that lead astray', () => {
  it.each<[string, () => Promise<void>, string[]]>([
    [
      'one name for two sites would give the rows of one to the other',
      async () => put(SITES, `${await read(SITES)}- { id: EAST, name: East, aliases: [n01] }\n`),
      [`${SITES}:14:37`, '"n01" is a name of the sites "NORTH" and "EAST"'],
    ],
    [
      'a site that has to report and is none',
      () =>
        edit(
          CONTRACT,
          '"expectedSites": ["NORTH", "SOUTH"]',
          '"expectedSites": ["NORTH", "SOUHT"]',
        ),
      [`${CONTRACT}:26:36`, 'there is no site "SOUHT"', 'did you mean "SOUTH"?'],
    ],
    [
      'a calendar of a site that is none',
      async () =>
        put(
          'content/portfolio.yaml',
          `${await read('content/portfolio.yaml')}calendars: { NORHT: [2026-W52] }\n`,
        ),
      ['portfolio.yaml:8:21', 'there is no site "NORHT"'],
    ],
    [
      'a time zone that is none',
      () => edit(SITES, 'timeZone: Europe/Berlin', 'timeZone: Europe/Berlni'),
      [`${SITES}:4:13`, 'the IANA name of a time zone'],
    ],
    [
      'a language that is none',
      async () =>
        put('content/portfolio.yaml', `${await read('content/portfolio.yaml')}locale: de_DE\n`),
      ['portfolio.yaml:8:9', 'a language tag such as en-GB'],
    ],
    [
      'a phase that no framework has',
      () => edit(PLAYBOOK, 'phase: pilot', 'phase: pilto'),
      [`${PLAYBOOK}:5:8`, 'no framework has a phase "pilto"', 'did you mean "pilot"?'],
    ],
    [
      'a day that no calendar has',
      () => edit(ROADMAP, 'start: 2026-Q3', 'start: 2026-02-30'),
      [`${ROADMAP}:1:`, 'start is "2026-02-30"', 'a period such as'],
    ],
    [
      'a year far from any plan',
      () => edit(ROADMAP, 'end: 2026-Q4', 'end: 9999-Q4'),
      ['of the years 1900 to 2199'],
    ],
    [
      'an end before its beginning',
      () => edit(ROADMAP, 'end: 2026-Q4', 'end: 2026-Q1'),
      ['end is "2026-Q1"', 'ends no earlier than start begins'],
    ],
    [
      'two periods the wrong way round',
      () => edit(METRIC, '2026-W01/2026-W20', '2026-W20/2026-W01'),
      [`${METRIC}:`, 'the earlier first'],
    ],
    [
      'a requirement whose value was forgotten',
      () => edit(INITIATIVE, 'sustained: { k: 3, n: 4 }', 'sustained: '),
      [`${INITIATIVE}:`, 'sustained is null'],
    ],
  ])('%s', async (_, damage, parts) => {
    await damage();
    const text = await said();
    for (const part of parts) expect(text).toContain(part);
  });
  it('names of what every object has are names like others', async () => {
    await put(
      SITES,
      (await read(SITES)).replaceAll('L1', 'constructor').replace('id: SOUTH', 'id: valueOf'),
    );
    await edit(CONTRACT, '"SOUTH"', '"valueOf"');
    await edit(ROADMAP, 'sites: [SOUTH]', 'sites: [valueOf]');
    await edit(INITIATIVE, '{ id: used, title', '{ id: toString, title');
    const { portal, problems } = await composed();
    expect(problems).toEqual([]);
    expect(
      portal?.reviews[0]?.results.find(({ criterion }) => criterion.id === 'toString')?.state,
    ).toBe('met');
  });
});

/** Wrong in their kind for any field. */
const WRONG: unknown[] = [
  { x: 1 },
  ['x', ['y']],
  -1e15,
  null,
  '__proto__',
  'constructor',
  '',
  '2026-02-30',
  'ä/b c',
  '<b onload=x>',
  true,
];

describe('every field of the starter, once wrong', () => {
  it.each([GOAL, INITIATIVE, METRIC, PLAYBOOK, SITES, ROADMAP, CONTRACT, 'content/portfolio.yaml'])(
    'in %s: an error with place and what to do, or none; never a crash',
    async (file) => {
      const text = await read(file);
      const head = file.endsWith('.mdx')
        ? (/^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] as string)
        : text;
      let wrong = 0;
      for (const [at, path] of pathsOf(parseDocument(head)).entries()) {
        for (const value of [WRONG[at % WRONG.length], WRONG[(3 * at + 5) % WRONG.length]]) {
          const changed = parseDocument(head);
          changed.setIn(path, value);
          const written = file.endsWith('.json')
            ? JSON.stringify(changed.toJS(), null, 1)
            : changed.toString({ lineWidth: 0 });
          await put(
            file,
            text.replace(head, () => written.replace(/\n$/, '')),
          );
          const { problems } = await composed();
          for (const problem of problems)
            expectSaid(problem, `${path.join('.')} = ${JSON.stringify(value)}`);
          if (problems.length > 0) wrong += 1;
        }
      }
      expect(wrong).toBeGreaterThan(5);
    },
    120_000,
  );
});

function expectSaid(problem: Problem, what: string): void {
  const line = problemLine(problem);
  expect(
    [problem.found, problem.fix].every((words) => words.length > 5),
    `${what}: ${line}`,
  ).toBe(true);
  expect(line, what).not.toMatch(
    /undefined|\[object|Invalid input|NaN|TypeError|RangeError|Cannot read/,
  );
  // Of a file that nobody names there is no line to point at.
  if (problem.code !== 'data/unnamed-file')
    expect(problem.line !== null && problem.column !== null, `${what}: ${line}`).toBe(true);
}

function pathsOf(document: Document): (string | number)[][] {
  const paths: (string | number)[][] = [];
  const walk = (node: unknown, path: (string | number)[]) => {
    if (path.length > 0) paths.push(path);
    if (isMap(node)) for (const item of node.items) walk(item.value, [...path, String(item.key)]);
    else if (isSeq(node) && node.items.length > 0) walk(node.items[0], [...path, 0]);
  };
  walk(document.contents, []);
  return paths;
}
