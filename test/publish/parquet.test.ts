import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Portal } from '#model/portal.ts';
import { metricsParquet } from '#publish/api/parquet.ts';
import { contentsOf } from '#publish/audit/contents.ts';
import { composeBakery } from '../bakery.ts';

let dir: string;
let portal: Portal;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-parquet-'));
  const composed = await composeBakery();
  if (!composed.portal) throw new Error(composed.text);
  ({ portal } = composed);
  await rm(composed.root, { recursive: true });
});
afterAll(() => rm(dir, { recursive: true }));

it('DuckDB reads every value of every metric, by period and site, as the portal has it', async () => {
  const file = join(dir, 'metrics.parquet');
  await writeFile(file, metricsParquet(portal));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const read = await connection.runAndReadAll(
    `SELECT metric, site, period, start::VARCHAR, "end"::VARCHAR, value, n FROM '${file}' WHERE metric = 'waste'`,
  );
  const state = portal.metrics.get('waste');
  const own = [state?.all, ...(state?.bySite ?? [])].flatMap((scope) =>
    (scope?.series ?? []).map(({ value }) => [scope?.site ?? null, value]),
  );
  expect(own.length).toBeGreaterThan(20);
  expect(read.getRows().map(([, site, , , , value]) => [site, value])).toEqual(own);
  const [first = []] = read.getRows();
  expect([first[2], first[3], first[4]]).toEqual(['2025-W36', '2025-09-01', '2025-09-07']);
  connection.closeSync();
});

it('is the same bytes each time, and an audit looks into it', async () => {
  const bytes = metricsParquet(portal);
  expect(metricsParquet(portal)).toEqual(bytes);
  const { texts, unread } = await contentsOf('api/metrics.parquet', bytes);
  expect(unread).toEqual([]);
  expect(texts.at(-1)?.text).toMatch(/^metric,title,unit,site,.*\nscan-use,/);
});
