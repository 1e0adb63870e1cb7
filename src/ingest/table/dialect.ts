import { delimiterName, type Form } from './form.ts';
import { headerIn, headerNames } from './header.ts';
import type { RawRow } from './records.ts';
import { sniff } from './sniff.ts';

export interface Dialect extends Form {
  /** 1-based line on which the header begins, after a preamble; without a header, line of the first row. */
  headerLine: number;
  /** How many records the header takes. */
  headerRows: number;
  hasHeader: boolean;
  /** Number of cells that most records have. */
  width: number;
  /** What comment lines begin with; empty where there are none. Where it is detected, only lines of another width are comments. */
  commentChar: string;
  isCommentDeclared: boolean;
}

/** What a contract may say; what it leaves open is detected. */
export interface Declared {
  delimiter?: string;
  quoteChar?: string;
  headerLine?: number;
  headerRows?: number;
  hasHeader?: boolean;
  escapeChar?: string;
  doubleQuote?: boolean;
  skipInitialSpace?: boolean;
  commentChar?: string;
}

/**
 * How a file is written: what the contract declares is used, what it leaves open is detected from the head of the file. The
 * header is the line that holds most of the expected columns, else the first that names columns.
 */
export function detectDialect(
  text: string,
  declared: Declared = {},
  expected: readonly string[] = [],
): { dialect: Dialect; confidence: number; detected: string[] } {
  const { form: found, width, confidence, rows, commentChar } = sniff(text, declared);
  const form: Form = {
    ...found,
    escape:
      declared.escapeChar === '\\'
        ? 'backslash'
        : declared.doubleQuote === undefined
          ? found.escape
          : declared.doubleQuote
            ? 'double'
            : 'none',
    spaceAfter: declared.skipInitialSpace ?? found.spaceAfter,
  };
  const hasHeader = declared.hasHeader ?? true;
  const header = hasHeader
    ? headerAt(rows, width, expected, declared.headerRows)
    : { line: firstRow(rows, width), rows: 0 };
  const headerLine = declared.headerLine ?? header.line;
  const sure = confidence < 1 ? ` (${Math.round(confidence * 100)} % sure)` : '';
  const detected = [
    ...(declared.delimiter === undefined ? [`delimiter ${delimiterName(form)}${sure}`] : []),
    ...(declared.quoteChar === undefined && form.quoteChar !== '"'
      ? [`quotes ${form.quoteChar}`]
      : []),
    ...(form.escape === 'backslash' ? ['backslash before quotes'] : []),
    ...(declared.headerLine === undefined && headerLine > 1 && hasHeader
      ? [`header line ${headerLine}`]
      : []),
  ];
  return {
    dialect: {
      ...form,
      headerLine,
      headerRows: declared.headerRows ?? header.rows,
      hasHeader,
      width,
      commentChar,
      isCommentDeclared: declared.commentChar !== undefined,
    },
    confidence,
    detected,
  };
}

function bestHeader(
  head: readonly RawRow[],
  width: number,
  wanted: ReadonlySet<string>,
  rows: number,
): { at: number; rows: number; hits: number } {
  const hits = head.map((_, at) => {
    const group = head.slice(at, at + rows);
    const names = rows > 1 ? headerNames({ width, header: group }) : group[0]!.cells;
    return new Set(
      names.map((cell) => cell.trim().toLowerCase()).filter((cell) => wanted.has(cell)),
    ).size;
  });
  const most = Math.max(0, ...hits);
  return { at: hits.indexOf(most), rows, hits: most };
}

/** Cells without a name between cells with one. */
function hasGaps({ cells }: RawRow, width: number): boolean {
  return (
    cells.length === width &&
    cells
      .slice(
        0,
        cells.findLastIndex((cell) => cell.trim() !== ''),
      )
      .some((cell) => cell.trim() === '')
  );
}

function firstRow(rows: readonly RawRow[], width: number): number {
  return rows.find((row) => row.cells.length === width && row.raw.trim() !== '')?.line ?? 1;
}

/**
 * The record, or the records joined, that hold most of the expected names; else what looks like names. Names over several
 * rows that nobody declared are joined where that finds more of the expected ones, or where cells over groups leave gaps.
 */
function headerAt(
  rows: readonly RawRow[],
  width: number,
  expected: readonly string[],
  declared: number | undefined,
): { line: number; rows: number } {
  const wanted = new Set(expected.map((name) => name.trim().toLowerCase()));
  const head = rows.slice(0, 60);
  const times = declared ?? 1;
  if (wanted.size > 0) {
    const tries = (declared === undefined ? [1, 2, 3] : [declared]).map((count) =>
      bestHeader(head, width, wanted, count),
    );
    const best = tries.reduce((best, one) => (one.hits > best.hits ? one : best));
    if (best.hits >= Math.min(2, wanted.size)) {
      const { header } =
        declared === undefined && best.rows === 1 && hasGaps(head[best.at]!, width)
          ? headerIn(head.slice(best.at), width)
          : { header: [] };
      const grouped = header.length > 1 && header[0] === head[best.at];
      return { line: head[best.at]!.line, rows: grouped ? header.length : best.rows };
    }
  }
  const filled = head.filter((row) => row.raw.trim() !== '');
  const start = Math.max(
    0,
    filled.findIndex((row) => row.cells.length === width),
  );
  const { header, skip } = headerIn(filled.slice(start), width);
  return { line: header[0]?.line ?? filled[start + skip]?.line ?? 1, rows: times };
}
