import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemLine } from '#model/problem.ts';
import { composePortal } from '#site/compose.ts';
import { documentState, textMarks } from '#model/record/revision.ts';
import { bakery } from '../../bakery.ts';

let root: string;
const git = (...args: string[]) =>
  execFileSync('git', ['-C', root, '-c', 'user.name=A', '-c', 'user.email=a@b.c', ...args]);
const commit = () => {
  git('add', '-A');
  git('commit', '-qm', 'x');
};
const write = (path: string, text: string) => writeFile(join(root, 'content', path), text);
const picture = (side: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"/>`;

async function daily() {
  const { portal, problems } = await composePortal({
    contentDir: join(root, 'content'),
    dataDir: join(root, 'data'),
    asOf: null,
    cacheDir: join(root, 'cache'),
  });
  const playbook = portal?.portfolio.playbooks.find(({ id }) => id === 'daily');
  if (!portal || !playbook) throw new Error(problems.map(problemLine).join('\n'));
  return { playbook, asOf: portal.portfolio.asOf };
}

const revisions: string[] = [];
const text = (close: string) =>
  `---\ntitle: Daily\n${revisions.length > 0 ? `revisions:\n${revisions.join('\n')}\n` : ''}---\n\n<Steps>\n<Include part="lock" />\n<Step title="Close">\n${close}\n\n![The door](door.svg)\n</Step>\n</Steps>\n`;

/** Writes the hashes of the text that is there as the next revision. */
async function issue(path: string, close: string) {
  const marks = JSON.stringify(textMarks((await daily()).playbook)).slice(1, -1);
  revisions.push(`  - { revision: '${revisions.length + 1}', date: 2026-03-01, ${marks} }`);
  await write(path, text(close));
  commit();
}

beforeAll(async () => {
  root = await bakery();
  for (const folder of ['playbooks/line', 'parts'])
    await mkdir(join(root, 'content', folder), { recursive: true });
  git('init', '-q');
  await write('parts/lock.mdx', '<Step title="Lock out">Turn the key.</Step>\n');
  await write('playbooks/door.svg', picture(10));
  await write('playbooks/daily.mdx', text('Shut the door.'));
  await issue('playbooks/daily.mdx', 'Shut the door.');
  // Moved into a folder, with another picture.
  for (const name of ['daily.mdx', 'door.svg'])
    await rename(join(root, 'content/playbooks', name), join(root, 'content/playbooks/line', name));
  await write('playbooks/line/door.svg', picture(20));
  await issue('playbooks/line/daily.mdx', 'Shut the door.');
  // The shared part alone changes.
  await write('parts/lock.mdx', '<Step title="Lock out">Turn the red key.</Step>\n');
  await issue('playbooks/line/daily.mdx', 'Shut the door.');
  await write('playbooks/line/daily.mdx', text('Shut both doors.'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

it('earlier revisions are read from git, with the pictures and shared parts of their time', async () => {
  const { playbook, asOf } = await daily();
  const { history, since, status } = documentState(playbook, asOf);
  expect(status).toBe('changed');
  expect(
    history.map(({ revision, changes, parts }) => [
      revision.revision,
      ...changes,
      ...parts.map(({ title }) => title),
    ]),
  ).toEqual([
    ['3', 'step 1 “Lock out” changed', 'Lock out'],
    // Another picture under the same name says the same words.
    ['2', 'step 2 “Close” changed'],
    ['1'],
  ]);
  expect(since.map(({ title, after }) => [title, after?.some(({ isOwn }) => isOwn)])).toEqual([
    ['Close', true],
  ]);
});

it('without the history of the repository nothing is side by side, and nothing is wrong', async () => {
  await rename(join(root, '.git'), join(root, 'elsewhere'));
  const { playbook, asOf } = await daily();
  expect(playbook.earlier).toBeUndefined();
  expect(documentState(playbook, asOf).history).toHaveLength(3);
});
