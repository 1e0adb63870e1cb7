import { workingDaysAt } from '#model/record/calendar.ts';
import type { Initiative } from '#model/record/initiative.ts';
import { LENS_NAMES, LENSES } from '#model/record/lens.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { addDays, type IsoDate } from '#model/time/date.ts';
import { periodEnd, span } from '#model/time/period.ts';
import { lower } from '#model/words/format.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import type { SignSeen } from './stallWarning.ts';

/** Working days that a question between two functions may stay open: twice the usual week. */
const OPEN_DAYS = 10;
/** Weeks of standups that are looked at, and the share of them without all three functions that is a sign. */
const WEEKS = 6;
const MISSED = 0.5;
const LEAST_STANDUPS = 4;
/** Sign-offs are wanted a week before their review. */
const SIGN_BEFORE = 7;
const LEADS = ['it-lead', 'ot-lead', 'business-lead'];
/** Newest periods of use that each lie on the bad side of the mean of those before. */
const NEWEST = 3;
const BEFORE = 8;

export type SignRecords = Pick<Portfolio, 'friction' | 'standups' | 'sites' | 'roadmap'> & {
  metrics: ReadonlyMap<string, MetricState>;
};

/**
 * Signs that were there on a day, from what was known on it: what was opened, answered, held, signed or moved later is not looked at,
 * so a replay of the past sees what the day itself saw.
 */
export function signsOn(initiative: Initiative, records: SignRecords, day: IsoDate): SignSeen[] {
  return [
    ...openQuestions(initiative, records, day),
    ...missedStandups(initiative, records, day),
    ...overdueSignOffs(initiative, day),
    ...movedDates(initiative, records, day),
    ...fallingUse(initiative, records, day),
  ];
}

function openQuestions(
  initiative: Initiative,
  { friction, sites }: SignRecords,
  day: IsoDate,
): SignSeen[] {
  const at = initiative.sites.map(({ site }) => site);
  const [oldest] = friction
    .filter(
      ({ initiative: of, from, to, opened, resolved }) =>
        of === initiative.id &&
        from !== to &&
        opened.slice(0, 10) <= day &&
        (resolved === null || resolved.slice(0, 10) > day) &&
        workingDaysAt(at, sites, opened.slice(0, 10), day) > OPEN_DAYS,
    )
    .toSorted((a, b) => (a.opened < b.opened ? -1 : 1));
  return oldest
    ? [
        {
          sign: 'question-open',
          since: oldest.opened.slice(0, 10),
          what: `${LENS_NAMES[oldest.from]} waits for ${LENS_NAMES[oldest.to]}: ${lower(oldest.title)}`,
        },
      ]
    : [];
}

function missedStandups(
  { id }: Initiative,
  { standups = [] }: SignRecords,
  day: IsoDate,
): SignSeen[] {
  const from = addDays(day, -7 * WEEKS);
  const planned = standups.filter(
    ({ initiative, date }) => initiative === id && date > from && date <= day,
  );
  if (planned.length < LEAST_STANDUPS) return [];
  const missed = planned.filter(
    ({ held, attendance }) => !held || LENSES.some((lens) => attendance[lens] === 0),
  );
  return missed.length / planned.length >= MISSED
    ? [
        {
          sign: 'standups-missed',
          since: missed.map(({ date }) => date).toSorted()[0] ?? day,
          what: `${missed.length} of ${planned.length} standups in ${WEEKS} weeks without all three functions`,
        },
      ]
    : [];
}

function overdueSignOffs({ gates }: Initiative, day: IsoDate): SignSeen[] {
  return gates.flatMap(({ due, signOffs, decision }): SignSeen[] => {
    const wanted = addDays(due, -SIGN_BEFORE);
    const isOpen = decision === undefined || decision.date > day;
    const signed = signOffs.filter(({ date, verdict }) => date <= day && verdict !== 'abstain');
    const missing = LEADS.filter((lead) => !signed.some(({ role }) => role === lead));
    return isOpen && wanted < day && missing.length > 0
      ? [
          {
            sign: 'sign-off-overdue',
            since: wanted,
            what: `${missing.length} of ${LEADS.length} functions have not signed`,
          },
        ]
      : [];
  });
}

/** A date that was promised has passed: that it moved is known from that day on, whenever it was written. */
function movedDates({ id }: Initiative, { roadmap }: SignRecords, day: IsoDate): SignSeen[] {
  return roadmap
    .filter(({ initiative }) => initiative === id)
    .flatMap(({ title, moved, status, doneOn, end }): SignSeen[] => {
      const promised = moved.map(({ from }) => span(from)?.to).filter((to) => to !== undefined);
      const passed = [...promised, end]
        .filter((to) => to < day)
        .toSorted()
        .at(-1);
      const isOpen = status === 'done' ? doneOn !== undefined && doneOn > day : true;
      return passed !== undefined && isOpen
        ? [
            {
              sign: 'date-moved',
              since: passed,
              what: `${lower(title)} is past a date that was promised`,
            },
          ]
        : [];
    });
}

function fallingUse(
  { metrics: named }: Initiative,
  { metrics }: SignRecords,
  day: IsoDate,
): SignSeen[] {
  return named.flatMap(({ id, role }): SignSeen[] => {
    const state = role === 'primary' || role === 'input' ? metrics.get(id) : undefined;
    if (state?.metric.type !== 'adoption') return [];
    const { metric, all } = state;
    const known = all.periods.flatMap((period, at) => {
      const value = all.values[at] ?? null;
      const end = periodEnd(period, metric.grain);
      return value === null || end > day ? [] : [{ value, end }];
    });
    const newest = known.slice(-NEWEST);
    const before = known.slice(-NEWEST - BEFORE, -NEWEST);
    if (before.length < BEFORE) return [];
    const mean = before.reduce((sum, { value }) => sum + value, 0) / before.length;
    const isWorse = newest.every(({ value }) =>
      metric.direction === 'up' ? value < mean : value > mean,
    );
    return isWorse
      ? [
          {
            sign: 'use-falling',
            since: newest[0]?.end ?? day,
            what: `${lower(metric.title)} falls`,
          },
        ]
      : [];
  });
}
