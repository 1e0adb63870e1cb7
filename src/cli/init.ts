import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { ROOT } from './build.ts';
import { readOptions, UsageError } from './options.ts';

const HELP = `trilens init DIR

Writes a small portfolio into a new or empty folder: one goal, one initiative, one playbook, one export with its contract.
It builds at once; then replace file after file with your own. What git and npm put into a folder may be there already.

  trilens init .
  trilens build`;

/** What a repository holds before anything was written for the portal. */
const BEFORE = ['.git', '.gitattributes', '.gitignore', '.npmrc', '.nvmrc', 'LICENSE', 'README.md', 'node_modules', 'package-lock.json', 'package.json'];

/** Copies the starter portfolio. Refuses a folder that holds anything of the user's, so that nothing is ever overwritten. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, { help: { type: 'boolean', short: 'h' } });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [dir, ...more] = positionals;
  if (dir === undefined || more.length > 0) throw new UsageError('trilens init takes one folder: trilens init ../ours');
  const target = resolve(dir);
  const there: string[] = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new UsageError(`${dir} is not a folder (${error.code}). Name a new or an empty folder.`);
  });
  const held = there.filter((name) => !BEFORE.includes(name));
  if (held.length > 0) throw new UsageError(`${dir} already holds ${held.slice(0, 3).join(', ')}${held.length > 3 ? ' …' : ''}. Name a new or an empty folder; nothing is overwritten.`);
  await mkdir(target, { recursive: true });
  await cp(join(ROOT, 'src/cli/starter'), target, { recursive: true });
  if (!there.includes('.gitignore')) await writeFile(join(target, '.gitignore'), 'node_modules/\ndist/\n.trilens/\n');
  const at = relative(process.cwd(), target);
  const where = at === '' ? '' : ` --content ${join(at, 'content')} --data ${join(at, 'data')} --out ${join(at, 'dist')}`;
  console.log(`Wrote a portfolio to ${at || 'this folder'}. Build it:\n\n  npx trilens build${where}`);
  return 0;
}
