import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { TAKES } from '#ingest/media/identify.ts';
import type { ContentReader } from '#ingest/content/contentReader.ts';
import { isDocument, otherName } from '#ingest/content/words/fileName.ts';

/** Files that texts may show or link to. */
const MEDIA = new RegExp(`\\.(${Object.values(TAKES).flat().join('|')})$`, 'i');

/** The files of a folder that hold records, sorted, those of its own folders included. What nothing reads is reported. */
export async function filesIn(
  reader: ContentReader,
  folder: string,
  extension: '.yaml' | '.mdx',
): Promise<string[]> {
  const names = await readdir(join(reader.dir, folder)).catch((): string[] => []);
  const wanted = extension === '.yaml' ? ['.yaml', '.yml'] : [extension];
  const below: string[] = [];
  for (const name of names) {
    const path = join(reader.dir, folder, name);
    if (extension === '.mdx' && isDocument(name)) reader.documents.push(`${folder}/${name}`);
    if (wanted.includes(extname(name)) || (await isBeside(reader, extension, path, name))) continue;
    // A library of playbooks has folders; whatever one holds is looked at like the rest.
    if (folder.split('/')[0] === 'playbooks' && (await isFolder(path))) {
      below.push(...(await filesIn(reader, `${folder}/${name}`, extension)));
      continue;
    }
    reader.problems.push({
      code: 'content/unknown-file',
      severity: 'warning',
      file: `${reader.label}/${folder}/${name}`,
      line: null,
      column: null,
      found: `this file is not read: ${folder} holds ${wanted[0]} files`,
      fix: (await isFolder(path))
        ? `folders in it are not read: put what is in it into ${reader.label}/${folder}/`
        : otherName(name, wanted),
    });
  }
  const own = names
    .filter((name) => wanted.includes(extname(name)) && !name.startsWith('.'))
    .map((name) => `${reader.label}/${folder}/${name}`);
  return [...own, ...below].sort();
}

/** What may lie beside records: hidden files, frozen facts, what texts show, and the code of trusted texts. */
async function isBeside(
  { isTrusted }: ContentReader,
  extension: '.yaml' | '.mdx',
  path: string,
  name: string,
): Promise<boolean> {
  if (name.startsWith('.') || name.endsWith('.facts.json')) return true;
  if (isTrusted && /\.(m?[jt]s|json)$/.test(name)) return true;
  return extension === '.mdx' && (MEDIA.test(name) || (await holdsPictures(path)));
}

/** Whether a folder beside texts holds nothing but what they show. */
async function holdsPictures(dir: string): Promise<boolean> {
  const names = await readdir(dir).catch((): string[] => []);
  return names.length > 0 && names.every((name) => name.startsWith('.') || MEDIA.test(name));
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}
