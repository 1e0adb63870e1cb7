import { daysBetween } from '#model/time/date.ts';
import { median } from '#model/statistics/median.ts';
import { isMissing } from '#ingest/table/kinds.ts';
import { parseDate, type DateFormat } from '#ingest/table/date.ts';
import { detectDateFormat } from '#ingest/table/dateFormat.ts';
import { plainLetters } from '#ingest/table/plainLetters.ts';
import { detectDecimal, parseNumber } from '#ingest/table/number.ts';

/** A resource for `datapackage.json` as far as a file tells it, and what it leaves open. */
export interface ContractDraft {
  resource: {
    name: string;
    path: string;
    schema: { fields: DraftField[]; primaryKey?: string[] };
    trilens: Record<string, unknown>;
  };
  open: string[];
}

interface DraftField {
  name: string;
  type: string;
  format?: DateFormat;
}

/** Cells of which this share reads as a date or a number are dates or numbers. */
const MOST = 0.95;
/** How often dumps come, by the days between their dates. */
const CADENCES = [1, 7, 31, 92];
/** Names under which systems keep the plant. */
const SITE =
  /^(site|plant|werk|standort|facility|factory|usine|établissement|planta|fábrica|unidade|stabilimento|sito|fabriek|zakład|závod|anläggning)$/i;
const DATED = /dat(e|um|a)|day|tag|jour|fecha|dato|opened|closed|from|until/i;

export function draftContract(
  path: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): ContractDraft {
  const open: string[] = [];
  const names = header.map((name) => name.trim());
  const columns = names.flatMap((name, at) =>
    name !== '' && names.indexOf(name) === at
      ? [{ name, cells: rows.map((row) => (row[at] ?? '').trim()) }]
      : [],
  );
  if (columns.length < names.length)
    open.push(
      `${names.length - columns.length} columns have no name of their own and are left out`,
    );
  const wide = columns.filter(({ name }) => isPeriod(name));
  const unpivot = wide.length >= 3;
  const kept = (unpivot ? columns.filter((column) => !wide.includes(column)) : columns).map(
    ({ name, cells }) => ({ cells, ...fieldOf(name, cells, open) }),
  );
  const fields: DraftField[] = kept.map(({ cells: _, ...field }) => field);
  if (unpivot)
    fields.push(
      { name: 'period', type: 'date' },
      fieldOf(
        'value',
        wide.flatMap(({ cells }) => cells),
        open,
      ),
    );
  const key = unpivot ? [...kept.map(({ name }) => name), 'period'] : keyOf(kept);
  const dated = kept.find(({ type }) => type === 'date' || type === 'datetime');
  const every = unpivot
    ? cadence(wide.map(({ name }) => dateOf(name)))
    : dated
      ? cadence(dated.cells.map((cell) => dateOf(cell, dated.format)))
      : null;
  const site = kept.find(({ name, type }) => type === 'string' && SITE.test(name))?.name;
  if (!dated && !unpivot) open.push('no column holds dates; a metric needs one');
  const name = plainLetters((path.split(/[\\/]/).at(-1) ?? path).replace(/(\.\w+)+$/, ''))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return {
    resource: {
      name: name === '' ? 'export' : name,
      path,
      schema: { fields, ...(key.length > 0 ? { primaryKey: key } : {}) },
      trilens: {
        ...(site === undefined ? {} : { site }),
        ...(every === null ? {} : { everyDays: every }),
        ...(unpivot
          ? { unpivot: { keep: kept.map(({ name }) => name), name: 'period', value: 'value' } }
          : {}),
      },
    },
    open: [
      ...open,
      ...(key.length === 0
        ? [
            'no columns were found that make a row one of its kind; say primaryKey where there are some',
          ]
        : []),
      site === undefined
        ? 'say under trilens who is its owner, and which column is the site'
        : 'say under trilens who is its owner',
    ],
  };
}

function fieldOf(name: string, all: readonly string[], open: string[]): DraftField {
  const cells = all.filter((cell) => !isMissing(cell));
  if (cells.length === 0) return { name, type: 'string' };
  const share = (reads: (cell: string) => boolean) => cells.filter(reads).length / cells.length;
  const { format, between } = detectDateFormat(cells, { name });
  if (between.length > 0) {
    open.push(`the dates of ${name} can be day-first or month-first; say format`);
    return { name, type: 'date' };
  }
  const isDay =
    format !== null &&
    !['unix', 'year', ...(DATED.test(name) ? [] : ['excel-serial'])].includes(format);
  if (isDay && share((cell) => !('problem' in parseDate(cell, format))) >= MOST) {
    const timed = share((cell) => 'time' in parseDate(cell, format)) > 0.5;
    // Bare numbers and weeks are told from the column again; the rest says it, so that a later dump is read alike.
    return { name, type: timed ? 'datetime' : 'date', ...(format === 'iso' ? {} : { format }) };
  }
  const { decimal, ambiguous: unclear } = detectDecimal(cells);
  const number = (cell: string) => parseNumber(cell, decimal ?? '.');
  if (
    cells.some((cell) => /^0\d/.test(cell)) ||
    share((cell) => 'value' in number(cell) || /^-?\d{1,3}([.,]\d{3})+$/.test(cell)) < MOST
  )
    return { name, type: 'string' };
  if (unclear) {
    open.push(
      `the marks in ${name} part thousands or decimals; say type integer where it counts things, else decimalChar`,
    );
    return { name, type: 'number' };
  }
  const isWhole = decimal === null && cells.every((cell) => /^[+-]?\d+$/.test(cell));
  return { name, type: isWhole ? 'integer' : 'number' };
}

/** The fewest columns, three at most, that are never the same in two rows. */
function keyOf(columns: readonly (DraftField & { cells: readonly string[] })[]): string[] {
  const fit = columns.filter(
    ({ type, cells }) => type !== 'number' && cells.every((cell) => !isMissing(cell)),
  );
  const count = fit[0]?.cells.length ?? 0;
  const isKey = (group: typeof fit) =>
    count > 1 &&
    new Set(
      Array.from({ length: count }, (_, row) =>
        JSON.stringify(group.map(({ cells }) => cells[row])),
      ),
    ).size === count;
  // A count that happens to be different in each row is no key; a name or a number at the beginning of the row is.
  const single = fit.find(
    (column, at) => (column.type !== 'integer' || at === 0) && isKey([column]),
  );
  if (single) return [single.name];
  const named = fit
    .filter(({ type, cells }) => type !== 'integer' || new Set(cells).size <= count / 10)
    .slice(0, 8);
  for (const [at, one] of named.entries())
    for (const two of named.slice(at + 1)) if (isKey([one, two])) return [one.name, two.name];
  for (const [at, one] of named.entries())
    for (const [next, two] of named.entries())
      for (const three of named.slice(next + 1))
        if (next > at && isKey([one, two, three])) return [one.name, two.name, three.name];
  return [];
}

function isPeriod(name: string): boolean {
  return (['iso', 'year-month', 'iso-week', 'quarter'] as const).some(
    (format) => !('problem' in parseDate(name, format)),
  );
}

function dateOf(cell: string, format?: DateFormat): string | null {
  const formats =
    format === undefined ? (['iso', 'year-month', 'iso-week', 'quarter'] as const) : [format];
  for (const one of formats) {
    const parsed = parseDate(cell, one);
    if ('date' in parsed) return parsed.date;
  }
  return null;
}

function cadence(dates: readonly (string | null)[]): number | null {
  const days = [...new Set(dates.filter((date) => date !== null))].sort();
  if (days.length < 3) return null;
  const gap = median(days.slice(1).map((day, at) => daysBetween(days[at] as string, day)));
  return CADENCES.find((days) => gap <= days) ?? null;
}
