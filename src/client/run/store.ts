import { localTime } from '#model/run/localTime.ts';
import type { Run, RunRecord } from '#model/run/run.ts';
import { stored } from '../stored.ts';

/** What this device keeps of a playbook: the run at hand and the records of those that ended. */
export interface RunStore {
  /** Null before the first tick. */
  run: () => Run | null;
  /** The run at hand, begun where there is none, changed and kept. */
  change: (by: (run: Run) => void) => Run;
  clear: () => void;
  records: () => RunRecord[];
  keep: (records: readonly RunRecord[]) => void;
  /** False where the device refused to keep the newest change. */
  isKept: () => boolean;
}

/** `begin`: what a new run is about. */
export function runStore(
  path: string,
  begin: () => Pick<Run, 'playbook' | 'revision' | 'site' | 'order'>,
): RunStore {
  const places = { run: `trilens-run:${path}`, records: `trilens-runs:${path}` };
  // For a window that keeps nothing the page itself holds them.
  const held = new Map<string, string>();
  let isKept = true;
  const read = <T>(place: string): T | null => {
    const text = stored.get(place) ?? held.get(place) ?? null;
    try {
      return text === null ? null : (JSON.parse(text) as T);
    } catch {
      return null;
    }
  };
  const write = (place: string, value: unknown) => {
    const text = JSON.stringify(value);
    held.set(place, text);
    isKept = stored.set(place, text);
  };
  return {
    run: () => read<Run>(places.run),
    change(by) {
      const run = read<Run>(places.run) ?? newRun(begin());
      by(run);
      write(places.run, run);
      return run;
    },
    clear() {
      held.delete(places.run);
      stored.remove(places.run);
    },
    records: () => read<RunRecord[]>(places.records) ?? [],
    keep: (records) => write(places.records, records),
    isKept: () => isKept,
  };
}

function newRun(about: Pick<Run, 'playbook' | 'revision' | 'site' | 'order'>): Run {
  const random = crypto.getRandomValues(new Uint8Array(8));
  return {
    id: [...random].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    ...about,
    started: localTime(new Date()),
    ticks: {},
    entries: {},
    handovers: [],
  };
}
