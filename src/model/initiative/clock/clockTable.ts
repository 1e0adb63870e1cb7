import { CLOCK_WORDS, CLOCKS, type ClockKind } from '#model/record/clock.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { ClockRun } from './clockRuns.ts';
import { clockSentence, timeWords } from './clockSentence.ts';
import { clockState, type ClockState } from './clockState.ts';

/** Half-years that the course of a clock shows. */
const HALVES = 4;

/** A clock as a whole, and its course by the half-year in which its runs began. */
export interface ClockRow {
  kind: ClockKind;
  title: string;
  sentence: string;
  course: { half: string; words: string; state: ClockState }[];
}

/** Every clock in its order, also those that no run has started: what is not known is said. */
export function clockTable(runs: readonly ClockRun[], asOf: IsoDate): ClockRow[] {
  const halves = halvesUntil(asOf);
  return CLOCKS.map((kind) => {
    const own = runs.filter((run) => run.kind === kind);
    return {
      kind,
      title: CLOCK_WORDS[kind].title,
      sentence: clockSentence(kind, clockState(own)),
      course: halves.map((half) => {
        const state = clockState(own.filter(({ from }) => halfOf(from) === half));
        return { half, words: cellWords(state), state };
      }),
    };
  });
}

/** The clocks that have a run, as sentences. */
export function clockLines(runs: readonly ClockRun[]): string[] {
  return CLOCKS.flatMap((kind) => {
    const own = runs.filter((run) => run.kind === kind);
    return own.length === 0 ? [] : [clockSentence(kind, clockState(own))];
  });
}

/** "84 days of 3", "2 running", "–". */
function cellWords({ median, ended, running }: ClockState): string {
  if (ended + running === 0) return '–';
  const under = running === 0 ? '' : `${running} running`;
  if (median === null)
    return [ended === 0 ? '' : `${ended} ended`, under].filter(Boolean).join(', ');
  return `${median === 0 ? 'same day' : timeWords(median)} (${[`${ended} ended`, under].filter(Boolean).join(', ')})`;
}

function halvesUntil(asOf: IsoDate): string[] {
  const newest = Number(asOf.slice(0, 4)) * 2 + (asOf.slice(5, 7) > '06' ? 1 : 0);
  return Array.from({ length: HALVES }, (_, at) => {
    const index = newest - (HALVES - 1 - at);
    return `${Math.floor(index / 2)}, ${index % 2 === 0 ? 'first' : 'second'} half`;
  });
}

function halfOf(day: IsoDate): string {
  return `${day.slice(0, 4)}, ${day.slice(5, 7) > '06' ? 'second' : 'first'} half`;
}
