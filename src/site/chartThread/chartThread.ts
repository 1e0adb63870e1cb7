import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

/** Seconds that drawing one chart may take. */
const PATIENCE = 30;
/** Megabytes of values that drawing may hold. */
const MEMORY = 512;

/** A thread that draws charts of authors within limits: one that computes without end costs an error with its line, never the build. */
export class ChartThread {
  private thread: Worker | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private readonly seconds: number;

  constructor(seconds = PATIENCE) {
    this.seconds = seconds;
  }

  /** A spec with its data as SVG; rejected with what is wrong. */
  draw(spec: object): Promise<string> {
    const drawn = this.last.then(() => this.drawNow(spec));
    this.last = drawn.catch(() => undefined);
    return drawn;
  }

  async end(): Promise<void> {
    await this.last;
    await this.thread?.terminate();
    this.thread = null;
  }

  private async drawNow(spec: object): Promise<string> {
    const thread = this.thread ?? (await start());
    this.thread = thread;
    try {
      return await answered(thread, spec, this.seconds);
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      await thread.terminate();
      this.thread = null;
      throw new Error(error.message);
    }
  }
}

/** The thread is of no more use. */
class Stopped extends Error {}

async function start(): Promise<Worker> {
  // TypeScript in a checkout, JavaScript where the package is installed: as this file is.
  const program = new URL(`./thread${extname(import.meta.url)}`, import.meta.url);
  const thread = new Worker(program, {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
  });
  await new Promise((ready, failed) => thread.once('message', ready).once('error', failed));
  // What it still says once nobody waits for it must not end the build.
  thread.on('error', () => undefined);
  return thread;
}

function answered(thread: Worker, spec: object, seconds: number): Promise<string> {
  return new Promise((done, failed) => {
    const timer = setTimeout(
      () => end(() => failed(new Stopped(`drawing it takes more than ${seconds} seconds`))),
      seconds * 1000,
    );
    const end = (settle: () => void) => {
      clearTimeout(timer);
      thread.off('message', said).off('error', broke).off('exit', broke);
      settle();
    };
    const said = (answer: { svg: string } | { error: string }) =>
      end(() => ('svg' in answer ? done(answer.svg) : failed(new Error(answer.error))));
    const broke = () => end(() => failed(new Stopped(`drawing it takes more than ${MEMORY} MB`)));
    thread.on('message', said).on('error', broke).on('exit', broke);
    thread.postMessage(spec);
  });
}
