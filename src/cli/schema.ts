import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { readOptions, SOURCE_HELP, SOURCE_OPTIONS, UsageError } from './options.ts';
import { editorFiles, schemaFolder, writeSchemas } from './schemaFiles.ts';

const HELP = `trilens schema [options]

Writes JSON Schemas of the files that people write, so that an editor completes fields, explains them and marks mistakes while you type.
They hold the ids of this portfolio; trilens dev keeps them up to date.

${SOURCE_HELP.split('\n').slice(0, 2).join('\n')}
  --out DIR        where they go  (default: .trilens/schema beside the content)
  --vscode         also writes .vscode/settings.json and .vscode/extensions.json, where there are none`;

/** Writes the schemas, and the files of the editor where they are asked for. */
export async function run(args: string[]): Promise<number> {
  const { values } = readOptions(args, {
    content: SOURCE_OPTIONS.content,
    data: SOURCE_OPTIONS.data,
    out: { type: 'string' },
    vscode: { type: 'boolean' },
    help: SOURCE_OPTIONS.help,
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const contentDir = resolve(values.content);
  if (!existsSync(contentDir))
    throw new UsageError(
      `The content folder ${values.content} does not exist. Name another with --content.`,
    );
  const folder = values.out === undefined ? schemaFolder(contentDir) : resolve(values.out);
  const written = await writeSchemas(contentDir, resolve(values.data), folder);
  if (values.vscode) written.push(...(await writeEditorFiles(dirname(contentDir))));
  for (const path of written) console.log(relative(process.cwd(), path));
  return 0;
}

/** Files of the user's are left as they are. */
export async function writeEditorFiles(dir: string): Promise<string[]> {
  const folder = join(dir, '.vscode');
  await mkdir(folder, { recursive: true });
  const missing = Object.entries(editorFiles()).filter(([name]) => !existsSync(join(folder, name)));
  for (const [name, text] of missing) await writeFile(join(folder, name), text);
  return missing.map(([name]) => join(folder, name));
}
