import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Vega as one script, from the installed package. Browsers load it when somebody explores a chart, and only then. */
export const VEGA = join(dirname(createRequire(import.meta.url).resolve('vega')), 'vega.min.js');

export async function writeExplore(dir: string): Promise<void> {
  await mkdir(join(dir, 'explore'), { recursive: true });
  await copyFile(VEGA, join(dir, 'explore/vega.js'));
}
