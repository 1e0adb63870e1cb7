import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { readOptions } from './options.ts';
import { lineDiff } from './upgrade/lineDiff.ts';
import { MIGRATIONS, migrated } from './upgrade/migrations.ts';
import { VERSION } from './version.ts';

const HELP = `trilens upgrade [options]

Moves what people wrote to the form that this version wants, and shows each change as a diff. Nothing is written without --write. The
cache is cleared of what this version makes again by itself; last good dumps and history stay. Exit codes: 0 all is as it should be, or
was written, 1 there is something to write.

  --write          writes the changes
  --list           says what is looked for, and changes nothing
  --content DIR    what people write: portfolio.yaml, goals/, metrics/, playbooks/ …  (default: content)
  --cache DIR      parsed exports and last good dumps; may be deleted at any time  (default: .trilens)`;

const OPTIONS = {
  write: { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
  content: { type: 'string', default: 'content' },
  cache: { type: 'string', default: '.trilens' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Parts of the cache that are made again from content and data. */
const MADE_AGAIN = [
  'content.json',
  'media.json',
  'revisions.json',
  'search.json',
  'pages',
  'charts',
  'stages.json',
];

interface Change {
  path: string;
  file: string;
  before: string;
  after: string;
  says: string[];
}

/** Shows or writes the migrations of a portfolio. 0 nothing is left to do, 1 something is. */
export async function run(args: string[]): Promise<number> {
  const { values } = readOptions(args, OPTIONS);
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (values.list) {
    for (const { version, says } of MIGRATIONS) console.log(`${version}  ${says}`);
    return 0;
  }
  const changes = await changesIn(resolve(values.content));
  for (const change of changes) console.log(shown(change));
  if (changes.length === 0) {
    console.log(`Nothing to change: the content is as Trilens ${VERSION} wants it.`);
    return 0;
  }
  const files = `${changes.length} file${changes.length === 1 ? '' : 's'}`;
  if (!values.write) {
    console.log(`${files} would change. Write them with: npx trilens upgrade --write`);
    return 1;
  }
  for (const { file, after } of changes) await replaced(file, after);
  for (const part of MADE_AGAIN)
    await rm(join(resolve(values.cache), part), { recursive: true, force: true });
  console.log(`${files} changed. Look at them with git diff, then run: npx trilens check`);
  return 0;
}

async function changesIn(contentDir: string): Promise<Change[]> {
  const names = await readdir(contentDir, { recursive: true });
  const changes: Change[] = [];
  for (const name of names.filter((one) => /\.(ya?ml|mdx)$/.test(one)).sort()) {
    const file = join(contentDir, name);
    const path = `${basename(contentDir)}/${name.replaceAll('\\', '/')}`;
    const before = await readFile(file, 'utf8');
    const { text, done } = migrated({ path, text: before });
    if (done.length > 0)
      changes.push({ path, file, before, after: text, says: done.map(({ says }) => says) });
  }
  return changes;
}

function shown({ path, before, after, says }: Change): string {
  return [path, ...says.map((line) => `  ${line}`), ...lineDiff(before, after), ''].join('\n');
}

/** Beside it and renamed, so that a power cut leaves one of both. */
async function replaced(file: string, text: string): Promise<void> {
  const beside = `${file}.${process.pid}.tmp`;
  await writeFile(beside, text);
  await rename(beside, file);
}
