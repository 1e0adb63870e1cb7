import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ExportContract } from '#model/record/export.ts';
import type { Problem } from '#model/problem.ts';
import { contractNames } from './contractNames.ts';
import { isSince, withDerivedFields } from './derivedFields.ts';
import { withSpans } from './spans.ts';
import { standardFields } from './standardFields.ts';
import { datapackage, type Resource } from '#ingest/schemas/datapackage.ts';
import { parseYaml } from '#ingest/content/yamlFile.ts';
import { validate } from '#ingest/content/validate.ts';

export { declaresMissing, type Field, type Resource } from '#ingest/schemas/datapackage.ts';

/** A resource and where in the contract it begins. */
export type PlacedResource = Resource & { line: number; column: number };

export interface Contracts {
  file: string;
  resources: PlacedResource[];
  /** Sites that exports promise, and where they say so. */
  expectedSites: { id: string; line: number; column: number }[];
  /** Names in a contract that is not valid, null for one without; what asks for them is not wrong for that. Empty where the contract was read. */
  unread: (string | null)[];
}

/** Reads `datapackage.json`, the contract of every export. */
export async function readContracts(
  dataDir: string,
  path = join(dataDir, 'datapackage.json'),
): Promise<{ contracts: Contracts; problems: Problem[] }> {
  const file = `${basename(dataDir)}/${basename(path)}`;
  const text = await readFile(path, 'utf8').then(
    (held) => held.replace(/^\uFEFF/, ''),
    () => null,
  );
  if (text === null) {
    const problem: Problem = {
      code: 'data/missing-contract',
      severity: 'error',
      file,
      line: null,
      column: null,
      found: 'there is no datapackage.json in the data folder',
      fix: 'write one that names every export, name another folder with --data, or start with `trilens init DIR`',
    };
    return {
      contracts: { file, resources: [], expectedSites: [], unread: [null] },
      problems: [problem],
    };
  }
  const parsed = parseYaml(text, file);
  if (!parsed.yaml) {
    const { problems } = parsed;
    return { contracts: { file, resources: [], expectedSites: [], unread: [null] }, problems };
  }
  const yaml = parsed.yaml;
  const loose = looseJson(text, file);
  const standard = standardFields(yaml);
  const { value, problems } = validate({ ...yaml, data: standard.data }, datapackage);
  const written = (value?.resources ?? []).map(withSpans);
  const resources = written.map((entry, index) => ({
    ...withDerivedFields(entry, written),
    ...yaml.at(['resources', index]),
  }));
  const expectedSites = resources.flatMap(({ trilens }, index) =>
    trilens.expectedSites.map((id, at) => ({
      id,
      ...yaml.at(['resources', index, 'trilens', 'expectedSites', at]),
    })),
  );
  return {
    contracts: { file, resources, expectedSites, unread: value ? [] : namesIn(yaml.data) },
    problems: [
      ...loose,
      ...standard.problems,
      ...problems.map(withoutSecret),
      ...contractNames(yaml, resources),
    ],
  };
}

/** A trailing comma, a comment or a name without quotes is understood here, and by no other tool that reads the contract. */
function looseJson(text: string, file: string): Problem[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    const [, line, column] = /line (\d+) column (\d+)/.exec((error as Error).message) ?? [];
    return [
      {
        code: 'data/loose-json',
        severity: 'warning',
        file,
        line: Number(line ?? 1),
        column: Number(column ?? 1),
        found:
          'this is understood, but it is not JSON, so that other tools do not read the contract',
        fix: 'correct the line: a comma too many, a comment, or a name without quotes',
      },
    ];
  }
}

function namesIn(data: unknown): (string | null)[] {
  const { resources } = (data ?? {}) as { resources?: unknown };
  return Array.isArray(resources)
    ? resources.map((entry: { name?: unknown } | null) =>
        typeof entry?.name === 'string' ? entry.name : null,
      )
    : [null];
}

/** The part of a resource that the portal shows. */
export function contractOf(entry: PlacedResource): ExportContract {
  const { loader: _, sql: __, ...trilens } = entry.trilens;
  return {
    ...trilens,
    name: entry.name,
    title: entry.title,
    key: entry.schema.primaryKey,
    paths: pathsOf(entry),
    line: entry.line,
  };
}

/** Files and globs that a resource names; none when a loader or a query needs no file. */
export function pathsOf(entry: Resource): string[] {
  return entry.path === undefined ? [] : typeof entry.path === 'string' ? [entry.path] : entry.path;
}

/** Column that dates a row: the declared one, else the first date that is not the vintage. */
export function dateColumn(entry: Resource): string | undefined {
  return (
    entry.trilens.date ??
    entry.schema.fields.find(
      ({ name, type }) =>
        Object.hasOwn(entry.trilens.derive, name) && (type === 'date' || type === 'datetime'),
    )?.name ??
    entry.schema.fields.find(
      (field) =>
        (field.type === 'date' || field.type === 'datetime') &&
        field.name !== entry.trilens.vintage &&
        !isSince(entry, field.name),
    )?.name
  );
}

/** What stands where the name of an environment variable belongs may be a password, so it is never repeated. */
function withoutSecret(problem: Problem): Problem {
  return /trilens\.sql\.connection is /.test(problem.found)
    ? { ...problem, found: 'trilens.sql.connection is not the name of an environment variable' }
    : problem;
}
