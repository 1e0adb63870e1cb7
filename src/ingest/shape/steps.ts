import { parseDate } from '#ingest/table/date/date.ts';
import type { RawRow, Table } from '#ingest/table/rows.ts';
import type { Resource } from '#ingest/contract/contract.ts';
import { passedBy } from './stepValues.ts';

type Step = Resource['trilens']['steps'][number];

/** A table after the repair steps of its contract, in their order, and how many rows each touched. What a step leaves out is ignored, and counted as such. */
export function repaired(
  table: Table,
  entry: Resource,
): {
  table: Table;
  touched: string[];
  unknown: { step: number; column: string }[];
  /** Steps that pass by what they seem to ask for. */
  doubts: string[];
} {
  const touched: string[] = [];
  const unknown: { step: number; column: string }[] = [];
  const doubts: string[] = [];
  let current = table;
  for (const [at, step] of entry.trilens.steps.entries()) {
    const lacking = columnsOf(step).find((name) => !current.header.includes(name));
    if (lacking !== undefined) {
      unknown.push({ step: at + 1, column: lacking });
      continue;
    }
    const doubt = passedBy(step, at, current);
    if (doubt) doubts.push(doubt);
    const { table: next, rows, what } = apply(step, current);
    current = next;
    touched.push(`${what}: ${rows} ${rows === 1 ? 'row' : 'rows'}`);
  }
  return { table: current, touched, unknown, doubts };
}

function columnsOf(step: Step): string[] {
  if ('fillDown' in step) return step.fillDown;
  if ('leaveOut' in step) return [step.leaveOut.column];
  if ('keepOnly' in step) return [step.keepOnly.column];
  if ('keepGrain' in step) return [step.keepGrain.column];
  return 'splitFlag' in step ? [step.splitFlag.column] : [];
}

interface Applied {
  table: Table;
  rows: number;
  what: string;
}

function apply(step: Step, table: Table): Applied {
  if ('fillDown' in step) return fillDown(step.fillDown, table);
  if ('leaveOut' in step) {
    const { column, values } = step.leaveOut;
    const has = cellIs(table, column, values);
    return leave(table, `rows left out where ${column} is ${values.join(', ')}`, has);
  }
  if ('keepOnly' in step) {
    const { column, values } = step.keepOnly;
    const has = cellIs(table, column, values);
    return leave(
      table,
      `rows left out where ${column} is not ${values.join(', ')}`,
      (row) => !has(row),
    );
  }
  if ('keepGrain' in step) return keepGrain(step.keepGrain, table);
  if ('skipRows' in step) return skipRows(step.skipRows, table);
  if ('splitFlag' in step) return splitFlag(step.splitFlag, table);
  if ('sections' in step) return sections(step.sections.into, table);
  return renamed(table);
}

function fillDown(columns: readonly string[], table: Table): Applied {
  const places = columns.map((name) => table.header.indexOf(name));
  const above = places.map(() => '');
  let count = 0;
  const rows = table.rows.map((row) => {
    const cells = [...row.cells];
    let isFilled = false;
    for (const [index, at] of places.entries()) {
      const cell = cells[at]?.trim() ?? '';
      if (cell !== '') above[index] = cell;
      else if (above[index] !== '') {
        cells[at] = above[index]!;
        isFilled = true;
      }
    }
    if (isFilled) count += 1;
    return isFilled ? { ...row, cells } : row;
  });
  return { table: { ...table, rows }, rows: count, what: `${columns.join(', ')} filled down` };
}

function cellIs(table: Table, column: string, values: readonly string[]): (row: RawRow) => boolean {
  const at = table.header.indexOf(column);
  const wanted = new Set(values);
  return (row) => wanted.has(row.cells[at]?.trim() ?? '');
}

/** A row that is left out is one more ignored row. */
function leave(table: Table, what: string, isLeft: (row: RawRow) => boolean): Applied {
  const left = table.rows.filter(isLeft);
  return {
    table: {
      ...table,
      rows: table.rows.filter((row) => !isLeft(row)),
      ignored: [
        ...table.ignored,
        ...left.map(({ line, raw }) => ({ line, raw, reason: 'left-out' as const })),
      ],
    },
    rows: left.length,
    what,
  };
}

const FORMATS = {
  month: 'year-month',
  quarter: 'quarter',
  year: 'year',
  week: 'iso-week',
} as const;

/** Files that hold years, quarters and months below each other. */
function keepGrain(
  { column, grain }: { column: string; grain: keyof typeof FORMATS },
  table: Table,
): Applied {
  const at = table.header.indexOf(column);
  const isOther = (row: RawRow) => 'problem' in parseDate(row.cells[at] ?? '', FORMATS[grain]);
  return leave(table, `rows left out where ${column} is no ${grain}`, isOther);
}

/** Annotations and ids below the header: rows of which the first filled cell begins so. */
function skipRows(beginnings: readonly string[], table: Table): Applied {
  const begins = (row: RawRow) => {
    const first = row.cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
    return beginnings.some((beginning) => first.startsWith(beginning));
  };
  return leave(table, `rows skipped that begin with ${beginnings.join(', ')}`, begins);
}

const NUMBER = /^[-+]?[\d.,]*\d$/;

/**
 * A number and the flag behind it (`98.0 bp`), or a flag alone (`:`). A flag has no digits, unless it is a footnote behind a value (`98 (1)`), and a minus is
 * none: `(3.5)`, `1'234 e`, `<0.5` and `5-` stay as they are, since what is cut off would be a part of the number.
 */
function flagged(cell: string): { value: string; flag: string } | null {
  const parts = /^([-+−–]?[\d.,]*\d)?\s*([^\d\s.,].*)$/u.exec(cell);
  const [value = '', flag = ''] = parts?.slice(1) ?? [];
  const isNote = value !== '' && /^(?:\(\d+\)|\[\d+\])$/.test(flag);
  if (!parts || /^[-−–]$/.test(flag) || (/\d/.test(flag) && !isNote)) return null;
  return { value, flag };
}

function splitFlag({ column, into }: { column: string; into: string }, table: Table): Applied {
  const at = table.header.indexOf(column);
  let count = 0;
  const rows = table.rows.map((row) => {
    const cell = row.cells[at]?.trim() ?? '';
    const parts = NUMBER.test(cell) ? null : flagged(cell);
    const cells = [...row.cells];
    if (parts) {
      cells[at] = parts.value;
      count += 1;
    }
    return { ...row, cells: [...cells, parts?.flag ?? ''] };
  });
  return {
    table: { ...table, header: [...table.header, into], rows },
    rows: count,
    what: `flags of ${column} taken into ${into}`,
  };
}

/** The name of a section stands alone in a row above its part of the table. */
function sections(into: string, table: Table): Applied {
  const above = table.ignored
    .filter(
      ({ reason, raw, line }) => reason === 'preamble' && line < table.headerLine && alone(raw),
    )
    .at(-1);
  const titles = [
    ...(above ? [{ line: above.line, name: alone(above.raw)! }] : []),
    ...[...table.rows, ...table.malformed].flatMap(({ line, raw }) => {
      const name = alone(raw);
      return name === null ? [] : [{ line, name }];
    }),
  ].sort((a, b) => a.line - b.line);
  const lines = new Set(titles.map(({ line }) => line));
  const left = [...table.rows, ...table.malformed].filter(({ line }) => lines.has(line));
  const rows = table.rows
    .filter(({ line }) => !lines.has(line))
    .map((row) => ({
      ...row,
      cells: [...row.cells, titles.findLast(({ line }) => line < row.line)?.name ?? ''],
    }));
  return {
    table: {
      ...table,
      header: [...table.header, into],
      rows,
      malformed: table.malformed.filter(({ line }) => !lines.has(line)),
      ignored: [
        ...table.ignored,
        ...left.map(({ line, raw }) => ({ line, raw, reason: 'left-out' as const })),
      ],
    },
    rows: rows.length,
    what: `${into} taken from the ${titles.length} titles above its rows`,
  };
}

/** The text of a line with one filled cell that holds no number. */
function alone(raw: string): string | null {
  const filled = raw
    .split(/[,;\t|]/)
    .map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
    .filter(Boolean);
  return filled.length === 1 && /\p{L}/u.test(filled[0]!) ? filled[0]! : null;
}

/** `Sprint, Sprint` are `Sprint` and `Sprint 2`. */
function renamed(table: Table): Applied {
  const met = new Map<string, number>();
  let count = 0;
  const header = table.header.map((name) => {
    const nth = (met.get(name) ?? 0) + 1;
    met.set(name, nth);
    if (nth > 1) count += 1;
    return nth === 1 ? name : `${name} ${nth}`;
  });
  return {
    table: { ...table, header },
    rows: count === 0 ? 0 : table.rows.length,
    what: `${count} repeated names numbered`,
  };
}
