import { CLOCK_WORDS, CLOCKS, type ClockKind } from '#model/record/clock.ts';
import { ratioInterval } from '#model/statistics/interval/ratioInterval.ts';
import { daysBetween, longDate, type IsoDate } from '#model/time/date.ts';
import { capital, countOf, formatNumber } from '#model/words/format.ts';
import type { ClockRun } from './clockRuns.ts';
import { halfWords } from './clockSentence.ts';
import { clockState, type ClockState } from './clockState.ts';

/** A day from which something is different: a pod that began, a trust protocol. */
export interface Beginning {
  /** "the pod began", "the trust protocol holds". */
  what: string;
  day: IsoDate;
}

/** Of every clock with a run on both sides of a day: how long it took before and since, and by what factor, with its interval. */
export function clocksSince(runs: readonly ClockRun[], beginning: Beginning): string[] {
  return CLOCKS.flatMap((kind) => {
    const own = runs.filter((run) => run.kind === kind);
    const before = clockState(beforeThe(beginning.day, own));
    const since = clockState(own.filter(({ from }) => from >= beginning.day));
    return before.ended + before.running === 0 ||
      since.ended + since.running === 0 ||
      (before.median === 0 && since.median === 0)
      ? []
      : [sinceSentence(kind, { before, since }, beginning)];
  });
}

/** What began before, as it was known on the day: what ended later ended under what is new, and counts as open until then. */
function beforeThe(day: IsoDate, runs: readonly ClockRun[]): ClockRun[] {
  return runs
    .filter(({ from }) => from < day)
    .map((run) =>
      run.to !== null && run.to < day
        ? run
        : { ...run, to: null, days: Math.min(run.days, daysBetween(run.from, day)) },
    );
}

function sinceSentence(
  kind: ClockKind,
  { before, since }: { before: ClockState; since: ClockState },
  { what, day }: Beginning,
): string {
  const { title, one } = CLOCK_WORDS[kind];
  const half = (state: ClockState, open: string) => {
    const counted = `${countOf(state.ended, one)} arrived${state.running === 0 ? '' : `, ${state.running} ${open}`}`;
    return state.median === null
      ? `no median (${counted})`
      : `${halfWords(state.median)} (${counted})`;
  };
  return `${title}, begun before ${what} on ${longDate(day)}: ${half(before, 'not by then')}; begun since: ${half(since, 'still under way')}. ${factorSentence(before, since)}`;
}

/** "2.0 times as fast (95 % interval 1.4 to 3.1)"; a factor whose interval holds 1 or is open claims nothing. */
function factorSentence(before: ClockState, since: ClockState): string {
  if (before.median === null || since.median === null)
    return 'Too little has ended to compare the two.';
  const ratio = ratioInterval(
    { value: before.median, low: before.low, high: before.high },
    { value: since.median, low: since.low, high: since.high },
  );
  if (ratio === null) return 'Half took no time at all, so there is no factor.';
  const { value, low, high } = ratio;
  const times = (factor: number) => formatNumber(factor, factor < 10 ? 1 : 0);
  const size =
    value >= 1 ? `${times(value)} times as fast` : `${times(1 / value)} times as long as before`;
  if (low === null || high === null)
    return `${capital(size)} as it stands; too few have ended for an interval, so chance is not ruled out.`;
  const [from, to] = value >= 1 ? [low, high] : [1 / high, 1 / low];
  const interval = `95 % interval ${times(from)} to ${times(to)}`;
  return low <= 1 && high >= 1
    ? `No clear difference: ${size} (${interval}).`
    : `${capital(size)} (${interval}); before and since alone does not prove that the one made the other.`;
}
