import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContent } from '#ingest/content/content.ts';
import { problemLine } from '#model/problem.ts';
import { ROOT } from '../../cli/trilens.ts';

/** A mistake, the file that it is made in and its text, what is found, and the line that puts it right. */
export type Mistake = [mistake: string, file: string, text: string, found: string, todo: string];

let root: string;
let count = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'trilens-beginners-'));
});
afterAll(() => rm(root, { recursive: true }));

/** What is said of the starter with one more file, or with some beside it. */
export async function said(
  file: string,
  text: string,
  beside: Record<string, string> = {},
): Promise<string> {
  const content = join(root, String(++count), 'content');
  await cp(join(ROOT, 'src/cli/starter/content'), content, { recursive: true });
  await mkdir(dirname(join(content, file)), { recursive: true });
  await writeFile(join(content, file), text);
  for (const [name, other] of Object.entries(beside)) await writeFile(join(content, name), other);
  const { problems } = await loadContent(content, join(root, 'cache'));
  return problems.map(problemLine).join('\n');
}

export function enoughAlone(mistakes: readonly Mistake[]): void {
  describe('the message about a mistake of a beginner is enough alone', () => {
    it.each(mistakes)('%s', async (_, file, written, found, todo) => {
      const words = await said(file, written);
      expect(words).toContain(found);
      expect(words).toContain(todo);
      // One mistake is one problem.
      expect(words.match(/to do:/g)).toHaveLength(1);
    });
  });
}

export const METRIC =
  'title: A\ntype: outcome\ndirection: down\nunit: h\nexport: stops\ndate: week\nvalue: { sum: stop_hours }\n';
export const text = (body: string) => `---\ntitle: P\n---\n\n${body}\n`;
export const goal = (target: string) => `title: A\ntarget: { ${target} }\n`;
