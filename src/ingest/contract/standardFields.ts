import type { YamlFile } from '#ingest/content/yamlFile.ts';
import type { Problem } from '#model/problem.ts';

type Fields = Record<string, unknown>;

/** What is passed over at each level of a Data Package (v1 and v2): told to other tools, and nothing that changes what is read. */
const PASSED = {
  package: 'profile id homepage version created keywords contributors sources image'.split(' '),
  resource: '$schema profile homepage sources licenses bytes hash scheme'.split(' '),
  dialect: '$schema name title description type csvddfVersion caseSensitiveHeader headerJoin'.split(
    ' ',
  ),
  schema: '$schema name title description fieldsMatch'.split(' '),
  field: 'example examples rdfType bareNumber'.split(' '),
} as const;

/** Promises of the standard that only validators of other tools check. */
const UNCHECKED = {
  schema: ['foreignKeys', 'uniqueKeys'],
  field: ['categories', 'categoriesOrdered'],
  constraints:
    'unique minLength maxLength pattern exclusiveMinimum exclusiveMaximum jsonSchema'.split(' '),
} as const;

/** What would change what is read, and what to write instead. */
const REFUSED: Record<string, string> = {
  'dialect.commentRows': 'say commentChar, or the step skipRows under trilens',
  'dialect.nullSequence': 'name the text under missingValues of the schema',
  'dialect.property': 'JSON is not read; export CSV, or let a loader write it',
  'dialect.itemType': 'JSON is not read; export CSV, or let a loader write it',
  'dialect.itemKeys': 'JSON is not read; export CSV, or let a loader write it',
  'dialect.table': 'say trilens.sql with a query',
  'resource.data': 'write the rows into a file beside the contract',
  'resource.extrapaths': 'list all files under path',
  'field.missingValues': 'write them under missingValues of the schema',
};

/** Types of Table Schema that hold no quantity here: their cells are texts. */
const TEXTS = new Set('any time geopoint geojson object array list'.split(' '));
const PERIODS: Record<string, string> = { year: 'year', yearmonth: 'year-month' };

type Where = readonly PropertyKey[];
type Level = keyof typeof PASSED;

/**
 * The contract without what the Data Package standard (datapackage.org) lets other tools write and this portal has no use
 * for; what it says in other words in those that are used here. What would change the reading is refused by its name.
 */
export function standardFields(yaml: YamlFile): { data: unknown; problems: Problem[] } {
  const problems: Problem[] = [];
  const told = { yaml, problems };
  const data = isFields(yaml.data) ? without(yaml.data, 'package', [], told) : yaml.data;
  if (!isFields(data)) return { data, problems };
  const resources = listOf(data['resources']).map((entry, index) =>
    isFields(entry) ? resourceOf(entry, ['resources', index], told) : entry,
  );
  return { data: { ...data, ...('resources' in data ? { resources } : {}) }, problems };
}

interface Told {
  yaml: YamlFile;
  problems: Problem[];
}

function resourceOf(entry: Fields, at: Where, told: Told): Fields {
  const own = without(entry, 'resource', at, told);
  const { type, dialect, schema, trilens, ...rest } = own;
  if (type !== undefined && type !== 'table')
    refuse([...at, 'type'], `a resource of type ${JSON.stringify(type)} is no table`, told);
  const read = isFields(dialect) ? dialectOf(dialect, [...at, 'dialect'], told) : null;
  const sheet = read?.sheet;
  const named = isFields(trilens) ? trilens : {};
  return {
    ...rest,
    ...(dialect === undefined ? {} : { dialect: read ? read.dialect : dialect }),
    ...(schema === undefined
      ? {}
      : { schema: isFields(schema) ? schemaOf(schema, [...at, 'schema'], told) : schema }),
    ...(trilens === undefined && sheet === undefined
      ? {}
      : { trilens: sheet === undefined ? trilens : { sheet, ...named } }),
  };
}

function dialectOf(written: Fields, at: Where, told: Told): { dialect: Fields; sheet: unknown } {
  const own = without(written, 'dialect', at, told);
  const { lineTerminator, headerRows, sheetName, sheetNumber, ...rest } = own;
  if (lineTerminator !== undefined && !['\n', '\r\n', '\r'].includes(String(lineTerminator)))
    refuse(
      [...at, 'lineTerminator'],
      'lines end with a line feed, a carriage return or both',
      told,
    );
  const rows = Array.isArray(headerRows) ? headerRows.map(Number) : null;
  if (rows && rows.some((row, index) => row !== Number(rows[0]) + index))
    refuse([...at, 'headerRows'], 'header rows that do not follow each other are not read', told);
  return {
    dialect: {
      ...rest,
      ...(headerRows === undefined || rows ? {} : { headerRows }),
      ...(rows?.length ? { headerLine: rows[0], headerRows: rows.length } : {}),
      ...(rows?.length === 0 ? { header: false } : {}),
    },
    sheet: sheetName ?? sheetNumber,
  };
}

function schemaOf(written: Fields, at: Where, told: Told): Fields {
  const own = without(written, 'schema', at, told);
  const { fields, missingValues } = own;
  return {
    ...own,
    ...(Array.isArray(fields)
      ? {
          fields: fields.map((field: unknown, index) =>
            isFields(field) ? fieldOf(field, [...at, 'fields', index], told) : field,
          ),
        }
      : {}),
    ...(Array.isArray(missingValues)
      ? {
          missingValues: missingValues.map((one: unknown) => (isFields(one) ? one['value'] : one)),
        }
      : {}),
  };
}

function fieldOf(written: Fields, at: Where, told: Told): Fields {
  const own = without(written, 'field', at, told);
  const { groupChar, constraints, type, ...rest } = own;
  const decimal = groupChar === '.' ? ',' : groupChar === undefined ? undefined : '.';
  const period = PERIODS[String(type)];
  const checked = isFields(constraints) ? constraintsOf(constraints, at, told) : constraints;
  return {
    ...(decimal === undefined ? {} : { decimalChar: decimal }),
    ...(type === undefined ? {} : { type: TEXTS.has(String(type)) ? 'string' : type }),
    ...rest,
    ...(period === undefined ? {} : { type: 'date', format: period }),
    ...(checked === undefined ? {} : { constraints: checked }),
  };
}

function constraintsOf(written: Fields, at: Where, told: Told): Fields {
  const own = { ...written };
  for (const name of UNCHECKED.constraints) unchecked(own, name, [...at, 'constraints'], told);
  const allowed = own['enum'];
  return Array.isArray(allowed) ? { ...own, enum: allowed.map(String) } : own;
}

/** The fields of a level but for those that are passed over; the others of the standard are reported. */
function without(written: Fields, level: Level, at: Where, told: Told): Fields {
  const own = { ...written };
  for (const name of PASSED[level]) delete own[name];
  const promises: readonly string[] =
    level === 'schema' || level === 'field' ? UNCHECKED[level] : [];
  for (const name of promises) unchecked(own, name, at, told);
  for (const [path, fix] of Object.entries(REFUSED)) {
    const [of, name = ''] = path.split('.');
    if (of !== level || !(name in own)) continue;
    delete own[name];
    refuse([...at, name], `${name} of the Data Package standard is not read`, told, fix);
  }
  return own;
}

/** An empty list promises nothing. */
function unchecked(own: Fields, name: string, at: Where, { yaml, problems }: Told): void {
  const value = own[name];
  delete own[name];
  if (value === undefined || value === false || (Array.isArray(value) && value.length === 0))
    return;
  problems.push({
    code: 'data/not-checked',
    severity: 'warning',
    file: yaml.file,
    ...yaml.atKey(at, name),
    found: `${name} is of the Data Package standard, and is not checked here`,
    fix: 'leave it for other tools; a row that breaks it is read all the same',
  });
}

function refuse(
  at: Where,
  found: string,
  { yaml, problems }: Told,
  fix = 'correct it, or remove it',
): void {
  const name = String(at.at(-1));
  problems.push({
    code: 'data/standard-field',
    severity: 'error',
    file: yaml.file,
    ...yaml.atKey(at.slice(0, -1), name),
    found,
    fix,
  });
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
