/** Rows as RFC 4180: comma, CRLF, quotes where needed; every cell as it is. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.length === 1 && row[0] === '' ? '""' : row.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
