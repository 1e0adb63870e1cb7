import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readContracts } from '#ingest/contract/contract.ts';
import { readExports } from '#ingest/readExports.ts';
import type { Metric } from '#model/record/metric.ts';
import { problemLine } from '#model/problem.ts';
import type { Site } from '#model/record/site.ts';

export const SITES: Site[] = [
  { id: 'A', name: 'Alpha', aliases: ['Plant A'], lines: [], closed: [], stops: [] },
  { id: 'B', name: 'Beta', aliases: [], lines: [], closed: [], stops: [] },
];

/** Day, site and two numbers: the table that every shape and source of these tests carries. */
const FIELDS = [
  { name: 'day', type: 'date' },
  { name: 'site', type: 'string' },
  { name: 'hours', type: 'number' },
  { name: 'stops', type: 'integer' },
];

export type Files = Record<string, string | Uint8Array>;

/** A data folder in a temporary place, with a contract of one export named `stops`. */
export async function dataFolder(
  files: Files,
  resource: Record<string, unknown> = {},
): Promise<string> {
  const { trilens = {}, schema = {}, ...rest } = resource as { trilens?: object; schema?: object };
  const contract = {
    resources: [
      {
        name: 'stops',
        path: 'stops.csv',
        schema: { fields: FIELDS, ...schema },
        trilens: { site: 'site', ...trilens },
        ...rest,
      },
    ],
  };
  const dir = join(await mkdtemp(join(tmpdir(), 'trilens-')), 'data');
  await put(dir, { 'datapackage.json': JSON.stringify(contract, null, 2), ...files });
  return dir;
}

export async function put(dir: string, files: Files): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), content);
  }
}

/** Reads the folder as a build does, with its cache beside it. */
export async function read(
  dir: string,
  asOf: string | null = null,
  metrics: readonly Metric[] = [],
  today?: string,
  streamFrom?: number,
) {
  const { contracts, problems: ofContract } = await readContracts(dir);
  const { exports, problems } = await readExports(contracts, {
    dataDir: dir,
    cacheDir: join(dir, '../cache'),
    sites: SITES,
    asOf,
    metrics,
    today,
    ...(streamFrom === undefined ? {} : { streamFrom }),
  });
  const all = [...ofContract, ...problems];
  return {
    report: exports[0]?.report as NonNullable<(typeof exports)[0]>['report'],
    rows: exports[0]?.rows.map((row) => row.cells) ?? [],
    lines: exports[0]?.rows.map((row) => row.line) ?? [],
    problems: all,
    text: all.map(problemLine).join('\n'),
  };
}
