import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { UsageError } from '#cli/options.ts';

/** Notes that people keep beside a definition: dbt gives them no meaning of its own. */
interface Meta {
  owner?: unknown;
  unit?: unknown;
  direction?: unknown;
  type?: unknown;
}

interface Described {
  name: string;
  description?: string;
  label?: string;
  config?: { meta?: Meta; group?: string };
  meta?: Meta;
}

export interface Dimension extends Described {
  type?: string;
  expr?: string;
  type_params?: { time_granularity?: string };
}

export interface Measure extends Described {
  agg: string;
  expr?: string | number;
  agg_time_dimension?: string;
  agg_params?: { percentile?: number };
}

export interface SemanticModel extends Described {
  model?: string;
  defaults?: { agg_time_dimension?: string };
  entities?: { name: string; type?: string; expr?: string }[];
  dimensions?: Dimension[];
  measures?: Measure[];
}

/** A measure or a metric that a metric is made of: its name, or its name with these. */
export type Input =
  | string
  | {
      name: string;
      filter?: unknown;
      alias?: string;
      offset_window?: unknown;
      offset_to_grain?: unknown;
    };

export interface DbtMetric extends Described {
  type: string;
  filter?: unknown;
  time_granularity?: string;
  type_params?: {
    measure?: Input;
    numerator?: Input;
    denominator?: Input;
    expr?: string;
    metrics?: Input[];
  };
}

export interface DbtProject {
  models: SemanticModel[];
  metrics: DbtMetric[];
  /** What is there and in a form that is not read. */
  notes: string[];
}

/** The semantic models and metrics of a dbt project: every YAML file in a folder, or one file. */
export async function readDbt(path: string): Promise<DbtProject> {
  const project: DbtProject = { models: [], metrics: [], notes: [] };
  for (const file of await yamlFiles(path)) {
    const name = relative(process.cwd(), file) || file;
    const data = parsedFile(await readFile(file, 'utf8'), name);
    project.models.push(...listIn<SemanticModel>(data, 'semantic_models', name));
    project.metrics.push(...listIn<DbtMetric>(data, 'metrics', name));
    for (const model of listIn<{ name?: string; semantic_model?: unknown }>(data, 'models', name))
      if (model.semantic_model !== undefined)
        project.notes.push(
          `${name}: the semantic model of "${model.name}" is written below models, which is not read; write it below semantic_models`,
        );
  }
  return project;
}

async function yamlFiles(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new UsageError(`There is no ${path}.`);
  if (found.isFile()) return [path];
  const names = await readdir(path, { recursive: true });
  return names
    .filter((name) => /\.ya?ml$/.test(name) && !/(^|[/\\])(target|dbt_packages)[/\\]/.test(name))
    .sort()
    .map((name) => join(path, name));
}

function parsedFile(text: string, name: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new UsageError(`${name} is not YAML: ${(error as Error).message.split('\n')[0]}`);
  }
}

/** A list of named entries in a file; an entry without a name is a mistake of the file. */
function listIn<T>(data: unknown, key: string, file: string): T[] {
  const list = (data as Record<string, unknown> | null)?.[key];
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) throw new UsageError(`${file}: ${key} is no list.`);
  const odd = list.findIndex((one) => typeof one?.name !== 'string');
  if (odd >= 0) throw new UsageError(`${file}: entry ${odd + 1} of ${key} has no name.`);
  return list;
}

/** What somebody noted beside a definition. */
export function metaOf({ config, meta }: Pick<Described, 'config' | 'meta'>): Meta {
  return { ...meta, ...config?.meta };
}

export const textOr = (value: unknown, otherwise = '') =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : otherwise;
