import { queryDuckDb } from '#ingest/source/database/duckdb.ts';
import { openHere } from '#ingest/source/open.ts';
import { BadSource, type Part, type TypedContent } from '#ingest/source/part.ts';
import { queryPostgres } from '#ingest/source/database/postgres.ts';
import { type Answer, isTask, type Task } from './task.ts';

/** Does one task after the other for the process that started it, and ends with it. */
process.on('message', async (task: unknown) => {
  if (isTask(task)) process.send?.(await answer(task));
});
process.once('disconnect', () => process.exit());

async function answer(task: Task): Promise<Answer> {
  try {
    return { kind: 'done', result: await done(task) };
  } catch (error) {
    if (error instanceof BadSource) {
      const { code, message: found, why, fix, allowed } = error;
      return { kind: 'bad', code, found, why, fix, allowed };
    }
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

async function done(task: Task): Promise<Part[] | TypedContent> {
  if (task.kind === 'open') return openHere(task.source, task.asked);
  if (task.kind === 'duckdb') return queryDuckDb(task.query, task.database, task.dataDir, task.sql);
  Object.assign(process.env, task.environment);
  try {
    return await queryPostgres(task.query, task.connection, task.sql);
  } finally {
    for (const name of Object.keys(task.environment)) delete process.env[name];
  }
}
