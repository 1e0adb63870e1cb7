import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { ExportContract } from '#model/export.ts';
import type { Problem } from '#model/problem.ts';
import { DATE_FORMATS } from './table/date.ts';
import { parseYaml, validate } from './yamlFile.ts';

const field = z.strictObject({
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  type: z.enum(['string', 'number', 'integer', 'date', 'datetime', 'boolean']).default('string'),
  /** Of a date; absent: detected from the column, and never guessed where it is ambiguous. */
  format: z.enum(DATE_FORMATS).optional(),
  /** Of a number; absent: detected from the column. */
  decimalChar: z.enum(['.', ',']).optional(),
  constraints: z.strictObject({ required: z.boolean().default(false), enum: z.array(z.string()).optional(), minimum: z.union([z.number(), z.string()]).optional(), maximum: z.union([z.number(), z.string()]).optional() }).default({ required: false }),
});
export type Field = z.infer<typeof field>;

const unpivot = z.strictObject({
  /** Columns that stay in every row. */
  keep: z.array(z.string()).min(1),
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
  encoding: z.string().optional(),
  dialect: z.strictObject({ delimiter: z.string().optional(), quoteChar: z.string().length(1).optional(), header: z.boolean().optional(), headerLine: z.number().int().positive().optional() }).default({}),
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

/** Reads `datapackage.json`, the contract of every export. */
export async function readContracts(dataDir: string): Promise<{ contracts: Contracts; problems: Problem[] }> {
  const file = `${basename(dataDir)}/datapackage.json`;
  const text = await readFile(join(dataDir, 'datapackage.json'), 'utf8').catch(() => null);
  if (text === null) {
    const problem: Problem = { code: 'data/missing-contract', severity: 'error', file, line: null, column: null, found: 'there is no datapackage.json in the data folder', fix: 'write one that names every export, name another folder with --data, or start with `trilens init DIR`' };
    return { contracts: { file, resources: [] }, problems: [problem] };
  }
  const parsed = parseYaml(text.replace(/^\uFEFF/, ''), file);
  if (!parsed.yaml) return { contracts: { file, resources: [] }, problems: parsed.problems };
  const yaml = parsed.yaml;
  const { value, problems } = validate(yaml, datapackage);
  const resources = (value?.resources ?? []).map((entry, index) => ({ ...entry, line: yaml.at(['resources', index]).line }));
  return { contracts: { file, resources }, problems };
}

/** The part of a resource that the portal shows. */
export function contractOf(entry: Resource & { line: number }): ExportContract {
  const { trilens } = entry;
  return {
    ...trilens,
    name: entry.name,
    title: entry.title,
    paths: typeof entry.path === 'string' ? [entry.path] : entry.path,
    line: entry.line,
  };
}
