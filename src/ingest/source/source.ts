import { hash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PlacedResource } from '#ingest/contract/contract.ts';
import type { Source } from './given.ts';
import { runLoader } from './loader.ts';
import { BadSource, megabytes } from './part.ts';
import { runQuery } from '#ingest/source/database/sql.ts';

export type { Source };

/** A text of more bytes is more than a string of the runtime holds. */
const MAX_FILE = 2 ** 29 - 24;

/** The bytes of a file of the data folder. */
export async function readSourceFile(file: string, dataDir: string): Promise<Source> {
  const path = join(dataDir, file);
  const { size } = await stat(path);
  if (size > MAX_FILE)
    throw new BadSource(
      'export/too-large',
      `the file has ${megabytes(size)}; at most ${megabytes(MAX_FILE)} are read`,
      'the file is too large',
      'split it into several files and name them with a glob, or let a database sum it: trilens.sql',
    );
  return sealed('file', `${basename(dataDir)}/${file}`, file, await readFile(path));
}

/** The bytes that a loader or a query gives. */
export async function runSource(entry: PlacedResource, dataDir: string): Promise<Source> {
  const { loader, sql } = entry.trilens;
  if (loader)
    return sealed(
      'loader',
      `${basename(dataDir)}/${loader.run} (output)`,
      loader.run,
      await runLoader(loader, dataDir),
    );
  const path = sql?.file ?? `query of ${entry.name}`;
  return sealed(
    'sql',
    `${basename(dataDir)}/${sql?.file ?? `datapackage.json (query of ${entry.name})`}`,
    path,
    Buffer.from(JSON.stringify(await runQuery(entry, dataDir))),
  );
}

function sealed(kind: Source['kind'], label: string, path: string, bytes: Uint8Array): Source {
  return { kind, label, path, bytes, sha256: hash('sha256', bytes) };
}
