import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { glob } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { addDays } from '#model/time/date.ts';
import { lastGood } from '#ingest/export/past/lastGood.ts';
import { readSealed } from '#ingest/sealedFile.ts';
import { readCount } from '#ingest/stream/countCache.ts';
import { dataFolder, put, read } from './folder.ts';

const HEADER = 'day,site,hours,stops\n';
/** Some two megabytes, so that writing the cache takes long enough to be interrupted. */
const dump = (generation: number) =>
  HEADER +
  Array.from(
    { length: 60_000 },
    (_, index) =>
      `${addDays('2020-01-01', index % 2000)},${index % 2 ? 'A' : 'B'},${generation},${index}`,
  ).join('\n') +
  '\n';

it('kill -9 while the cache is written leaves a cache that the next run repairs', async () => {
  const dir = await dataFolder({ 'stops.csv': dump(0) });
  const cache = join(dir, '../cache');
  await read(dir);
  // Writes one generation after the other without end, so that a kill at any moment meets a write.
  const script = `
    import { createHash } from 'node:crypto';
    import { rememberGood } from ${JSON.stringify(resolve('src/ingest/export/past/lastGood.ts'))};
    import { writeSealed } from ${JSON.stringify(resolve('src/ingest/sealedFile.ts'))};
    import { serialize } from 'node:v8';
    import { writeCount } from ${JSON.stringify(resolve('src/ingest/stream/countCache.ts'))};
    const entry = JSON.parse(${JSON.stringify(JSON.stringify(((await readSealed(join(cache, 'last-good/stops.json'))) as { dumps: { entry: object }[] }).dumps[0]?.entry))});
    const rows = 'x'.repeat(3_000_000);
    const remember = (generation) => writeSealed(${JSON.stringify(join(cache, 'history/stops.json'))}, { version: 2, key: String(generation), contract: '', dated: 'day', longest: 0, accepted: null, digest: { columns: [], rows: 0, newest: null, newestVintage: null, cells: [] }, restated: [], doubts: [], padding: rows });
    // From here on no dump is held against the first one.
    await remember(0);
    console.log('writing');
    for (let generation = 1; ; generation++) {
      const bytes = Buffer.from('day,site,hours,stops\\n' + Array.from({ length: 20_000 }, (_, index) => '2026-01-01,A,' + generation + ',' + index).join('\\n') + '\\n');
      await rememberGood(${JSON.stringify(cache)}, entry, [{ kind: 'file', label: 'data/stops.csv', path: 'stops.csv', sha256: createHash('sha256').update(bytes).digest('hex'), bytes }]);
      await writeCount(${JSON.stringify(cache)}, 'stops', 'some-file', serialize({ version: 1, plain: generation, padding: rows }));
      await remember(generation);
    }`;
  for (let round = 0; round < 12; round++) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: resolve('.'),
    });
    await once(child.stdout, 'data');
    await new Promise((done) => setTimeout(done, 20 + round * 23));
    child.kill('SIGKILL');
    await once(child, 'exit');
    const held = await lastGood(cache, 'stops');
    const lines = Buffer.from((await held?.origins[0]?.read())?.bytes ?? [])
      .toString()
      .trim()
      .split('\n')
      .slice(1);
    expect(new Set(lines.map((line) => line.split(',')[2])).size, 'of one generation').toBe(1);
    expect(lines.length).toBeGreaterThanOrEqual(20_000);
    expect(
      (await readCount(cache, 'stops', 'some-file'))?.plain ?? 1,
      'a whole count, or none',
    ).toBeGreaterThan(0);
    expect(await readSealed(join(cache, 'history/stops.json'))).toMatchObject({ version: 2 });
  }
  await put(dir, { 'stops.csv': dump(1000) });
  const after = await read(dir);
  expect(after.rows.every((row) => row[2] === 1000)).toBe(true);
  const leftovers = [];
  for await (const file of glob('**/*.tmp', { cwd: cache })) leftovers.push(file);
  expect(leftovers).toEqual([]);
  await put(dir, { 'stops.csv': 'broken' });
  const bad = await read(dir);
  expect(bad.report.lastGood).toBe(true);
  expect(bad.rows.every((row) => row[2] === 1000)).toBe(true);
});
