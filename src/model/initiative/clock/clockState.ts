import { kaplanMeier } from '#model/statistics/interval/kaplanMeier.ts';

export interface ClockState {
  /** Days that half of the runs took or less; null where fewer than half have ended. */
  median: number | null;
  /** Its 95 % interval; null: open on that side. */
  low: number | null;
  high: number | null;
  ended: number;
  /** Still running: they count as at least so long. */
  running: number;
  /** The longest that ended. */
  longest: number | null;
}

/** Several runs of one clock. Running ones are counted with the time that they have lasted: leaving them out would look fast. */
export function clockState(runs: readonly { to: string | null; days: number }[]): ClockState {
  const ended = runs.filter(({ to }) => to !== null).map(({ days }) => days);
  const running = runs.filter(({ to }) => to === null).map(({ days }) => days);
  const curve = kaplanMeier(ended, running);
  return {
    median: curve.quantile(0.5),
    ...curve.interval(0.5, 'log-log'),
    ended: ended.length,
    running: running.length,
    longest: ended.length === 0 ? null : Math.max(...ended),
  };
}
