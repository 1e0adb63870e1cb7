import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Adds Markdown to the file that was asked for and to the summary page of GitHub Actions, where the job runs there. */
export async function addToSummary(
  markdown: string,
  file: string | undefined,
  stepSummary: string | undefined = process.env.GITHUB_STEP_SUMMARY,
): Promise<void> {
  for (const target of new Set([file, stepSummary])) {
    if (!target) continue;
    await mkdir(dirname(target), { recursive: true });
    await appendFile(target, markdown);
  }
}
