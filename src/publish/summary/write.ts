import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { diskWords } from '#publish/release/disk.ts';

/**
 * Adds Markdown to the file that was asked for and to the summary page of GitHub Actions, where the job runs there. One that
 * cannot be written is a warning: it says what was done and changes nothing of it.
 */
export async function addToSummary(
  markdown: string,
  file: string | undefined,
  stepSummary: string | undefined = process.env.GITHUB_STEP_SUMMARY,
): Promise<void> {
  for (const target of new Set([file, stepSummary])) {
    if (!target) continue;
    try {
      await makeFolder(dirname(target));
      await appendFile(target, markdown);
    } catch (error) {
      console.error(
        `warning: the summary ${target} was not written: ${diskWords(error) ?? (error as Error).message}`,
      );
    }
  }
}

/** With the folders above it. `mkdir` of Node with `recursive` asks for ever where the system lets nobody make one, as under /proc. */
async function makeFolder(dir: string): Promise<void> {
  await mkdir(dir).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return;
    if (error.code !== 'ENOENT' || dirname(dir) === dir) throw error;
    await makeFolder(dirname(dir));
    await mkdir(dir);
  });
}
