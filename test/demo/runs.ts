import { runsCsv } from '#client/run/runsCsv.ts';
import { minutesBetween } from '#model/run/localTime.ts';
import { endRun, type Entry, type Run, type RunRecord } from '#model/run/run.ts';
import { addDays } from '#model/time/date.ts';
import { MersenneTwister } from './mersenneTwister.ts';
import { weeks } from './rows.ts';

const SEED = 20260824;
/** The first tick of each shift at the test bench of Tarnholm. */
const STARTS = ['06:04', '14:06'];
const WORKING_DAYS = [0, 1, 2, 3, 4];
/** Steps of the check with the minute at which each is done; the last is left out when nobody hands over. */
const STEPS = [
  ['Clean and look', 'inspector', 2],
  ['Show the two reference faces', 'inspector', 6],
  ['Read the light', 'inspector', 7],
  ['Confirm the counting rule', 'inspector', 8],
  ['Sample two rejects by eye', 'line-lead', 14],
] as const;
const steps = STEPS.map(([title, role]) => ({ key: title, title, role, mark: '' }));
/** The lamp darkens until it is changed on this day. */
const NEW_LAMP = '2026-09-16';

/** Runs of the daily check of the seal faces, as the tablet at the bench sends them: a file a week. */
export function sealFaceRuns(): Map<string, string> {
  const random = new MersenneTwister(SEED);
  return new Map(
    weeks('2026-08-24', '2026-09-28', 'TAR').map((monday, week) => {
      const records = WORKING_DAYS.flatMap((day) =>
        STARTS.flatMap((start) => oneRun(addDays(monday, day), start, week, random)),
      );
      return [`runs/TAR-bench-${monday}.csv`, runsCsv(records)];
    }),
  );
}

/** None where the shift did not do the check: rarer from week to week. */
function oneRun(day: string, start: string, week: number, random: MersenneTwister): RunRecord[] {
  const [isDone, isWhole] = [
    random.fraction() > 0.22 - 0.03 * week,
    random.fraction() > 0.5 - 0.08 * week,
  ];
  const grey = Math.round(random.normal(day < NEW_LAMP ? 127 - 1.6 * week : 131, 3));
  const id = Array.from({ length: 16 }, () => random.integer(0, 15).toString(16)).join('');
  if (!isDone) return [];
  const at = (minute: number) => after(`${day}T${start}:00+02:00`, minute);
  const done = isWhole ? STEPS : STEPS.slice(0, -1);
  const run: Run = {
    id,
    playbook: 'seal-face-daily-check',
    // The text that held in these weeks.
    revision: '4d7c19f2',
    site: 'TAR',
    order: 'TAR-T1',
    started: at(0),
    ticks: Object.fromEntries(
      done.map(([title, role, minute]) => [title, { at: at(minute), mark: '', role }]),
    ),
    entries: entries(at, grey),
    handovers: isWhole ? [{ at: at(9), from: 'inspector', to: 'line-lead' }] : [],
  };
  return [endRun(run, steps, { at: at(isWhole ? 14 : 9), outcome: null })];
}

function entries(at: (minute: number) => string, grey: number): Record<string, Entry> {
  const faces: Entry = {
    name: 'Reference faces',
    kind: 'choice',
    at: at(6),
    number: null,
    text: 'as they must',
    unit: '',
    minimum: null,
    maximum: null,
    verdict: 'ok',
  };
  const light: Entry = {
    ...faces,
    name: 'Grey value of the empty plate',
    kind: 'number',
    at: at(7),
    number: grey,
    text: '',
    minimum: 118,
    maximum: 142,
    verdict: grey < 118 || grey > 142 ? 'outside' : 'ok',
  };
  return { faces, light };
}

/** A moment some minutes after another of the same hour. */
function after(moment: string, minutes: number): string {
  const minute = Number(moment.slice(14, 16)) + minutes;
  const later = `${moment.slice(0, 14)}${String(minute).padStart(2, '0')}${moment.slice(16)}`;
  if (minutesBetween(moment, later) !== minutes) throw new Error(`${later} is in another hour`);
  return later;
}
