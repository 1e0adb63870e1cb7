import { queryDuckDb } from '#ingest/source/database/duckdb.ts';
import { openHere } from '#ingest/source/open.ts';
import { BadSource } from '#ingest/source/part.ts';
import { type Answer, isTask, type Task } from './task.ts';

/** Does one task after the other for the process that started it, and ends with it. */
process.on('message', async (task: unknown) => {
  if (isTask(task)) process.send?.(await answer(task));
});
process.once('disconnect', () => process.exit());

async function answer(task: Task): Promise<Answer> {
  try {
    const result =
      task.kind === 'open'
        ? await openHere(task.source, task.asked)
        : await queryDuckDb(task.query, task.database, task.dataDir, task.sql);
    return { kind: 'done', result };
  } catch (error) {
    if (error instanceof BadSource) {
      const { code, message: found, why, fix, allowed } = error;
      return { kind: 'bad', code, found, why, fix, allowed };
    }
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}
