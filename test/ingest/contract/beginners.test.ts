import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check } from '#api/check.ts';
import { problemLine } from '#model/problem.ts';
import { ROOT } from '../../cli/trilens.ts';

let root: string;
let count = 0;
const STARTER = join(ROOT, 'src/cli/starter');
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'trilens-beginners-data-'));
});
afterAll(() => rm(root, { recursive: true }));

/** What is said first of the starter in which the text of one file of data is another. */
async function first(file: string, edit: (text: string) => string): Promise<string> {
  const dir = join(root, String(++count));
  await cp(STARTER, dir, { recursive: true });
  const path = join(dir, 'data', file);
  await writeFile(path, edit(await readFile(path, 'utf8')));
  const { problems } = await check({
    content: join(dir, 'content'),
    data: join(dir, 'data'),
    cache: join(dir, 'cache'),
  });
  return problems.slice(0, 1).map(problemLine).join('');
}

const CONTRACT = 'datapackage.json';
const instead = (from: string, to: string) => (text: string) => text.replace(from, to);

/** What somebody does to a contract or a file of data, what is found, and the line that puts it right. */
const MISTAKES: [
  mistake: string,
  file: string,
  edit: (text: string) => string,
  found: string,
  todo: string,
][] = [
  [
    'a path in other letters',
    CONTRACT,
    instead('"stops.csv"', '"Stops.csv"'),
    'no file matches "Stops.csv"',
    '"stops.csv" is there',
  ],
  [
    'a type of another tool',
    CONTRACT,
    instead('"type": "number"', '"type": "float"'),
    'type is "float"',
    'did you mean "number"?',
  ],
  [
    'an interval as an adverb',
    CONTRACT,
    instead('"everyDays": 7', '"everyDays": "weekly"'),
    'everyDays is "weekly"',
    'write the number of days: 7',
  ],
  [
    'a field of trilens beside it',
    CONTRACT,
    instead('"path": "stops.csv",', '"path": "stops.csv", "everyDays": 7,'),
    'unknown field "everyDays"',
    'move it into trilens',
  ],
  [
    'a comment',
    CONTRACT,
    (text) => `// exports\n${text}`,
    'datapackage.json:1:1  error  JSON has no comments',
    'remove the line',
  ],
  [
    'a comma too few',
    CONTRACT,
    instead('"title": "Stop log",', '"title": "Stop log"'),
    'this is not JSON',
    'often a comma',
  ],
  [
    'a list in place of the package',
    CONTRACT,
    () => '[{ "name": "stops" }]',
    'the file is a list',
    '"resources"',
  ],
  [
    'a misspelt column',
    CONTRACT,
    instead('"site": "plant"', '"site": "plnt"'),
    'names the column "plnt"',
    'did you mean "plant"?',
  ],
  [
    'a renamed column',
    'stops.csv',
    instead('stop_hours', 'stop_hour'),
    'lacking: stop_hours (renamed to stop_hour?)',
    'columnMap',
  ],
  [
    'no header',
    'stops.csv',
    (text) => text.slice(text.indexOf('\n') + 1),
    'the header changed',
    'write the names of the columns above it',
  ],
  [
    'a page of login',
    'stops.csv',
    () => '<!DOCTYPE html><html><body>Log in</body></html>',
    'this is a web page',
    'download the CSV itself',
  ],
  [
    'a file that was not fetched',
    'stops.csv',
    () => 'version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 12\n',
    'the note that Git LFS leaves',
    'git lfs pull',
  ],
  [
    'both versions of rows',
    'stops.csv',
    instead('2026-01-05,N01', '<<<<<<< HEAD\n2026-01-05,N01,1,240,1,1\n=======\n2026-01-05,N01'),
    'two versions of these lines are here',
    'take one of the two',
  ],
];

describe('the message about a mistake in data is enough alone', () => {
  it.each(MISTAKES)('%s', async (_, file, edit, found, todo) => {
    const words = await first(file, edit);
    expect(words).toContain(found);
    expect(words).toContain(todo);
  });
});
