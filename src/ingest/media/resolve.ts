import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { join, posix, resolve, sep } from 'node:path';
import type { KeptByCode } from '#ingest/content/keptByCode.ts';
import type { FileUse } from '#model/record/prop.ts';
import { decoded } from '#ingest/mdx/links.ts';
import type { Body } from '#ingest/mdx/body.ts';
import { componentOf } from '#ingest/mdx/propCheck.ts';
import type { MediaFile } from '#model/record/media.ts';
import type { BodyNode } from '#model/record/playbook.ts';
import { nearest, type Problem } from '#model/problem.ts';
import { endingOf, type Facts, type Flaw, identify, MOST_BYTES, TAKES } from './identify.ts';

type Use = Body['uses'][number];

/** The content folder, and what an earlier run found in its files. */
export interface FilesAt {
  dir: string;
  known: KeptByCode<Facts>;
}

/** The body with the files that it names, each read and identified; what cannot be shown is a problem with its place. */
export async function withFiles(
  body: Body,
  file: string,
  files: FilesAt,
): Promise<{ body: BodyNode[]; problems: Problem[] }> {
  const folder = posix.dirname(file.slice(file.indexOf('/') + 1));
  const problems: Problem[] = [];
  const found = new Map<string, MediaFile>();
  for (const { use, as } of body.uses.flatMap((use) => fileUse(use))) {
    const key = keyOf(use.component, use.prop, use.value);
    if (found.has(key)) continue;
    const read = await fileAt(files, { folder, written: String(use.value) }, as);
    if ('found' in read) problems.push(problemOf(read, file, use));
    else found.set(key, read);
  }
  return { body: found.size > 0 ? filled(body.body, found) : body.body, problems };
}

function fileUse(use: Use): { use: Use; as: FileUse }[] {
  const is = componentOf(use.component)?.props[use.prop]?.is;
  return typeof is === 'object' && 'file' in is ? [{ use, as: is.file }] : [];
}

const keyOf = (component: string, prop: string, value: unknown) => `${component} ${prop} ${value}`;

function filled(nodes: readonly BodyNode[], found: ReadonlyMap<string, MediaFile>): BodyNode[] {
  return nodes.map((node) => {
    if (node.kind === 'html') return node;
    const files = Object.entries(node.props).flatMap(([prop, value]) => {
      const file = found.get(keyOf(node.name, prop, value));
      return file ? [[prop, file] as const] : [];
    });
    const children = filled(node.children, found);
    return files.length > 0
      ? { ...node, children, files: Object.fromEntries(files) }
      : { ...node, children };
  });
}

/** A regular file under the content folder, links followed; a flaw where there is none. */
async function fileAt(
  { dir, known: facts }: FilesAt,
  { folder, written }: { folder: string; written: string },
  as: FileUse,
): Promise<MediaFile | Flaw> {
  if (/^(?:[a-z][a-z0-9+.-]+:|\/\/)/i.test(written))
    return {
      found: `${written} is on another host`,
      fix: 'save the file beside the text; no page loads anything from another host',
    };
  const path = posix.join(folder, decoded(written));
  if (path.startsWith('..') || path.startsWith('/'))
    return {
      found: `${path} is outside of the content folder`,
      fix: 'put the file beside the text',
    };
  const root = await realpath(dir);
  const real = await realpath(resolve(dir, path)).catch(() => null);
  const known = real === null ? null : await stat(real);
  if (real === null || known === null) return missing(dir, path, as);
  if (!real.startsWith(root + sep) || !known.isFile())
    return {
      found: `${path} is no regular file of the content folder`,
      fix: 'put the file itself beside the text, not a link or a folder',
    };
  const most = MOST_BYTES[endingOf(path) === 'svg' ? 'drawing' : as];
  if (known.size > most)
    return {
      found: `${path} has ${Math.round(known.size / 1e6)} MB`,
      allowed: `at most ${most / 1e6} MB`,
      fix: 'make it smaller: tablets on the floor fetch it over a poor network',
    };
  return identify(path, await readFile(real), as, facts);
}

async function missing(contentDir: string, path: string, as: FileUse): Promise<Flaw> {
  const there = await readdir(join(contentDir, posix.dirname(path))).catch((): string[] => []);
  const fitting = there.filter((name) => TAKES[as].includes(endingOf(name)));
  const near = nearest(posix.basename(path), fitting);
  return {
    found: `there is no file ${path}`,
    fix: near === null ? 'put the file there, or correct the path' : `did you mean "${near}"?`,
  };
}

function problemOf({ found, allowed, fix }: Flaw, file: string, use: Use): Problem {
  return {
    code: 'content/file',
    severity: 'error',
    file,
    line: use.line,
    column: use.column,
    found,
    fix,
    ...(allowed === undefined ? {} : { allowed }),
  };
}
