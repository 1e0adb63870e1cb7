import { daysBetween } from '#model/time/date.ts';
import { median } from '#model/statistics/median.ts';
import { isMissing } from '#ingest/table/kinds.ts';
import { parseDate, type DateFormat } from '#ingest/table/date/date.ts';
import { plainLetters } from '#ingest/table/plainLetters.ts';
import { fieldOf, type DraftField } from './draftField.ts';
import { keyOf, type DraftColumn } from './draftKey.ts';
import { draftDerive, draftGrain } from './draftRepairs.ts';
import { missingWords } from './draftMissing.ts';

/** A resource for `datapackage.json` as far as a file tells it, and what it leaves open. */
export interface ContractDraft {
  resource: {
    name: string;
    path: string;
    schema: { fields: DraftField[]; primaryKey?: string[]; missingValues?: string[] };
    trilens: Record<string, unknown>;
  };
  open: string[];
}

/** How often dumps come, by the days between their dates. */
const CADENCES = [1, 7, 31, 92];
/** Names under which systems keep the plant. */
const SITE =
  /^(site|plant|werk|standort|facility|factory|usine|établissement|planta|fábrica|unidade|stabilimento|sito|fabriek|zakład|závod|anläggning)$/i;
/** Dates that lie ahead: what is due, planned or over says nothing of when a row was written. */
const AHEAD =
  /due|deadline|plan|target|expect|fällig|faellig|termin|until|end|clos|resolv|finish|complet|deliver/i;
/** Sums over the columns beside them. */
const TOTAL = /^(ytd|total|sum|summe|gesamt|somme|suma|totale)$/i;

export function draftContract(
  path: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): ContractDraft {
  const open: string[] = [];
  const all = namedColumns(header, rows, open);
  const grain = draftGrain(all);
  const columns = grain
    ? all.map(({ name, cells }) => ({ name, cells: grain.rows.map((at) => cells[at]!) }))
    : all;
  if (grain)
    open.push(
      `${grain.column} holds several grains, of which the ${grain.grain}s are kept; correct keepGrain for another`,
    );
  const wide = columns.filter(({ name }) => isPeriod(name));
  const unpivot = wide.length >= 3;
  const words = missingWords(columns);
  const about = { words: new Set(words), open };
  if (words.length > 0)
    open.push(
      `${words.join(', ')} among numbers is taken for missing; correct missingValues where it is a value`,
    );
  const kept = (unpivot ? columns.filter((column) => !wide.includes(column)) : columns).map(
    ({ name, cells }) => ({ cells, ...fieldOf(name, cells, about) }),
  );
  const sides = kept.filter(({ name, type }) => type === 'string' && !TOTAL.test(name));
  const key = unpivot ? [...sides.map(({ name }) => name), 'period'] : keyOf(kept);
  const site = kept.find(({ name, type }) => type === 'string' && SITE.test(name))?.name;
  const trilens = {
    ...datesOf(kept, unpivot ? wide : null, open),
    ...(site === undefined ? {} : { site }),
    ...(grain ? { steps: [{ keepGrain: { column: grain.column, grain: grain.grain } }] } : {}),
    ...(unpivot
      ? { unpivot: { keep: kept.map(({ name }) => name), name: 'period', value: 'value' } }
      : {}),
  };
  if (key.length === 0)
    open.push(
      'no columns were found that make a row one of its kind; say primaryKey where there are some',
    );
  open.push(
    site === undefined
      ? 'say under trilens who is its owner, and which column is the site'
      : 'say under trilens who is its owner',
  );
  return {
    resource: {
      name: nameOf(path),
      path,
      schema: {
        fields: [
          ...kept.map(({ cells: _, ...field }) => field),
          ...(unpivot ? longFields(wide, about) : []),
        ],
        ...(key.length > 0 ? { primaryKey: key } : {}),
        ...(words.length > 0 ? { missingValues: ['', ...seen(columns), ...words] } : {}),
      },
      trilens,
    },
    open,
  };
}

interface NamedColumn {
  name: string;
  cells: string[];
}

function namedColumns(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  open: string[],
): NamedColumn[] {
  const names = header.map((name) => name.trim());
  const columns = names.flatMap((name, at) =>
    name !== '' && names.indexOf(name) === names.lastIndexOf(name)
      ? [{ name, cells: rows.map((row) => (row[at] ?? '').trim()) }]
      : [],
  );
  if (columns.length < names.length)
    open.push(
      `${names.length - columns.length} columns have no name of their own and are left out; rename them in the export to read them`,
    );
  return columns;
}

/** The columns that a wide table has when it is made long. */
function longFields(
  wide: readonly NamedColumn[],
  about: { words: ReadonlySet<string>; open: string[] },
): DraftField[] {
  return [
    { name: 'period', type: 'date' },
    fieldOf(
      'value',
      wide.flatMap(({ cells }) => cells),
      about,
    ),
  ];
}

/** Which column dates a row, or what makes one, and how often rows come. */
function datesOf(
  kept: readonly DraftColumn[],
  wide: readonly NamedColumn[] | null,
  open: string[],
): Record<string, unknown> {
  const { derive } = wide ? {} : draftDerive(kept);
  const dates = kept.filter(({ type }) => type === 'date' || type === 'datetime');
  const dated = dates.find(({ name }) => !AHEAD.test(name)) ?? dates[0];
  if (!dated && !wide && !derive) open.push('no column holds dates; a metric needs one');
  const every = wide
    ? cadence(wide.map(({ name }) => dateOf(name)))
    : dated
      ? cadence(dated.cells.map((cell) => dateOf(cell, dated.format)))
      : null;
  return {
    ...(derive ? { derive, date: 'at' } : dated && dates.length > 1 ? { date: dated.name } : {}),
    ...(every === null ? {} : { everyDays: every }),
  };
}

function nameOf(path: string): string {
  const name = plainLetters((path.split(/[\\/]/).at(-1) ?? path).replace(/(\.\w+)+$/, ''))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return name === '' ? 'export' : name;
}

/** Known words for nothing among the cells, which a list of its own must name too. */
function seen(columns: readonly { cells: readonly string[] }[]): string[] {
  const cells = columns.flatMap((column) => column.cells);
  return [...new Set(cells.filter((cell) => cell !== '' && isMissing(cell)))].slice(0, 20);
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
  const gap = median(days.slice(1).map((day, at) => daysBetween(days[at]!, day)));
  return CADENCES.find((days) => gap <= days) ?? null;
}
