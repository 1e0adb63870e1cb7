import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { id as idSchema } from '#ingest/schemas/common.ts';
import { addResources } from './contractFile.ts';
import { NotTaken, resourceOf } from './dbtContract.ts';
import { readDbt } from './dbtFiles.ts';
import { type Given, metricText } from './dbtMetric.ts';

/** What an import did, line by line; what could not be taken over has its reason. */
export interface Imported {
  written: string[];
  left: string[];
}

/** Writes contracts and metrics from the semantic models of a dbt project. Nothing is overwritten. */
export async function importDbt(
  path: string,
  { content, data }: { content: string; data: string },
  given: Given,
): Promise<Imported> {
  const project = await readDbt(path);
  const { added, known } = await addResources(data, project.models.map(resourceOf));
  const done: Imported = {
    written: added.map((name) => `the contract of ${name}`),
    left: [
      ...project.notes,
      ...known.map((name) => `the contract of ${name}: it is there already`),
    ],
  };
  await mkdir(join(content, 'metrics'), { recursive: true });
  for (const metric of project.metrics) {
    const file = join(content, 'metrics', `${metric.name}.yaml`);
    try {
      if (!idSchema.safeParse(metric.name).success)
        throw new NotTaken('its name is no id of a metric');
      await writeFile(file, metricText(metric, project, given), { flag: 'wx' });
      done.written.push(file);
    } catch (error) {
      done.left.push(`${metric.name}: ${reasonOf(error)}`);
    }
  }
  return done;
}

function reasonOf(error: unknown): string {
  if (error instanceof NotTaken) return error.message;
  if ((error as NodeJS.ErrnoException).code === 'EEXIST') return 'its file is there already';
  throw error;
}
