import { resolve } from 'node:path';
import { nearest } from '#model/problem.ts';
import { importDbt, type Imported } from './import/dbt.ts';
import { importPackage } from './import/package.ts';
import { readOptions, UsageError } from './options.ts';

const HELP = `trilens import KIND PATH [options]

Takes over what is defined elsewhere. dbt: the semantic models and metrics of a dbt project (a folder or a file) become contracts and
files of metrics, with their units and owners (meta: { unit, owner, direction, type }). package: the resources of a Data Package
(datapackage.json or its folder) become contracts, and their files are copied. What cannot be said exactly is listed with the reason and
left out; nothing is overwritten. Exit codes: 0 something was written, 1 nothing was.

  --direction WAY  of metrics for which dbt does not say it: up or down
  --type TYPE      of metrics for which dbt does not say it: outcome, behavior, adoption or delivery
  --content DIR    where metrics are written  (default: content)
  --data DIR       where contracts and files are written  (default: data)

  trilens import dbt ../warehouse/models
  trilens import package ../open-data/stops`;

const OPTIONS = {
  content: { type: 'string', default: 'content' },
  data: { type: 'string', default: 'data' },
  direction: { type: 'string' },
  type: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const KINDS = ['dbt', 'package'] as const;
const DIRECTIONS = ['up', 'down'];
const TYPES = ['outcome', 'behavior', 'adoption', 'delivery'];

/** Writes contracts and metrics from what another tool defines. 0 something was written, 1 nothing was. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, OPTIONS, 'names');
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [name, path, ...more] = positionals;
  const kind = KINDS.find((one) => one === name);
  if (kind === undefined) {
    const near = name === undefined ? null : nearest(name, KINDS);
    throw new UsageError(
      `${name === undefined ? 'trilens import takes a kind' : `There is no kind "${name}"`}: ${KINDS.join(', ')}.${near ? ` Did you mean "${near}"?` : ''}`,
    );
  }
  if (path === undefined || more.length > 0)
    throw new UsageError(`trilens import ${kind} takes one path: trilens import ${kind} PATH`);
  oneOf('direction', values.direction, DIRECTIONS);
  oneOf('type', values.type, TYPES);
  const place = { content: resolve(values.content), data: resolve(values.data) };
  return said(
    kind === 'dbt' ? await importDbt(path, place, values) : await importPackage(path, place.data),
  );
}

function oneOf(option: string, value: string | undefined, allowed: readonly string[]): void {
  if (value !== undefined && !allowed.includes(value))
    throw new UsageError(`--${option} is "${value}"; it must be one of ${allowed.join(', ')}.`);
}

function said({ written, left }: Imported): number {
  for (const line of written) console.log(`Wrote ${line}`);
  for (const line of left) console.error(`Left out ${line}`);
  console.log('See what is missing: npx trilens check');
  return written.length > 0 ? 0 : 1;
}
