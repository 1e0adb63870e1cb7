import { basename, extname } from 'node:path';
import type { Problem } from '#model/problem.ts';
import type { Written } from '#model/record/portfolio.ts';
import type { Source } from '#ingest/content/source.ts';

/** What to do with a file that its folder does not take, by the endings that it takes. */
export function otherName(name: string, endings: readonly string[]): string {
  const [ending = ''] = endings;
  const own = extname(name);
  if (endings.includes(own.toLowerCase()))
    return `write the ending in small letters: ${basename(name, own)}${own.toLowerCase()}`;
  const without = endings.find((one) => basename(name, own).endsWith(one));
  if (without !== undefined) return `remove the second ending: ${basename(name, own)}`;
  return own === '' || /^\.(md|txt|json|ya?ml)$/i.test(own)
    ? `if it is a record, call it ${basename(name, own)}${ending}; if not, remove it`
    : 'rename or remove it';
}

/** What to do with a file or a folder in the content folder that nothing reads. */
export function strayFix(name: string, near: string | null): string {
  if (/\.(xls[bm]?|ods)$/i.test(name))
    return 'save it as .xlsx: records are read from such workbooks';
  const folder = /^(goals|metrics|initiatives|frameworks|playbooks|reports)\.ya?ml$/i.exec(
    name,
  )?.[1];
  if (folder !== undefined) return `write a file for each record into ${folder.toLowerCase()}/`;
  if (/\.mdx$/i.test(name)) return 'move it into playbooks/, reports/ or initiatives/';
  if (near === null)
    return /\.ya?ml$/i.test(name) ? 'move it into the folder of its kind' : 'remove it';
  return `did you mean "${near}"?`;
}

/** Whether a file is a text of another program: meant as a file to link to, or as a playbook that nobody would ever see. */
export function isDocument(name: string): boolean {
  return /\.(docx|odt|txt)$/i.test(name);
}

/** Documents beside texts that no text and no field names. */
export function unlinkedDocuments(
  documents: readonly string[],
  texts: readonly Written[],
  sources: readonly Source[],
  label: string,
): Problem[] {
  if (documents.length === 0) return [];
  const named = [
    ...texts.map(({ text }) => text),
    ...sources.map(({ yaml, uses }) => JSON.stringify([yaml.data, uses])),
  ].join('\n');
  return documents
    .map((path) => ({ path, name: basename(path) }))
    .filter(({ name }) => !named.includes(name) && !named.includes(encodeURI(name)))
    .map(({ path, name }): Problem => ({
      code: 'content/unknown-file',
      severity: 'warning',
      file: `${label}/${path}`,
      line: null,
      column: null,
      found: 'nothing reads this document, and no text links to it',
      fix: `if it is a text of the portal, put its words into ${basename(name, extname(name))}.mdx; if not, link to it or remove it`,
    }));
}
