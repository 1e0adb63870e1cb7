import { join } from 'node:path';
import { close, createIndex } from 'pagefind';

/** Writes the search index over the built pages. */
export async function writeSearch(dir: string): Promise<void> {
  const { index } = await createIndex({});
  if (!index) throw new Error('the search index could not be started');
  await index.addDirectory({ path: dir });
  await index.writeFiles({ outputPath: join(dir, 'pagefind') });
  await close();
}
