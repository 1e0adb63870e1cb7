import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { constants, createGzip, gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataFolder, read } from './folder.ts';
import { workbook } from './workbook.ts';
import { MOST_MEMORY } from './mostMemory.ts';

const run = promisify(execFile);
const HEADER = 'day,site,hours,stops\n';

/** Gzip of so many megabytes of one byte. */
async function bomb(megabytes: number): Promise<Buffer> {
  const gzip = createGzip({ level: constants.Z_BEST_COMPRESSION });
  const chunks: Buffer[] = [];
  gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  const block = Buffer.alloc(2 ** 20, '0');
  for (let index = 0; index < megabytes; index++)
    if (!gzip.write(block)) await new Promise((done) => gzip.once('drain', done));
  await new Promise((done) => gzip.end(done));
  return Buffer.concat(chunks);
}

/** Reads a data folder in a process of its own, with a small heap, and gives its problems and the most memory it held. */
async function readAlone(dir: string): Promise<{ text: string; megabytes: number }> {
  const script = `import { read } from ${JSON.stringify(resolve('test/ingest/export/folder.ts'))}; const { text } = await read(${JSON.stringify(dir)}); console.log(JSON.stringify({ text, megabytes: ${MOST_MEMORY} }));`;
  const { stdout } = await run(
    process.execPath,
    ['--max-old-space-size=256', '--input-type=module', '-e', script],
    { cwd: resolve('.') },
  );
  return JSON.parse(stdout) as { text: string; megabytes: number };
}

/** A zip file whose one member is deflated zeros of so many megabytes, and whose directory may lie about it. */
function zipBomb(megabytes: number, claimed?: number): Uint8Array {
  const zip = zipSync({ 'bomb.csv': [new Uint8Array(megabytes * 2 ** 20).fill(48), { level: 9 }] });
  if (claimed !== undefined) {
    const view = new DataView(zip.buffer);
    for (let at = 0; at < zip.length - 4; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, claimed, true);
      if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, claimed, true);
    }
  }
  return zip;
}

describe('a compressed bomb ends in a clear error within bounded memory', () => {
  it('gzip of 600 megabytes', async () => {
    const { text, megabytes } = await readAlone(
      await dataFolder({ 'stops.csv.gz': await bomb(600) }, { path: 'stops.csv.gz' }),
    );
    expect(text).toContain('data/stops.csv.gz:1:1');
    expect(text).toContain('expands to more than 500 times its size');
    expect(megabytes).toBeLessThan(400);
  });
  it.each([
    ['that says so', undefined],
    ['whose directory claims ten bytes', 10],
  ])('zip %s', async (_, claimed) => {
    const { text, megabytes } = await readAlone(
      await dataFolder({ 'stops.zip': zipBomb(100, claimed) }, { path: 'stops.zip' }),
    );
    expect(text).toContain('expands to more than 500 times its size');
    expect(megabytes).toBeLessThan(400);
  });
  it('workbook whose sheet expands', async () => {
    const xml = `<worksheet><sheetData>${'<row/>'.repeat(8_000_000)}</sheetData></worksheet>`;
    const files = {
      'xl/workbook.xml': strToU8('<workbook/>'),
      'xl/worksheets/sheet1.xml': strToU8(xml),
    };
    const { text, megabytes } = await readAlone(
      await dataFolder({ 'stops.xlsx': zipSync(files) }, { path: 'stops.xlsx' }),
    );
    expect(text).toContain('expands to more than 500 times its size');
    expect(megabytes).toBeLessThan(400);
  });
  it('workbook whose sheet expands under a name that is none of XML', async () => {
    const { unzipSync, strFromU8 } = await import('fflate');
    const files = unzipSync(workbook({ S: [['day', 'site', 'hours', 'stops']] }));
    const rels = 'xl/_rels/workbook.xml.rels';
    const sheet = `<worksheet><sheetData>${'<row/>'.repeat(8_000_000)}</sheetData></worksheet>`;
    const renamed = strFromU8(files[rels] as Uint8Array).replace('sheet1.xml', 'sheet1.dat');
    expect(renamed).toContain('sheet1.dat');
    const bytes = zipSync({
      ...files,
      [rels]: strToU8(renamed),
      'xl/worksheets/sheet1.dat': strToU8(sheet),
    });
    const { text, megabytes } = await readAlone(
      await dataFolder({ 'stops.xlsx': bytes }, { path: 'stops.xlsx' }),
    );
    expect(text).toContain('expands to more than 500 times its size');
    expect(megabytes).toBeLessThan(400);
  });
  it('workbook with one cell in the far corner', async () => {
    const zip = workbook({ S: [['day', 'site', 'hours', 'stops']] });
    const xml =
      '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>day</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>';
    const { unzipSync } = await import('fflate');
    const far = zipSync({ ...unzipSync(zip), 'xl/worksheets/sheet1.xml': strToU8(xml) });
    const { text, megabytes } = await readAlone(
      await dataFolder({ 'stops.xlsx': far }, { path: 'stops.xlsx' }),
    );
    expect(text).toContain('reaches to row 1048576 and column 16384');
    expect(megabytes).toBeLessThan(400);
  });
  it('a well compressed honest table is no bomb', async () => {
    const { report, text } = await read(
      await dataFolder(
        { 'stops.csv.gz': gzipSync(HEADER + '2026-01-05,A,1,1\n'.repeat(200_000)) },
        { path: 'stops.csv.gz' },
      ),
    );
    expect(text).toBe('');
    expect(report.accepted).toBe(200_000);
  });
});

it('a hundred thousand bad rows and more are one refusal', async () => {
  const { text, report } = await read(
    await dataFolder({
      'stops.csv': `${HEADER}${'2026-01-05,A,1,1\n'.repeat(1000)}${'x,A,1,1\n'.repeat(150_000)}`,
    }),
  );
  expect(text).toContain('data/stops.csv:1002:1');
  expect(text).toContain(
    '150000 of 151000 rows were quarantined; the first: day: "x" is not a date',
  );
  expect(report).toMatchObject({
    rowsIn: 151_000,
    accepted: 1000,
    quarantined: 150_000,
    failed: true,
  });
});

describe('names that mean something to JavaScript are names', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'a column %s',
    async (name) => {
      const { rows, text } = await read(
        await dataFolder(
          { 'stops.csv': `day,${name}\n2026-01-05,7\n` },
          {
            schema: {
              fields: [
                { name: 'day', type: 'date' },
                { name, type: 'number' },
              ],
              primaryKey: ['day', name],
            },
            trilens: { site: undefined },
          },
        ),
      );
      expect(text).toBe('');
      expect(rows).toEqual([['2026-01-05', 7]]);
    },
  );
  it('an unexpected column of such a name renames nothing', async () => {
    const { rows } = await read(
      await dataFolder(
        { 'stops.csv': 'day,site,hours,stops,__proto__,constructor\n2026-01-05,A,1,2,3,4\n' },
        { trilens: { site: 'site', columnMap: { old: 'hours' } } },
      ),
    );
    expect(rows).toEqual([['2026-01-05', 'A', 1, 2]]);
  });
});

it('for any file, rows in = accepted + quarantined + ignored, in every file and in all', async () => {
  const cell = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('2026-01-05', 'A', 'B', '1', '2.5', '3') },
    fc.string({ maxLength: 12 }),
    fc.constantFrom('', '"', '""', '"a,b"', 'Total', '=1+1', 'x\ny', '\u0000', '-', '1,5', ';'),
  );
  const line = fc.array(cell, { maxLength: 6 }).map((cells) => cells.join(','));
  const good = fc.constantFrom('2026-01-05,A,1,1', '2026-01-06,B,2,2', '2026-01-05,A,1,1');
  const file = fc
    .array(fc.oneof(line, good, good), { maxLength: 12 })
    .map((lines) => HEADER + lines.join('\n'));
  await fc.assert(
    fc.asyncProperty(
      fc.array(file, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('error', 'keep-last', 'keep-first'),
      fc.boolean(),
      async (files, onDuplicate, keyed) => {
        const { report, rows } = await read(
          await dataFolder(Object.fromEntries(files.map((text, index) => [`${index}.csv`, text])), {
            path: '*.csv',
            schema: keyed ? { primaryKey: ['day', 'site'] } : {},
            trilens: { site: 'site', onDuplicate, maxQuarantined: 1 },
          }),
        );
        for (const counts of [report, ...report.files])
          expect(counts.rowsIn).toBe(counts.accepted + counts.quarantined + counts.ignored);
        for (const counts of report.files)
          expect(Object.values(counts.ignoredBy).reduce((sum, count) => sum + count, 0)).toBe(
            counts.ignored,
          );
        if (!report.failed) expect(rows).toHaveLength(report.accepted);
        expect(report.quarantine).toHaveLength(report.quarantined);
      },
    ),
    { numRuns: 150 },
  );
});
it('a member of an archive cannot write outside it, since nothing is unpacked to disk', async () => {
  const dir = await dataFolder(
    { 'stops.zip': zipSync({ '../../evil.csv': strToU8(`${HEADER}2026-01-05,A,1,1\n`) }) },
    { path: 'stops.zip' },
  );
  const { rows } = await read(dir);
  expect(rows).toHaveLength(1);
  await expect(run('ls', [join(dir, '../../evil.csv')])).rejects.toThrow();
});
