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
      await mkdir(dirname(target), { recursive: true });
      await appendFile(target, markdown);
    } catch (error) {
      console.error(
        `warning: the summary ${target} was not written: ${diskWords(error) ?? (error as Error).message}`,
      );
    }
  }
}
