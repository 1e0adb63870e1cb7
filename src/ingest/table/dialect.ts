import Papa from 'papaparse';

export interface Dialect {
  delimiter: string;
  quoteChar: string;
  /** 1-based line on which the header begins, after a preamble. */
  headerLine: number;
  hasHeader: boolean;
}

const DELIMITERS = [',', ';', '\t', '|'];

/**
 * How a file is written: what the contract declares is used, what it leaves open is detected from the first lines.
 * The delimiter wins that splits most lines into one same number of cells; the header is the first line of that width, or,
 * when the expected columns are known, the first line that holds most of them.
 */
export function detectDialect(text: string, declared: Partial<Dialect> = {}, expected: readonly string[] = []): { dialect: Dialect; confidence: number; detected: string[] } {
  const head = text.slice(0, 200_000);
  const quoteChar = declared.quoteChar ?? '"';
  const tried = (declared.delimiter === undefined ? DELIMITERS : [declared.delimiter]).map((delimiter) => ({ delimiter, ...shape(head, delimiter, quoteChar) }));
  const best = tried.reduce((a, b) => (b.score > a.score ? b : a));
  const headerLine = declared.headerLine ?? headerAt(best.rows, best.width, expected);
  const detected = [declared.delimiter === undefined ? 'delimiter' : '', declared.headerLine === undefined && headerLine > 1 ? 'header line' : ''].filter(Boolean);
  return { dialect: { delimiter: best.delimiter, quoteChar, headerLine, hasHeader: declared.hasHeader ?? true }, confidence: Math.min(1, best.share), detected };
}

function shape(head: string, delimiter: string, quoteChar: string) {
  const rows = (Papa.parse(head, { delimiter, quoteChar, preview: 200 }).data as string[][]).filter((row) => row.some((cell) => cell.trim() !== ''));
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  const [width, lines] = [...counts.entries()].sort((a, b) => b[1] * Math.sqrt(b[0] - 1) - a[1] * Math.sqrt(a[0] - 1))[0] ?? [1, 0];
  const share = rows.length === 0 ? 0 : lines / rows.length;
  return { rows: Papa.parse(head, { delimiter, quoteChar, preview: 200 }).data as string[][], width, share, score: width > 1 ? share * Math.sqrt(width) : 0.01 };
}

function headerAt(rows: string[][], width: number, expected: readonly string[]): number {
  const wanted = new Set(expected.map((name) => name.trim().toLowerCase()));
  if (wanted.size > 0) {
    const hits = rows.slice(0, 40).map((row) => new Set(row.map((cell) => cell.trim().toLowerCase()).filter((cell) => wanted.has(cell))).size);
    const most = Math.max(0, ...hits);
    if (most >= Math.min(2, wanted.size)) return hits.indexOf(most) + 1;
  }
  const first = rows.findIndex((row) => row.length === width && row.every((cell, index) => cell.trim() !== '' || index === row.length - 1));
  return first === -1 ? 1 : first + 1;
}
