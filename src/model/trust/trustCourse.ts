import { LENSES } from '#model/record/lens.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Rollout } from '#model/portal.ts';
import type { IsoDate } from '#model/time/date.ts';
import {
  periodEnd,
  periodName,
  periodsBetween,
  periodStart,
  shiftPeriod,
} from '#model/time/period.ts';
import { hoursWords, response } from './response.ts';

/** Quarters that the course of trust shows. */
const QUARTERS = 5;
const SIGNERS = ['it-lead', 'ot-lead', 'business-lead'] as const;

/** One kind of evidence, quarter by quarter; each cell says how many of how many, and none is a score. */
export interface EvidenceCourse {
  kind: string;
  what: string;
  cells: string[];
}

interface Quarter {
  from: IsoDate;
  to: IsoDate;
}

/** How the five kinds of evidence for trust developed, the newest quarter last. A quarter in which nothing was due says so. */
export function trustCourse(
  portfolio: Portfolio,
  rollouts: readonly Rollout[],
): { quarters: string[]; rows: EvidenceCourse[] } {
  const quarters = quartersUntil(portfolio.asOf);
  const row = (kind: string, what: string, tell: (quarter: Quarter) => string) => ({
    kind,
    what,
    cells: quarters.map(tell),
  });
  return {
    quarters: quarters.map(
      ({ from, to }) =>
        `${periodName(from, 'quarter')}${to < periodEnd(from, 'quarter') ? ', so far' : ''}`,
    ),
    rows: [
      row('Field validation', 'roll-outs after operators were heard there', (quarter) =>
        validated(rollouts, quarter),
      ),
      row('Triage between functions', 'answered in the agreed time, of what was asked', (quarter) =>
        answered(portfolio, quarter),
      ),
      row('Standups', 'held with all three functions, of those planned', (quarter) =>
        met(portfolio, quarter),
      ),
      row('Shared numbers', 'with data, of those that initiatives name', (quarter) =>
        shared(portfolio, quarter),
      ),
      row('Signed by all three', 'decided gates with IT, OT and business', (quarter) =>
        signed(portfolio, quarter),
      ),
    ],
  };
}

function quartersUntil(asOf: IsoDate): Quarter[] {
  const newest = periodStart(asOf, 'quarter');
  return periodsBetween(shiftPeriod(newest, 'quarter', 1 - QUARTERS), newest, 'quarter').map(
    (from) => {
      const end = periodEnd(from, 'quarter');
      return { from, to: end < asOf ? end : asOf };
    },
  );
}

const within = (date: string, { from, to }: Quarter) =>
  date.slice(0, 10) >= from && date.slice(0, 10) <= to;

function of(count: number, all: number, none: string): string {
  return all === 0 ? none : `${count} of ${all}`;
}

function validated(rollouts: readonly Rollout[], quarter: Quarter): string {
  const own = rollouts.filter(({ since }) => within(since, quarter));
  return of(own.filter(({ state }) => state === 'validated').length, own.length, 'no roll-out');
}

function answered({ friction, settings }: Portfolio, quarter: Quarter): string {
  const own = friction.filter(({ opened }) => within(opened, quarter));
  // As it stood at the end of the quarter: what was answered later was not answered then.
  const then = own.map((item) =>
    item.firstResponse !== null && item.firstResponse.slice(0, 10) > quarter.to
      ? { ...item, firstResponse: null, resolved: null }
      : item,
  );
  const {
    within: inTime,
    late,
    openOverdue,
    medianHours,
  } = response(then, settings.responseHours, quarter.to);
  const half = medianHours === null ? '' : `, half in ${hoursWords(medianHours)}`;
  return of(inTime, inTime + late + openOverdue, 'nothing asked') + (own.length === 0 ? '' : half);
}

function met({ standups = [] }: Portfolio, quarter: Quarter): string {
  const own = standups.filter(({ date }) => within(date, quarter));
  const all = own.filter(
    ({ held, attendance }) => held && LENSES.every((lens) => attendance[lens] > 0),
  );
  return of(all.length, own.length, 'none planned');
}

function shared({ initiatives, observations }: Portfolio, quarter: Quarter): string {
  const named = new Set(
    initiatives
      .filter(({ start }) => start === undefined || start <= quarter.to)
      .flatMap(({ metrics }) => metrics.map(({ id }) => id)),
  );
  const told = [...named].filter((id) => {
    return observations.get(id)?.latest.some(({ period }) => within(period, quarter)) ?? false;
  });
  return of(told.length, named.size, 'none named');
}

function signed({ initiatives }: Portfolio, quarter: Quarter): string {
  const decided = initiatives.flatMap(({ gates }) =>
    gates.filter(({ decision }) => decision && within(decision.date, quarter)),
  );
  const full = decided.filter(({ signOffs }) =>
    SIGNERS.every((role) => signOffs.some((sign) => sign.role === role)),
  );
  return of(full.length, decided.length, 'none decided');
}
