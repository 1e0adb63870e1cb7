import { saveFile } from '../saveFile.ts';
import { gridOf } from './grid.ts';
import { dialectOf, plainText } from './plainText.ts';
import { sheetFile } from './sheetFile.ts';

export type TableFormat = 'copy' | 'csv' | 'xlsx';

/** A table as it is shown, for a spreadsheet. Returns what to say about it. */
export async function takeTable(
  table: HTMLTableElement,
  name: string,
  format: TableFormat,
): Promise<string> {
  const grid = gridOf(table, name);
  const rows = `${grid.rows.length} row${grid.rows.length === 1 ? '' : 's'}`;
  const dialect = dialectOf(navigator.language);
  if (format === 'copy') {
    await navigator.clipboard.writeText(plainText(grid, { ...dialect, separator: '\t' }));
    return `${rows} copied`;
  }
  const file = `${slug(`${document.title.split(' · ')[0]} ${name}`)}.${format}`;
  if (format === 'csv') {
    // The mark of the encoding: without it Excel reads "Kühlung" as "KÃ¼hlung".
    const text = `\uFEFF${plainText(grid, dialect)}\r\n`;
    saveFile(new Blob([text], { type: 'text/csv;charset=utf-8' }), file);
  } else {
    const bytes = sheetFile(grid, about(table, name, rows));
    saveFile(new Blob([new Uint8Array(bytes)], { type: XLSX }), file);
  }
  return `${rows} in ${file}`;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function about(table: HTMLTableElement, name: string, rows: string): (readonly [string, string])[] {
  const { sought = '', withoutColumns = '' } = table.dataset;
  return [
    ['What', 'As shown'],
    ['Table', name],
    ['Page', document.title],
    ['Address', location.href],
    ['As of', document.querySelector('[data-as-of]')?.getAttribute('datetime') ?? 'not known'],
    ['Rows', sought === '' ? rows : `${rows} with “${sought}”`],
    ...(withoutColumns === '' ? [] : [['Columns left out', withoutColumns] as const]),
  ];
}

function slug(text: string): string {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return (
    plain
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 60) || 'table'
  );
}
