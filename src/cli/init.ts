import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { ROOT } from './root.ts';
import { readOptions, UsageError } from './options.ts';
import { writeEditorFiles } from './schema.ts';
import { schemaFolder, schemaLine, writeSchemas } from './schemaFiles.ts';

const HELP = `trilens init DIR

Writes a small portfolio into a new or empty folder: one goal, one initiative with its gate, four metrics, one playbook, and three
exports with their contract. It builds at once and no rule finds a fault in it; then replace file after file with your own. What git
and npm put into a folder may be there already.

  trilens init .
  trilens build`;

/** What git, a package manager, a host or an editor leaves in a folder before anything was written for the portal. */
const BEFORE = new Set([
  '.git',
  '.gitattributes',
  '.gitignore',
  '.github',
  '.gitlab-ci.yml',
  '.editorconfig',
  '.vscode',
  '.idea',
  '.DS_Store',
  '.nvmrc',
  '.node-version',
  '.npmrc',
  'LICENSE',
  'LICENSE.md',
  'README.md',
  'node_modules',
  'package.json',
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'yarn.lock',
  '.yarn',
  '.yarnrc.yml',
  '.pnp.cjs',
  '.pnp.loader.mjs',
]);
/** Trilens itself, as npm packed it. */
const PACKED = /^trilens-.*\.tgz$/;

/** Copies the starter portfolio. Refuses a folder that holds anything of the user's, so that nothing is ever overwritten. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(
    args,
    { help: { type: 'boolean', short: 'h' } },
    'names',
  );
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [dir, ...more] = positionals;
  if (dir === undefined || more.length > 0)
    throw new UsageError('trilens init takes one folder: trilens init ../ours');
  const target = resolve(dir);
  const there: string[] = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new UsageError(`${dir} is not a folder (${error.code}). Name a new or an empty folder.`);
  });
  const held = there.filter((name) => !BEFORE.has(name) && !PACKED.test(name));
  if (held.length > 0)
    throw new UsageError(
      `${dir} already holds ${held.slice(0, 3).join(', ')}${held.length > 3 ? ' …' : ''}. Name a new or an empty folder; nothing is overwritten.`,
    );
  await mkdir(target, { recursive: true });
  await cp(join(ROOT, 'src/cli/starter'), target, { recursive: true });
  await helpEditors(target);
  if (!there.includes('.gitignore'))
    await writeFile(join(target, '.gitignore'), 'node_modules/\ndist/\n.trilens/\n');
  console.log(nextSteps(relative(process.cwd(), target)));
  return 0;
}

/** Each file begins with the line that leads an editor to its schema, and the schemas are there. */
async function helpEditors(target: string): Promise<void> {
  const content = join(target, 'content');
  for (const name of await readdir(content, { recursive: true })) {
    const line = schemaLine(`content/${name.replaceAll('\\', '/')}`);
    const path = join(content, name);
    if (line !== null) await writeFile(path, line + (await readFile(path, 'utf8')));
  }
  await writeSchemas(content, join(target, 'data'), schemaFolder(content));
  await writeEditorFiles(target);
}

/** What was written, how to look at it, and in which order it becomes one's own. */
function nextSteps(at: string): string {
  const from = at === '' ? '' : ` --content ${join(at, 'content')} --data ${join(at, 'data')}`;
  const file = (path: string) => join(at, path);
  return `Wrote a portfolio to ${at || 'this folder'}: an invented programme of two plants, to be replaced file by file.

Look at it:

  npx trilens dev${from}
  npx trilens check${from}
  npx trilens build${from}${at === '' ? '' : ` --out ${join(at, 'dist')}`}

Make it yours, with an export as your system writes it:

  1. npx trilens read EXPORT.csv --draft      prints the contract of its columns, as far as the file tells it
  2. ${file('data/datapackage.json')}   takes it, in the place of the samples; the file goes beside it
  3. ${file('content/metrics/')}        a file for each number: which column, over which, by week or month
  4. ${file('content/sites.yaml')}      your plants, and the names under which exports know them
  5. ${file('content/portfolio.yaml')}  then goals/, initiatives/, roadmap/, playbooks/; remove what is not yours

Every field of every file is in the portal's own guide, /guide/.`;
}
