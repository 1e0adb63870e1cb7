import { normalCdf } from './normal.ts';

/** What makes a chart signal: a point beyond three sigma, and so many neighbours on one side of the centre. */
export interface SignalRules {
  /** Neighbours on one side; Infinity: no such rule. */
  run: number;
  /** Signals that count: of either side, or only of that on which the shift goes. */
  sides: 'both' | 'one';
}

/** Chances of the next point of N(shift, 1): beyond the limit or within it, on the side of the shift or the other. */
function chances(shift: number) {
  const beyond = 1 - normalCdf(3 - shift);
  const within = normalCdf(3 - shift) - normalCdf(-shift);
  const farOther = normalCdf(-3 - shift);
  return { beyond, within, other: normalCdf(-shift) - farOther, farOther };
}

/**
 * Mean number of points until an individuals chart with known limits signals, by its Markov chain. With the three-sigma rule alone
 * 370.4 where nothing changes, 43.9, 6.3 and 2.0 after a shift of one, two and three sigma (Montgomery); with runs of eight as in
 * Champ and Woodall, Technometrics 29 (1987), table 1.
 */
export function meanRunLength(shift: number, rules: SignalRules): number {
  const alive = survival(shift, rules, 1e6);
  let sum = 0;
  for (const left of alive) sum += left;
  return sum;
}

/** The chance that a chart has not signalled after 0, 1, 2 … points; ends where next to nothing is left. */
function survival(shift: number, { run, sides }: SignalRules, most: number): number[] {
  const p = chances(shift);
  const length = Number.isFinite(run) ? run : 1;
  // Place 0: no run; 1 to length - 1: a run on the side of the shift; then the same on the other side.
  let good = new Array<number>(length).fill(0);
  let bad = new Array<number>(length).fill(0);
  good[0] = 1;
  const alive: number[] = [];
  const other = sides === 'one' ? p.other + p.farOther : p.other;
  for (let at = 0; at < most; at++) {
    const left = sumOf(good) + sumOf(bad);
    if (left < 1e-12) break;
    alive.push(left);
    const [nextGood, nextBad] = [zeros(length), zeros(length)];
    for (let k = 0; k < length; k++) {
      const [here, there] = [good[k]!, bad[k]!];
      step(nextGood, k + 1, here * p.within, run);
      step(nextGood, 1, there * p.within, run);
      if (sides === 'both') {
        step(nextBad, 1, here * other, run);
        step(nextBad, k + 1, there * other, run);
      } else nextGood[0] = nextGood[0]! + (here + there) * other;
    }
    [good, bad] = [nextGood, nextBad];
  }
  return alive;
}

/** Moves a chance to a run of this length; a run that is long enough has signalled and is gone. */
function step(places: number[], length: number, chance: number, run: number): void {
  if (length >= run) return;
  const place = Number.isFinite(run) ? length : 0;
  places[place] = places[place]! + chance;
}

/**
 * The chance that a gate sees a lasting shift after 1, 2 … `periods` points since it began: that one of the newest `window` points
 * is beyond the limit, or part of a run, on the side of the shift. Exact, by a chain of the run so far and the age of the newest such point.
 */
export function detectionCurve(
  shift: number,
  { run, window, periods }: { run: number; window: number; periods: number },
): number[] {
  const p = chances(shift);
  const other = p.other + p.farOther;
  // Place [run so far][age of the newest flagged point; `window`: none].
  let places = Array.from({ length: run + 1 }, () => zeros(window + 1));
  places[0]![window] = 1;
  return Array.from({ length: periods }, () => {
    const next = Array.from({ length: run + 1 }, () => zeros(window + 1));
    const put = (k: number, age: number, chance: number) => {
      const row = next[k]!;
      row[age] = row[age]! + chance;
    };
    for (let k = 0; k <= run; k++)
      for (let age = 0; age <= window; age++) {
        const here = places[k]?.[age] as number;
        if (here === 0) continue;
        const longer = Math.min(k + 1, run);
        const older = Math.min(age + 1, window);
        put(longer, 0, here * p.beyond);
        put(longer, longer === run ? 0 : older, here * p.within);
        put(0, older, here * other);
      }
    places = next;
    return places.reduce((sum, row) => sum + sumOf(row.slice(0, window)), 0);
  });
}

function zeros(length: number): number[] {
  return new Array<number>(length).fill(0);
}

function sumOf(list: readonly number[]): number {
  let sum = 0;
  for (const one of list) sum += one;
  return sum;
}
