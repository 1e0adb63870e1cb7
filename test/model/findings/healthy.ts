import { cp, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Finding } from '#model/record/finding.ts';
import type { Portal } from '#model/portal.ts';
import type { Problem } from '#model/problem.ts';
import { composePortal } from '#site/compose.ts';

const FIXTURE = 'test/fixtures/healthy';
const UNLOCKED = '"00000000"';

/** A change of one file: text in place of text that is there; with null as the text, at the end of the file. Bytes are a file of their own. */
export type Edit = [file: string, from: string | RegExp | null, to: string | Uint8Array];

/** A case of a rule: the healthy portfolio with these edits; or two builds, one after the other, with one cache. */
export interface Case {
  rule: string;
  /** What is wrong, as somebody would say it. */
  when: string;
  edits: Edit[];
  /** What an earlier build on the same machine saw, before `edits`. */
  earlier?: Edit[];
  /** A near miss that the rule keeps silent about; the healthy portfolio where there is none. */
  silent?: Edit[];
  /** The record in which it is found. */
  record?: string;
  /** The line it stands at begins with this. */
  at?: string;
  /** What to do, where the finding says it more exactly than its rule. */
  fix?: RegExp;
}

export interface Judged {
  portal: Portal | null;
  findings: Finding[];
  problems: Problem[];
  /** The text of a line of a file of this portfolio. */
  line: (finding: Finding) => Promise<string>;
}

/** The healthy portfolio with edits, read and judged as a build does. */
export async function judge(edits: readonly Edit[], earlier?: readonly Edit[]): Promise<Judged> {
  const root = await mkdtemp(join(tmpdir(), 'trilens-healthy-'));
  await cp(FIXTURE, root, { recursive: true });
  await lock(root);
  const compose = () =>
    composePortal({
      contentDir: join(root, 'content'),
      dataDir: join(root, 'data'),
      asOf: null,
      cacheDir: join(root, 'cache'),
    });
  if (earlier) {
    await apply(root, earlier);
    await compose();
  }
  await apply(root, edits);
  const { portal, problems } = await compose();
  const line = async (finding: Finding) =>
    (
      (await readFile(join(root, finding.file ?? ''), 'utf8')).split('\n')[
        (finding.line ?? 0) - 1
      ] ?? ''
    ).trim();
  return { portal, problems, findings: portal?.findings ?? [], line };
}

async function apply(root: string, edits: readonly Edit[]): Promise<void> {
  for (const [file, from, to] of edits) {
    const text = await readFile(join(root, file), 'utf8').catch(() => '');
    if (
      from !== null &&
      text.search(
        from instanceof RegExp ? from : from.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'),
      ) === -1
    )
      throw new Error(`${file} does not hold ${from}`);
    await mkdir(dirname(join(root, file)), { recursive: true });
    if (typeof to !== 'string') await writeFile(join(root, file), to);
    else
      await writeFile(join(root, file), from === null ? text + to : text.replace(from, () => to));
  }
}

let marks: Promise<string[]> | undefined;

/** Locks the criteria of the fixture as `trilens lock` does, with the marks that they have today. */
async function lock(root: string): Promise<void> {
  marks ??= unlockedMarks();
  const known = await marks;
  let at = 0;
  for (const name of (await readdir(join(root, 'content/initiatives'))).sort()) {
    const file = join(root, 'content/initiatives', name);
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replaceAll(UNLOCKED, () => `"${known[at++]}"`),
    );
  }
}

async function unlockedMarks(): Promise<string[]> {
  const { portal } = await composePortal({
    contentDir: join(FIXTURE, 'content'),
    dataDir: join(FIXTURE, 'data'),
    asOf: null,
    cacheDir: await mkdtemp(join(tmpdir(), 'trilens-')),
  });
  return (portal?.initiatives ?? [])
    .toSorted((a, b) => (a.initiative.id < b.initiative.id ? -1 : 1))
    .flatMap(({ reviews }) =>
      reviews
        .filter((review) => review.lock)
        .flatMap((review) => review.results.map((result) => result.hash)),
    );
}
