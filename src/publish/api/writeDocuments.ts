import type { Portal } from '#model/portal.ts';
import type { Subscribed } from '#model/record/subscribed.ts';
import { writeWorkbooks } from '#publish/workbook/writeWorkbooks.ts';
import { writeApi } from './api.ts';

/** Everything under `api/`: documents for machines, and workbooks of the same numbers. */
export async function writeDocuments(
  portal: Portal,
  dir: string,
  published: Subscribed,
): Promise<void> {
  await writeApi(portal, dir, published);
  await writeWorkbooks(portal, dir);
}
