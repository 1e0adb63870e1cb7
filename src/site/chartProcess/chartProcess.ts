import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';

/** Seconds that drawing one chart may take. */
const PATIENCE = 30;
/** Megabytes of values that drawing may hold. */
const MEMORY = 512;

/**
 * A process that draws charts of authors within limits: one that computes without end costs an error with its line, never the
 * build. No thread: V8 ends the whole process where a single allocation of one is too large.
 */
export class ChartProcess {
  private child: ChildProcess | null = null;
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
    this.child?.kill('SIGKILL');
    this.child = null;
  }

  private async drawNow(spec: object): Promise<string> {
    const child = this.child ?? (await start());
    this.child = child;
    try {
      return await answered(child, spec, this.seconds);
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      child.kill('SIGKILL');
      this.child = null;
      throw new Error(error.message);
    }
  }
}

/** The process is of no more use. */
class Stopped extends Error {}

async function start(): Promise<ChildProcess> {
  // TypeScript in a checkout, JavaScript where the package is installed: as this file is.
  const program = new URL(`./child${extname(import.meta.url)}`, import.meta.url);
  const child = fork(program, {
    execArgv: [`--max-old-space-size=${MEMORY}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await new Promise((ready, failed) =>
    child.once('message', ready).once('error', failed).once('exit', failed),
  );
  // What it still says once nobody waits for it must not end the build.
  child.on('error', () => undefined);
  return child;
}

function answered(child: ChildProcess, spec: object, seconds: number): Promise<string> {
  return new Promise((done, failed) => {
    const timer = setTimeout(
      () => end(() => failed(new Stopped(`drawing it takes more than ${seconds} seconds`))),
      seconds * 1000,
    );
    const end = (settle: () => void) => {
      clearTimeout(timer);
      child.off('message', said).off('error', broke).off('exit', broke);
      settle();
    };
    const said = (message: unknown) => {
      const answer = message as { svg: string } | { error: string };
      end(() => ('svg' in answer ? done(answer.svg) : failed(new Error(answer.error))));
    };
    const broke = () => end(() => failed(new Stopped(`drawing it takes more than ${MEMORY} MB`)));
    child.on('message', said).on('error', broke).on('exit', broke);
    child.send(spec);
  });
}
