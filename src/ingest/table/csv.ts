/** Rows as RFC 4180: comma, CRLF, quotes where needed; every cell as it is. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) => `${row.length === 1 && row[0] === '' ? '""' : row.map(csvCell).join(',')}\r\n`)
    .join('');
}

/** Rows that people open in a spreadsheet: numbers as they are, texts made harmless. */
export function harmlessCsv(
  header: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  return csvOf([
    header,
    ...rows.map((row) =>
      row.map((value) => (typeof value === 'string' ? harmless(value) : String(value ?? ''))),
    ),
  ]);
}

/** A cell that a spreadsheet will not run: what begins like a formula and is no number gets a leading apostrophe. */
export function harmless(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) && !/^[+-]?\d+([.,]\d+)?(e[+-]?\d+)?$/i.test(cell)
    ? `'${cell}`
    : cell;
}

function csvCell(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
