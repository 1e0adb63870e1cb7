import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import iconv from 'iconv-lite';
import { z } from 'zod';
import type { ExportContract } from '#model/export.ts';
import { nearest, type Problem } from '#model/problem.ts';
import { DATE_FORMATS } from './table/date.ts';
import { parseYaml, validate, type YamlFile } from './yamlFile.ts';

/** Spellings of the Data Package standard for the formats named here. */
const STANDARD_FORMATS: Record<string, string> = { default: 'iso', '%Y-%m-%d': 'iso', '%d.%m.%Y': 'day-first', '%d/%m/%Y': 'day-first', '%d-%m-%Y': 'day-first', '%m/%d/%Y': 'month-first', '%m-%d-%Y': 'month-first', '%Y-%m': 'year-month', '%G-W%V': 'iso-week' };

const field = z.strictObject({
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  type: z.enum(['string', 'number', 'integer', 'date', 'datetime', 'boolean']).default('string'),
  /** Of a date; absent: detected from the column, and never guessed where it is ambiguous. */
  format: z.preprocess((format) => (typeof format === 'string' && Object.hasOwn(STANDARD_FORMATS, format) ? STANDARD_FORMATS[format] : format), z.enum(DATE_FORMATS).optional()),
  /** Of a number; absent: detected from the column. */
  decimalChar: z.enum(['.', ',']).optional(),
  constraints: z.strictObject({ required: z.boolean().default(false), enum: z.array(z.string()).optional(), minimum: z.union([z.number(), z.string()]).optional(), maximum: z.union([z.number(), z.string()]).optional() }).default({ required: false }),
});
export type Field = z.infer<typeof field>;

const unpivot = z.strictObject({
  /** Columns that stay in every row. */
  keep: z.array(z.string()).min(1),
  /** The wide columns: a list, or the rest of the header. */
  columns: z.union([z.literal('rest'), z.array(z.string()).min(1)]).default('rest'),
  /** Name of the column that takes the wide columns' names. */
  name: z.string(),
  /** Name of the column that takes their values. */
  value: z.string().default('value'),
  /** With a separator a wide column is called "<name><separator><field>", and each name becomes one row with those fields. */
  separator: z.string().optional(),
});

const path = z
  .string()
  .refine((value) => !value.startsWith('/') && !/^[A-Za-z]:/.test(value) && !value.split(/[/\\]/).includes('..'), 'a path inside the data folder: relative, without ".."');

const resource = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, 'a name: small letters, digits, hyphens'),
  title: z.string().optional(),
  description: z.string().optional(),
  path: z.union([path, z.array(path).min(1)]),
  format: z.string().optional(),
  mediatype: z.string().optional(),
  encoding: z.string().refine((name) => iconv.encodingExists(name), 'an encoding such as utf-8, utf-16le, windows-1252, iso-8859-15, shift_jis, gb18030').optional(),
  dialect: z
    .strictObject({
      delimiter: z.string().min(1).optional(),
      quoteChar: z.string().length(1).optional(),
      /** False: the first line is data and the columns are the fields in their order. */
      header: z.boolean().optional(),
      /** Line of the header, counted from 1; `headerRows: [4]` is the standard's spelling. */
      headerLine: z.number().int().positive().optional(),
      headerRows: z.array(z.number().int().positive()).length(1).optional(),
    })
    .default({})
    .transform(({ headerRows, ...dialect }) => ({ ...dialect, ...(headerRows?.[0] === undefined ? {} : { headerLine: headerRows[0] }) })),
  schema: z.strictObject({ fields: z.array(field).min(1), primaryKey: z.union([z.string().transform((name) => [name]), z.array(z.string())]).default([]), missingValues: z.array(z.string()).default(['', 'NA', 'N/A', 'n/a', 'NULL', 'null', '-', '#N/A']) }),
  trilens: z
    .strictObject({
      system: z.string().optional(),
      owner: z.string().optional(),
      steward: z.string().optional(),
      everyDays: z.number().positive().optional(),
      graceDays: z.number().min(0).default(2),
      errorAfterDays: z.number().min(0).default(7),
      expectedSites: z.array(z.string()).default([]),
      humanOnly: z.boolean().optional(),
      /** Column that says when a row was extracted, or `file-name` for the date in the file's name. */
      vintage: z.string().optional(),
      status: z.string().optional(),
      /** Column with site names, so that aliases are understood and unknown sites set aside. */
      site: z.string().optional(),
      onDuplicate: z.enum(['error', 'keep-last', 'keep-first']).default('error'),
      onBadExport: z.enum(['last-good', 'fail']).default('last-good'),
      columnMap: z.record(z.string(), z.string()).default({}),
      publish: z.array(z.string()).default([]),
      maxQuarantined: z.number().min(0).max(1).default(0.02),
      unpivot: unpivot.optional(),
    })
    .default({ graceDays: 2, errorAfterDays: 7, expectedSites: [], onDuplicate: 'error', onBadExport: 'last-good', columnMap: {}, publish: [], maxQuarantined: 0.02 }),
});
export type Resource = z.infer<typeof resource>;

const datapackage = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  licenses: z.array(z.unknown()).optional(),
  resources: z.array(resource),
});

export interface Contracts {
  file: string;
  resources: (Resource & { line: number })[];
}

/** Vintage taken from the date in a file's name, such as `downtime_2026-09-30.csv`. */
export const FILE_NAME = 'file-name';

/** Reads `datapackage.json`, the contract of every export. */
export async function readContracts(dataDir: string): Promise<{ contracts: Contracts; problems: Problem[] }> {
  const file = `${basename(dataDir)}/datapackage.json`;
  const text = await readFile(join(dataDir, 'datapackage.json'), 'utf8').catch(() => null);
  if (text === null) {
    const problem: Problem = { code: 'data/missing-contract', severity: 'error', file, line: null, column: null, found: 'there is no datapackage.json in the data folder', fix: 'write one that names every export, name another folder with --data, or start with `trilens init DIR`' };
    return { contracts: { file, resources: [] }, problems: [problem] };
  }
  const json = text.replace(/^\uFEFF/, '');
  const broken = syntaxProblem(json, file);
  if (broken) return { contracts: { file, resources: [] }, problems: [broken] };
  // JSON is YAML; reading it as such keeps the positions.
  const parsed = parseYaml(json, file);
  if (!parsed.yaml) return { contracts: { file, resources: [] }, problems: parsed.problems };
  const yaml = parsed.yaml;
  const { value, problems } = validate(yaml, datapackage);
  const resources = (value?.resources ?? []).map((entry, index) => {
    const site = entry.trilens.site ?? (entry.schema.fields.some((field) => field.name === 'site') ? 'site' : undefined);
    return { ...entry, trilens: { ...entry.trilens, site }, line: yaml.at(['resources', index]).line };
  });
  return { contracts: { file, resources }, problems: [...problems, ...resources.flatMap((entry, index) => nameProblems(entry, index, resources, yaml))] };
}

function syntaxProblem(text: string, file: string): Problem | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const message = (error as Error).message;
    const place = /\(line (\d+) column (\d+)\)/.exec(message);
    const before = text.trimEnd().split('\n');
    const [line, column] = place ? [Number(place[1]), Number(place[2])] : [before.length, (before.at(-1)?.length ?? 0) + 1];
    return { code: 'data/syntax', severity: 'error', file, line, column, found: `this is not JSON: ${message.replace(/ (in JSON )?at position.*$/, '')}`, fix: 'mend the line; JSON has double quotes, commas between entries and none after the last' };
  }
}

/** Columns that a contract speaks of must be among its fields; names are given once. */
function nameProblems(entry: Resource, index: number, all: Resource[], yaml: YamlFile): Problem[] {
  const problems: Problem[] = [];
  const fields = entry.schema.fields.map((field) => field.name);
  const base = ['resources', index];
  const add = (path: PropertyKey[], code: string, found: string, fix: string, allowed?: string) =>
    problems.push({ code, severity: 'error', file: yaml.file, ...yaml.at([...base, ...path]), found, fix, ...(allowed === undefined ? {} : { allowed }) });
  const need = (name: string | undefined, path: PropertyKey[]) => {
    if (name === undefined || fields.includes(name)) return;
    const near = nearest(name, fields);
    add(path, 'data/unknown-column', `${path.filter((key) => typeof key === 'string').join('.')} names "${name}", which is not a field of "${entry.name}"`, near ? `did you mean "${near}"?` : 'name one of its fields, or add the field', fields.join(', '));
  };
  if (all.findIndex((other) => other.name === entry.name) !== index) add(['name'], 'data/duplicate-name', `there are two resources "${entry.name}"`, 'give each its own name');
  for (const [at, name] of fields.entries()) if (fields.indexOf(name) !== at) add(['schema', 'fields', at, 'name'], 'data/duplicate-name', `the field "${name}" is given twice`, 'remove one of them');
  const { trilens } = entry;
  for (const [at, name] of entry.schema.primaryKey.entries()) need(name, ['schema', 'primaryKey', at]);
  for (const [at, name] of trilens.publish.entries()) need(name, ['trilens', 'publish', at]);
  for (const [old, name] of Object.entries(trilens.columnMap)) if (!trilens.unpivot) need(name, ['trilens', 'columnMap', old]);
  for (const [at, name] of (trilens.unpivot?.keep ?? []).entries()) need(name, ['trilens', 'unpivot', 'keep', at]);
  need(trilens.unpivot?.name, ['trilens', 'unpivot', 'name']);
  if (trilens.unpivot?.separator === undefined) need(trilens.unpivot?.value, ['trilens', 'unpivot', 'value']);
  need(trilens.site, ['trilens', 'site']);
  need(trilens.status, ['trilens', 'status']);
  if (trilens.vintage !== FILE_NAME) need(trilens.vintage, ['trilens', 'vintage']);
  if (trilens.vintage !== undefined && entry.schema.primaryKey.length === 0) {
    add(['trilens', 'vintage'], 'data/vintage-without-key', `"${entry.name}" has a vintage and no primaryKey, so a restated row cannot be told from a new one`, 'add schema.primaryKey: the columns that name a row, without the vintage');
  }
  return problems;
}

/** The part of a resource that the portal shows. */
export function contractOf(entry: Resource & { line: number }): ExportContract {
  const { trilens } = entry;
  return {
    ...trilens,
    name: entry.name,
    title: entry.title,
    primaryKey: entry.schema.primaryKey.filter((name) => name !== trilens.vintage),
    paths: typeof entry.path === 'string' ? [entry.path] : entry.path,
    line: entry.line,
  };
}
