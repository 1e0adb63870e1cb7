import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { CONTENT_FILES } from '#ingest/jsonSchema/contentFiles.ts';
import { jsonSchemaOf } from '#ingest/jsonSchema/jsonSchemaOf.ts';
import { knownIds } from '#ingest/jsonSchema/knownIds.ts';

/** Where the schemas of a portfolio are, unless somebody names another folder: the first line of its files leads there. */
export function schemaFolder(contentDir: string): string {
  return join(dirname(resolve(contentDir)), '.trilens/schema');
}

/** Writes the schema of every kind of file, with the ids that the portfolio has at present; gives the paths. */
export async function writeSchemas(
  contentDir: string,
  dataDir: string,
  folder: string,
): Promise<string[]> {
  const ids = await knownIds(contentDir, dataDir);
  await mkdir(folder, { recursive: true });
  return Promise.all(
    CONTENT_FILES.map(async (file) => {
      const path = join(folder, `${file.name}.schema.json`);
      const text = `${JSON.stringify(jsonSchemaOf(file, ids), null, 2)}\n`;
      // An editor reads a schema again when its file changes, so that one that is the same is left alone.
      if ((await readFile(path, 'utf8').catch(() => null)) !== text) {
        await writeFile(`${path}.new`, text);
        await rename(`${path}.new`, path);
      }
      return path;
    }),
  );
}

/** The first line of a YAML file, which tells an editor where its schema is; null for a file of no kind. */
export function schemaLine(path: string): string | null {
  const file = CONTENT_FILES.find(({ files }) => matches(files, path));
  if (!file || !path.endsWith('.yaml')) return null;
  const at = relative(dirname(path), `.trilens/schema/${file.name}.schema.json`);
  return `# yaml-language-server: $schema=${at.replaceAll('\\', '/')}\n`;
}

function matches(files: string, path: string): boolean {
  const [before = '', after] = files.split('*');
  return after === undefined
    ? path === files
    : path.startsWith(before) && path.endsWith(after) && !path.slice(before.length).includes('/');
}

/** The settings of Visual Studio Code by which its extensions find the schemas. */
export function editorFiles(): Record<string, string> {
  const of = (ending: string) => CONTENT_FILES.filter(({ files }) => files.endsWith(ending));
  const schemas = of('.yaml').map(({ name, files }) => [
    `.trilens/schema/${name}.schema.json`,
    files,
  ]);
  const contracts = of('.json').map(({ name, files }) => ({
    fileMatch: [files],
    url: `./.trilens/schema/${name}.schema.json`,
  }));
  const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return {
    'settings.json': text({
      'yaml.schemas': Object.fromEntries(schemas),
      'json.schemas': contracts,
    }),
    'extensions.json': text({
      recommendations: ['redhat.vscode-yaml', 'unifiedjs.vscode-mdx'],
    }),
  };
}
