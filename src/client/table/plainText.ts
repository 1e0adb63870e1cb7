import type { CellValue } from './cellValue.ts';
import type { Grid } from './grid.ts';

/** What a spreadsheet of a language takes as a number: German and French ones read `10.5` as a text, or as the tenth of May. */
export interface Dialect {
  decimal: '.' | ',';
  separator: ',' | ';' | '\t';
}

export function dialectOf(language: string): Dialect {
  const parts = new Intl.NumberFormat(languageTag(language)).formatToParts(1.5);
  return parts.some(({ type, value }) => type === 'decimal' && value === ',')
    ? { decimal: ',', separator: ';' }
    : { decimal: '.', separator: ',' };
}

/** A browser may name its language as its system does, `en-US@posix`, which is no language tag. */
function languageTag(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language)[0];
  } catch {
    return undefined;
  }
}

/** The table as CSV (RFC 4180), or for the clipboard with tabs. Numbers are bare: the unit is in the head where the column has one. */
export function plainText({ head, rows }: Grid, { decimal, separator }: Dialect): string {
  const units = head.map((_, at) => unitOf(rows.map((row) => row[at])));
  const titles = head.map((title, at) => (units[at] ? `${title} (${units[at]})` : title));
  const lines = [
    titles,
    ...rows.map((row) => row.map((cell, at) => written(cell, units[at] ?? ''))),
  ];
  return lines.map((line) => line.map(quoted).join(separator)).join('\r\n');

  function written(cell: CellValue, unit: string): string {
    if (cell.kind === 'empty') return '';
    if (cell.kind === 'text') return cell.text;
    if (cell.kind === 'day') return isoDay(cell.day);
    const number = cell.number.toFixed(cell.decimals).replace('.', decimal);
    return cell.unit === unit ? number : `${number} ${cell.unit}`;
  }

  function quoted(text: string): string {
    if (separator === '\t') return text.replaceAll(/[\t\r\n]+/g, ' ');
    return /["\r\n]/.test(text) || text.includes(separator)
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  }
}

/** The unit that all numbers of a column have; none where they differ. */
function unitOf(cells: readonly (CellValue | undefined)[]): string {
  const units = new Set(cells.flatMap((cell) => (cell?.kind === 'number' ? [cell.unit] : [])));
  return units.size === 1 ? ([...units][0] ?? '') : '';
}

function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
