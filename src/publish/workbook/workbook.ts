import { strFromU8, strToU8 } from 'fflate';
import writeXlsxFile, { type Cell, type Sheet } from 'write-excel-file/node';
import { repack } from '#publish/slides/repack.ts';

/** What a cell of a table holds. Texts are written as texts, so that none of them is ever a formula. */
export type Held = string | number | boolean | Date | null | undefined;

export interface SheetTable {
  name: string;
  head: string[];
  rows: Held[][];
  /** Digits after the decimal mark of a column, by its place; others are shown as they are. */
  decimals?: Record<number, number> | undefined;
}

const WIDEST = 60;

/** A workbook of typed cells: a German Excel shows its numbers with a comma and sums them, whatever wrote them. `finish`: what is done to its files at last. */
export async function workbook(
  tables: readonly SheetTable[],
  day: string,
  finish: (files: Record<string, Uint8Array>) => Record<string, Uint8Array> = (files) => files,
): Promise<Uint8Array> {
  const names = sheetNames(tables.map(({ name }) => name));
  const sheets = tables.map(({ head, rows, decimals = {} }, at): Sheet<never> => ({
    sheet: names[at] ?? `Sheet ${at + 1}`,
    stickyRowsCount: 1,
    dateFormat: 'yyyy-mm-dd',
    columns: head.map((title, column) => ({ width: widthOf(title, rows, column) })),
    data: [
      head.map((value): Cell => ({ value, type: String, fontWeight: 'bold', wrap: true })),
      ...rows.map((row) => row.map((value, column) => cellOf(value, decimals[column]))),
    ],
  }));
  return repack(new Uint8Array(await writeXlsxFile(sheets).toBuffer()), day, (files) =>
    finish(fontsInOrder(files)),
  );
}

/** Children of CT_Font in the order that Open XML SDK asks for; write-excel-file 4.1.1 begins with the size. */
const FONT = ['b', 'i', 'strike', 'u', 'vertAlign', 'sz', 'color', 'name', 'family', 'scheme'];

function fontsInOrder(files: Record<string, Uint8Array>): Record<string, Uint8Array> {
  const styles = files['xl/styles.xml'];
  if (!styles) return files;
  const place = (child: string) => FONT.indexOf(/^<(\w+)/.exec(child)?.[1] ?? '');
  const ordered = strFromU8(styles).replaceAll(/<font>(.*?)<\/font>/gs, (_, inner: string) => {
    const children = inner.match(/<\w+[^>]*\/>/g) ?? [];
    return `<font>${children.toSorted((a, b) => place(a) - place(b)).join('')}</font>`;
  });
  return { ...files, 'xl/styles.xml': strToU8(ordered) };
}

/** A calendar day as a date of the spreadsheet. */
export function dayCell(date: string | null | undefined): Date | null {
  return date ? new Date(`${date.slice(0, 10)}T00:00:00Z`) : null;
}

function cellOf(value: Held, decimals: number | undefined): Cell {
  if (value === null || value === undefined || value === '') return null;
  if (value instanceof Date) return { value, type: Date };
  if (typeof value === 'number')
    return Number.isFinite(value)
      ? { value, type: Number, ...(decimals !== undefined && { format: formatOf(decimals) }) }
      : null;
  return typeof value === 'boolean'
    ? { value, type: Boolean }
    : { value, type: String, alignVertical: 'top', wrap: value.length > WIDEST };
}

function formatOf(decimals: number): string {
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
}

function widthOf(title: string, rows: readonly Held[][], column: number): number {
  const texts = rows.slice(0, 200).map((row) => {
    const value = row[column];
    return typeof value === 'string' ? value.length : 11;
  });
  return Math.min(WIDEST, Math.max(8, title.length + 1, ...texts));
}

/** At most 31 characters without `: \ / ? * [ ]`, and each name once whatever its case: so Excel wants it. */
function sheetNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    const plain =
      name
        .replaceAll(/[:\\/?*[\]]/g, ' ')
        .replaceAll(/^'|'$/g, '')
        .trim() || 'Sheet';
    let short = plain.slice(0, 31).trim();
    for (let next = 2; used.has(short.toLowerCase()); next++)
      short = `${plain.slice(0, 31 - ` ${next}`.length).trim()} ${next}`;
    used.add(short.toLowerCase());
    return short;
  });
}
