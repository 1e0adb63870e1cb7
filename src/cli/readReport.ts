import type { ContractPart } from '#ingest/export/contractRead.ts';
import type { FreePart } from '#ingest/freeRead.ts';
import type { LongRead } from '#ingest/table/readLong.ts';

/** What reading one file gave, ready to be written and told. */
export interface FileRead {
  label: string;
  name: string;
  summary: string;
  /** One line for each row that a reader should know about: `file:line:column: …`. */
  lines: string[];
  tables: { header: string[] | null; rows: string[][] }[];
  counts: { rowsIn: number; accepted: number; setAside: number; ignored: number };
  failed: boolean;
}

export function freeReport(part: FreePart): FileRead {
  const ignored = part.ignored.length;
  const accepted = part.rowsIn - ignored;
  const sure =
    part.tables.length > 0 && part.confidence < 1
      ? ` (${Math.round(part.confidence * 100)} % sure)`
      : '';
  const empty = part.tables.length === 0 ? 'there is no table in it; ' : '';
  const told = part.ignored.filter((row) => row.reason !== 'blank');
  const lines = [
    ...part.notes.map((note) => ({
      line: note.line,
      text: `${part.label}:${note.line}:${note.column ?? 1}: ${note.what}  [${note.rule}]`,
    })),
    ...told.map((row) => ({
      line: row.line,
      text: `${part.label}:${row.line}:1: ignored as ${row.reason}: ${short(row.raw)}`,
    })),
    ...part.tables.slice(1).map((table, index) => ({
      line: table.line,
      text: `${part.label}:${table.line}:1: table ${index + 2} of ${part.tables.length}, ${table.rows.length} rows; --out writes it to a file of its own, --format json to the same document`,
    })),
  ];
  return {
    label: part.label,
    name: part.name,
    summary: `${empty}${part.detected.join(', ')}${sure}; ${countsLine({ rowsIn: part.rowsIn, accepted, setAside: 0, ignored }, reasons(part.ignored.map((row) => row.reason)))}`,
    lines: lines.sort((a, b) => a.line - b.line).map(({ text }) => text),
    tables: part.tables.map((table) => ({
      header: table.header,
      rows: table.rows.map((row) => row.cells),
    })),
    counts: { rowsIn: part.rowsIn, accepted, setAside: 0, ignored },
    failed: false,
  };
}

/** Of a long file, whose rows were written as they came. */
export function longReport(read: LongRead & { label: string; name: string }): FileRead {
  const counts = {
    rowsIn: read.rowsIn,
    accepted: read.rows,
    setAside: 0,
    ignored: read.rowsIn - read.rows,
  };
  const why = Object.entries(read.ignoredBy)
    .map(([reason, count]) => `${count} ${reason}`)
    .join(', ');
  const lines = [
    ...read.notes.map((note) => ({
      line: note.line,
      text: `${read.label}:${note.line}:${note.column ?? 1}: ${note.what}  [${note.rule}]`,
    })),
    ...read.ignored.map((row) => ({
      line: row.line,
      text: `${read.label}:${row.line}:1: ignored as ${row.reason}: ${short(row.raw)}`,
    })),
  ];
  const sure = read.confidence < 1 ? ` (${Math.round(read.confidence * 100)} % sure)` : '';
  return {
    label: read.label,
    name: read.name,
    summary: `${read.detected.join(', ')}${sure}; ${countsLine(counts, why === '' ? '' : ` (${why})`)}`,
    lines: lines.sort((a, b) => a.line - b.line).map(({ text }) => text),
    tables: [],
    counts,
    failed: false,
  };
}

export function contractReport(part: ContractPart): FileRead {
  const { counts } = part;
  const refused = part.refusals.map(
    (refusal) =>
      `${refusal.file}:${refusal.line ?? 1}:1: ${refusal.found}${refusal.allowed ? `; allowed: ${refusal.allowed}` : ''}. To do: ${refusal.fix}.  [${refusal.code}]`,
  );
  const aside = part.quarantine.map(
    (row) =>
      `${row.file}:${row.line}:${row.column ?? 1}: quarantined: ${row.reason}  [${row.rule}]`,
  );
  const left = part.ignored
    .filter((row) => row.reason !== 'blank')
    .map((row) => `${part.label}:${row.line}:1: ignored as ${row.reason}: ${short(row.raw)}`);
  return {
    label: part.label,
    name: part.name,
    summary:
      part.refusals.length > 0
        ? `not read as "${part.resource}"`
        : `read as "${part.resource}"; ${part.detected.join(', ')}; ${countsLine(counts, '')}`,
    lines: [...refused, ...aside, ...left],
    tables: [{ header: part.header, rows: part.rows }],
    counts,
    failed: part.refusals.length > 0,
  };
}

/** The JSON document of one file. Rows are lists, never objects keyed by what a file says. */
export function documentOf(read: FileRead): object {
  const [main, ...further] = read.tables;
  return {
    file: read.label,
    header: main?.header ?? null,
    rows: main?.rows ?? [],
    ...(further.length > 0 ? { furtherTables: further } : {}),
    counts: read.counts,
  };
}

function countsLine(counts: FileRead['counts'], why: string): string {
  return `${counts.rowsIn} rows in = ${counts.accepted} accepted + ${counts.setAside} quarantined + ${counts.ignored} ignored${why}`;
}

function reasons(all: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of all) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts.size === 0
    ? ''
    : ` (${[...counts].map(([reason, count]) => `${count} ${reason}`).join(', ')})`;
}

function short(raw: string): string {
  const line = raw.replaceAll(/\s+/g, ' ').trim();
  return JSON.stringify(line.length > 80 ? `${line.slice(0, 77)}…` : line);
}
