import { liveInitiatives } from '#model/foresight/delay/held.ts';
import type { Portal } from '#model/portal.ts';
import type { GateReview } from '#model/record/gate.ts';
import type { Initiative } from '#model/record/initiative.ts';
import { median } from '#model/statistics/median.ts';
import { addDays, daysBetween, longDate, type IsoDate } from '#model/time/date.ts';
import { listOf } from '#model/words/format.ts';
import { signsOn, type SignRecords } from './signsOn.ts';
import type { StallForesight, StallWarning, WarningRecord } from './stallWarning.ts';
import { recordSentence } from './recordSentence.ts';

/** Days before its due day in which a gate is watched. */
const WATCHED_DAYS = 120;
/** Days that a decision may be late without being a slip: two weeks of work. */
const LATE_DAYS = 14;
/** Different signs at once that make a warning; one alone is an ordinary week. */
const ENOUGH_SIGNS = 2;
/** From so many late gates on there is something to say of the warnings. */
const LEAST_EVENTS = 5;

/** Warnings of today, and how the same rule would have done day by day in the past. */
export function foreseeStalls({
  portfolio,
  metrics,
}: Pick<Portal, 'portfolio' | 'metrics'>): StallForesight {
  const { asOf } = portfolio;
  const records = { ...portfolio, metrics };
  const live = liveInitiatives(portfolio);
  const record = replay(portfolio.initiatives, records, asOf);
  return {
    record,
    warnings: portfolio.initiatives
      .filter(({ id, status }) => live.has(id) && status !== 'paused')
      .flatMap((initiative) => warningOn(initiative, records, asOf) ?? []),
  };
}

/** A warning, where an initiative shows enough different signs on a day. */
export function warningOn(
  initiative: Initiative,
  records: SignRecords,
  day: IsoDate,
): StallWarning | null {
  const signs = signsOn(initiative, records, day);
  const kinds = new Set(signs.map(({ sign }) => sign));
  if (kinds.size < ENOUGH_SIGNS) return null;
  const firsts = [...kinds].map(
    (kind) =>
      signs
        .filter(({ sign }) => sign === kind)
        .map(({ since }) => since)
        .toSorted()[0],
  );
  const since = firsts.filter((one) => one !== undefined).toSorted()[ENOUGH_SIGNS - 1] ?? day;
  return {
    initiative: initiative.id,
    since,
    signs,
    sentence: `Since ${longDate(since)}: ${listOf(signs.slice(0, 3).map(({ what }) => what))}.`,
  };
}

/** Each gate that has come due, and the first day of a warning before it. */
export function replay(
  initiatives: readonly Initiative[],
  records: SignRecords,
  asOf: IsoDate,
): WarningRecord {
  const events = initiatives.flatMap((initiative) => {
    const own = recordsOf(initiative, records);
    return initiative.gates
      .filter((gate) => outcomeOf(gate, asOf) !== null)
      .map((gate) => ({
        slipped: outcomeOf(gate, asOf) === 'late',
        warned: firstWarning(initiative, gate, own),
        due: gate.due,
      }));
  });
  const slipped = events.filter((event) => event.slipped);
  const caught = slipped.flatMap(({ warned, due }) => (warned ? [daysBetween(warned, due)] : []));
  const found = {
    due: events.length,
    slipped: slipped.length,
    caught: caught.length,
    leadDays: caught.length === 0 ? null : median(caught),
    false: events.filter((event) => !event.slipped && event.warned !== null).length,
  };
  return { ...found, sentence: recordSentence(found, LEAST_EVENTS) };
}

/** What is about one initiative: a replay asks for it day after day. */
function recordsOf({ id }: Initiative, records: SignRecords): SignRecords {
  return {
    ...records,
    friction: records.friction.filter(({ initiative }) => initiative === id),
    standups: (records.standups ?? []).filter(({ initiative }) => initiative === id),
    roadmap: records.roadmap.filter(({ initiative }) => initiative === id),
  };
}

/** Null while it cannot be said: not due, or due so lately that it may still be in time. */
function outcomeOf({ due, decision }: GateReview, asOf: IsoDate): 'in-time' | 'late' | null {
  const latest = addDays(due, LATE_DAYS);
  if (decision && decision.date <= asOf) return decision.date <= latest ? 'in-time' : 'late';
  return latest < asOf ? 'late' : null;
}

/** Day by day from when the gate is watched to the day before it is due, or decided: each judged by what was known on it. */
function firstWarning(
  initiative: Initiative,
  gate: GateReview,
  records: SignRecords,
): IsoDate | null {
  const last = [gate.due, ...(gate.decision ? [gate.decision.date] : [])].toSorted()[0]!;
  const start = [initiative.start ?? gate.due, addDays(gate.due, -WATCHED_DAYS)].toSorted().at(-1)!;
  for (let day = start; day < last; day = addDays(day, 1))
    if (warningOn(initiative, records, day)) return day;
  return null;
}
