import type { Asked } from '#ingest/source/asked.ts';
import type { Source } from '#ingest/source/given.ts';
import type { Part, TypedContent } from '#ingest/source/part.ts';
import type { SqlSource } from '#ingest/source/database/sqlSource.ts';

/** What is done in a process of its own, because a file or a library could take the build along with it. */
export type Task =
  | { kind: 'open'; source: Source; asked: Asked }
  | { kind: 'duckdb'; query: string; database: string | null; dataDir: string; sql: SqlSource }
  | {
      kind: 'postgres';
      query: string;
      connection: string;
      sql: SqlSource;
      /** What PostgreSQL's own clients take from the environment, such as PGSSLMODE. */
      environment: Record<string, string>;
    };

export type Result<T extends Task> = T extends { kind: 'open' } ? Part[] : TypedContent;

/** What the process answers: a result, a refusal that the reader made, or another error. */
export type Answer =
  | { kind: 'done'; result: Part[] | TypedContent }
  | {
      kind: 'bad';
      code: string;
      found: string;
      why: string;
      fix: string;
      allowed: string | undefined;
    }
  | { kind: 'failed'; message: string };

/** What comes from another process has no type; both sides are of one version. */
export function isTask(message: unknown): message is Task {
  return typeof message === 'object' && message !== null && 'kind' in message;
}

export function isAnswer(message: unknown): message is Answer {
  return typeof message === 'object' && message !== null && 'kind' in message;
}
