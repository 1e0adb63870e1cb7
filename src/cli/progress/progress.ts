import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import { leftWords, secondsLeft, type Stage, STAGES, type StageTimes } from './estimate.ts';

const NAMES: Record<Stage, string> = {
  read: 'Reading content and data',
  draw: 'Drawing pages',
  write: 'Writing files',
  prove: 'Proving the edition',
  place: 'Putting it in place',
};

/** So often a line is drawn again, in milliseconds. */
const PAUSE = 100;

/** Told where a build is. */
export interface Progress {
  stage: (name: Stage) => void;
  /** So many of the pages are drawn. */
  page: (done: number, of: number) => void;
  /** Takes the line away until there is more to say, before something else is printed. */
  clear: () => void;
  /** Takes the line away for good; with `isWhole` the next build knows how long this one took. */
  end: (isWhole: boolean) => Promise<void>;
}

/** Nothing is shown where nobody watches: in a file, a pipe, a job of continuous integration, or a terminal that moves no cursor. */
export function isWatched(
  stream: { isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  const { CI, TERM } = environment;
  return (
    stream.isTTY === true && (CI === undefined || CI === '' || CI === 'false') && TERM !== 'dumb'
  );
}

const SILENT: Progress = {
  stage: () => undefined,
  page: () => undefined,
  clear: () => undefined,
  end: async () => undefined,
};

/** Progress on a terminal; elsewhere nothing is said and nothing is kept. */
export async function openProgress(
  cacheDir: string,
  stream: WriteStream = process.stderr,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Progress> {
  if (!isWatched(stream, environment)) return SILENT;
  const file = join(cacheDir, 'stages.json');
  return shown(stream, file, await timesIn(file));
}

function shown(stream: WriteStream, file: string, before: StageTimes): Progress {
  const times: StageTimes = {};
  const at = {
    stage: STAGES[0] as Stage,
    since: performance.now(),
    pages: null as [number, number] | null,
  };
  let drawn = 0;
  const seconds = () => (performance.now() - at.since) / 1000;
  const draw = (isForced: boolean) => {
    if (!isForced && performance.now() - drawn < PAUSE) return;
    drawn = performance.now();
    const share = at.pages === null ? null : at.pages[0] / Math.max(1, at.pages[1]);
    const left = secondsLeft({ stage: at.stage, elapsed: seconds(), share }, before);
    const line = progressLine(at.stage, at.pages, leftWords(left), stream.columns);
    stream.write(`\r\u001b[2K${styleText('dim', line, { stream })}`);
  };
  const clear = () => stream.write('\r\u001b[2K');
  const close = () => (times[at.stage] = (times[at.stage] ?? 0) + seconds());
  draw(true);
  return {
    stage: (name) => {
      close();
      Object.assign(at, { stage: name, since: performance.now(), pages: null });
      draw(true);
    },
    page: (done, of) => {
      at.pages = [done, of];
      draw(done === of);
    },
    clear,
    end: async (isWhole) => {
      close();
      clear();
      // A stage that a build does not have takes no time.
      const all = STAGES.map((name) => [name, times[name] ?? 0] as const);
      if (isWhole) await keep(file, Object.fromEntries(all));
    },
  };
}

/** One line that no terminal breaks: `2 of 5  Drawing pages  120 of 345, about 20 s left`. */
export function progressLine(
  stage: Stage,
  pages: readonly [number, number] | null,
  left: string,
  width: number | undefined,
): string {
  const count = pages === null ? '' : `${pages[0]} of ${pages[1]}`;
  const rest = [count, left].filter((part) => part !== '').join(', ');
  const line = `${STAGES.indexOf(stage) + 1} of ${STAGES.length}  ${NAMES[stage]}${rest === '' ? '' : `  ${rest}`}`;
  return line.slice(0, Math.max(20, (width ?? 80) - 1));
}

async function timesIn(file: string): Promise<StageTimes> {
  try {
    const held: Record<string, unknown> = JSON.parse(await readFile(file, 'utf8'));
    const known = STAGES.flatMap((stage) => {
      const seconds = held[stage];
      return typeof seconds === 'number' && seconds >= 0 ? [[stage, seconds] as const] : [];
    });
    return Object.fromEntries(known);
  } catch {
    return {};
  }
}

/** A cache that cannot be written costs the estimate, never the build. */
async function keep(file: string, times: StageTimes): Promise<void> {
  const beside = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(beside, JSON.stringify(times));
    await rename(beside, file);
  } catch {
    // Nothing is kept.
  }
}
