import { resolve } from 'node:path';
import { releases } from '#publish/release/releases.ts';
import { readOptions, UsageError } from './options.ts';

const HELP = `trilens releases --to DIR

Lists the releases in a folder, newest first; the one in place is marked.

  --to DIR     where the releases are kept
  --json       one JSON document for other programs`;

export async function run(args: string[]): Promise<number> {
  const { values } = readOptions(args, {
    to: { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (!values.to)
    throw new UsageError(
      'trilens releases needs --to DIR, the folder where the releases are kept.',
    );
  const all = await releases(resolve(values.to));
  const rows = all.map(({ id, manifest, current }) => ({
    id,
    asOf: manifest.asOf,
    publishedAt: manifest.publishedAt,
    files: Object.keys(manifest.files).length,
    bytes: manifest.bytes,
    current,
  }));
  if (values.json) console.log(JSON.stringify(rows, null, 2));
  else
    for (const row of rows)
      console.log(
        `${row.current ? '→' : ' '} ${row.id}  as of ${row.asOf}  ${row.files} files  ${(row.bytes / 1e6).toFixed(1)} MB`,
      );
  if (rows.length === 0) console.error(`${values.to} holds no release.`);
  return 0;
}
