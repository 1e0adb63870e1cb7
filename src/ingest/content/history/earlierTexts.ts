import { hash } from 'node:crypto';
import { basename, join, posix } from 'node:path';
import type { BodyNode } from '#model/record/body.ts';
import type { MediaFile } from '#model/record/media.ts';
import type { Playbook } from '#model/record/playbook.ts';
import { textMarks } from '#model/record/revision.ts';
import { type RevisionText, revisionText } from '#model/record/revisionText.ts';
import { frontMatterOf } from '#ingest/content/frontMatter.ts';
import { KeptByCode } from '#ingest/content/keptByCode.ts';
import { type Part, withParts } from '#ingest/content/kinds/parts.ts';
import { parseYaml } from '#ingest/content/yamlFile.ts';
import type { ParsedBody } from '#ingest/mdx/body.ts';
import { parseBody } from '#ingest/mdx/mdxBody.ts';
import { componentOf } from '#ingest/mdx/propCheck.ts';
import { type FileAt, GitFolder } from './gitFolder.ts';

interface Known {
  mark: string;
  text: RevisionText;
}

/** Controlled playbooks with the words of their earlier revisions, where the folder is in git and its history has the very text of a revision. */
export async function withEarlierTexts<P extends Playbook>(
  playbooks: readonly P[],
  contentDir: string,
  cacheDir: string,
): Promise<P[]> {
  if (!playbooks.some((playbook) => wanted(playbook).size > 0)) return [...playbooks];
  const git = new GitFolder(contentDir);
  const commits = await git.filesByCommit(['playbooks', 'parts']);
  const kept = new KeptByCode<Known>(join(cacheDir, 'revisions.json'));
  const found = await Promise.all(
    playbooks.map(async (playbook) => {
      const earlier = await earlierTexts(playbook, commits, git, kept);
      return Object.keys(earlier).length > 0 ? { ...playbook, earlier } : playbook;
    }),
  );
  await kept.close();
  return found;
}

/** The hashes of the texts that were issued and are not the one that is there. */
const wanted = ({ revisions, marks }: Playbook) =>
  new Set(revisions.map(({ text }) => text).filter((text) => text !== marks?.text));

async function earlierTexts(
  playbook: Playbook,
  commits: readonly FileAt[],
  git: GitFolder,
  kept: KeptByCode<Known>,
): Promise<Record<string, RevisionText>> {
  const missing = wanted(playbook);
  const found: Record<string, RevisionText> = {};
  for (const { commit, path } of placesOf(playbook, commits)) {
    if (missing.size === 0) break;
    const key = `${commit} ${path}`;
    const known = (await kept.get(key)) ?? (await textAt(git, { commit, path }, playbook.title));
    if (known === null) continue;
    kept.put(key, known);
    if (missing.delete(known.mark)) found[known.mark] = known.text;
  }
  return found;
}

/** Where the file of a playbook lay at each commit that changed it or a shared part, newest first. The id is the name of the file. */
function placesOf({ file }: Playbook, commits: readonly FileAt[]): FileAt[] {
  const isOwn = ({ path }: FileAt) =>
    path.startsWith('playbooks/') && basename(path) === basename(file);
  const own = commits.filter(isOwn);
  return commits.flatMap((one, index) => {
    if (isOwn(one)) return [one];
    if (!one.path.startsWith('parts/')) return [];
    const before = commits.slice(index).find(isOwn) ?? own.at(-1);
    return before ? [{ commit: one.commit, path: before.path }] : [];
  });
}

async function textAt(git: GitFolder, at: FileAt, title: string): Promise<Known | null> {
  const source = (await git.read(at))?.toString('utf8');
  const front = source === undefined ? null : frontMatterOf(source);
  if (source === undefined || front === null) return null;
  const { data } = parseYaml(front.head, at.path, 1).yaml ?? {};
  const written = typeof data === 'object' && data !== null ? Reflect.get(data, 'title') : null;
  const body = await wholeAt(
    git,
    at,
    parseBody(source.slice(front.block.length), `content/${at.path}`, 0),
  );
  const own = typeof written === 'string' ? written : title;
  return { mark: textMarks({ title: own, body }).text, text: revisionText(body) };
}

/** The body with the pictures and the shared parts of that commit. */
async function wholeAt(git: GitFolder, at: FileAt, parsed: ParsedBody): Promise<BodyNode[]> {
  const body = await filledAt(git, at, parsed.body);
  const parts = await partsAt(git, at.commit, parsed);
  return withParts({ ...parsed, body }, at.path, parts).body.body;
}

async function partsAt(
  git: GitFolder,
  commit: string,
  parsed: ParsedBody,
  parts = new Map<string, Part>(),
): Promise<Map<string, Part>> {
  for (const { component, prop, value } of parsed.uses) {
    const name = String(value);
    if (component !== 'Include' || prop !== 'part' || parts.has(name)) continue;
    const at = { commit, path: `parts/${name}.mdx` };
    const text = (await git.read(at))?.toString('utf8');
    if (text === undefined) continue;
    const own = parseBody(text, `content/${at.path}`, 0);
    parts.set(name, {
      file: `content/${at.path}`,
      body: { ...own, body: await filledAt(git, at, own.body) },
    });
    await partsAt(git, commit, own, parts);
  }
  return parts;
}

/** With the hash of each file that a component shows: a picture is a part of the text. */
async function filledAt(
  git: GitFolder,
  at: FileAt,
  nodes: readonly BodyNode[],
): Promise<BodyNode[]> {
  return Promise.all(
    nodes.map(async (node) => {
      if (node.kind === 'html') return node;
      const files: Record<string, MediaFile> = {};
      for (const [prop, value] of Object.entries(node.props)) {
        const is = componentOf(node.name)?.props[prop]?.is;
        if (typeof is !== 'object' || !('file' in is) || typeof value !== 'string') continue;
        const path = posix.join(posix.dirname(at.path), value);
        const bytes = await git.read({ commit: at.commit, path });
        if (bytes) files[prop] = fileOf(path, bytes);
      }
      const children = await filledAt(git, at, node.children);
      return Object.keys(files).length > 0 ? { ...node, children, files } : { ...node, children };
    }),
  );
}

/** Of a file of the past only the hash counts. */
const fileOf = (path: string, bytes: Buffer): MediaFile => ({
  path,
  kind: 'attachment',
  type: '',
  hash: hash('sha256', bytes).slice(0, 16),
  bytes: bytes.length,
  width: null,
  height: null,
});
