import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadSource } from '#ingest/source/part.ts';
import { type Answer, isAnswer, type Result, type Task } from './task.ts';

/** Megabytes of values that one source may hold while it is read. */
const MEMORY = 2048;
/** Seconds that reading one source may take. */
const PATIENCE = 120;
/** Processes at work at the same time. */
const MOST = Math.min(2, availableParallelism());

const idle: ChildProcess[] = [];
const waiting: (() => void)[] = [];
let atWork = 0;

/**
 * Does a task in a process of its own. One that dies, fills its memory or hangs costs its own export and nothing else: it is
 * refused like any source that cannot be read. A process that did well is used again.
 */
export async function apart<T extends Task>(
  task: T,
  { seconds = PATIENCE, megabytes = MEMORY } = {},
): Promise<Result<T>> {
  if (atWork >= MOST) await new Promise<void>((turn) => waiting.push(turn));
  else atWork++;
  const child = idle.pop() ?? start(megabytes);
  try {
    const answer = await asked(child, task, seconds, megabytes);
    rest(child);
    return resultOf<T>(answer);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else atWork--;
  }
}

function start(megabytes: number): ChildProcess {
  // TypeScript in a checkout, JavaScript where the package is installed: as this file is.
  const program = new URL(`./child${extname(import.meta.url)}`, import.meta.url);
  const child = fork(fileURLToPath(program), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [`--max-old-space-size=${megabytes}`],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, TZ: 'UTC' },
  });
  // One that breaks while nobody waits for it is of no interest.
  child.on('error', () => undefined);
  return child;
}

function asked(
  child: ChildProcess,
  task: Task,
  seconds: number,
  megabytes: number,
): Promise<Answer> {
  child.ref();
  child.channel?.ref();
  return new Promise((done, refused) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      end(() =>
        refused(
          new BadSource(
            'export/too-slow',
            `reading it took more than ${seconds} seconds`,
            'reading it takes too long',
            'split it into smaller files, or let a database sum it: trilens.sql',
          ),
        ),
      );
    }, seconds * 1000);
    const died = () =>
      end(() =>
        refused(
          new BadSource(
            'export/reader-died',
            `the process that read it ended; it may hold ${megabytes} MB`,
            'its reader ran out of memory or broke',
            'look whether the file is whole; split it into smaller files, or let a database sum it: trilens.sql',
          ),
        ),
      );
    const answered = (answer: unknown) => end(() => (isAnswer(answer) ? done(answer) : died()));
    const end = (settle: () => void) => {
      clearTimeout(timer);
      child.off('exit', died).off('error', died).off('message', answered);
      settle();
    };
    child.once('exit', died).once('error', died).once('message', answered);
    child.send(task, (error) => {
      if (error) died();
    });
  });
}

/** It waits for the next task, and keeps nobody from ending. */
function rest(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
  if (child.connected && child.exitCode === null) idle.push(child);
}

function resultOf<T extends Task>(answer: Answer): Result<T> {
  if (answer.kind === 'bad')
    throw new BadSource(answer.code, answer.found, answer.why, answer.fix, answer.allowed);
  if (answer.kind === 'failed') throw new Error(answer.message);
  return answer.result as Result<T>;
}
