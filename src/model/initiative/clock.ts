import { kaplanMeier } from '#model/statistics/kaplanMeier.ts';
import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import type { Initiative } from '#model/record/initiative.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { daysBetween, type IsoDate } from '#model/time/date.ts';
import { periodEnd } from '#model/time/period.ts';

/** What the clock measures: the time between two events of the programme, from records and exports, never typed. */
export const CLOCKS = ['planning-to-line', 'gate-to-gate', 'use', 'plants'] as const;
export type ClockKind = (typeof CLOCKS)[number];

/** Use that counts as adopted, in per cent. */
const ADOPTED = 80;
/** Plants from the first to which the roll-out is timed. */
const PLANTS = 5;

/** One run of a clock; without an end it is still running, on the day that it is read. */
export interface ClockRun {
  kind: ClockKind;
  initiative: string;
  /** The plant that it is about, where it is about one. */
  site: string | null;
  from: IsoDate;
  to: IsoDate | null;
  days: number;
}

/** All runs of one initiative. An event that has no date starts no clock, and one outside of the data ends none. */
export function clockRuns(
  initiative: Initiative,
  { asOf }: Pick<Portfolio, 'asOf'>,
  metrics: ReadonlyMap<string, MetricState>,
): ClockRun[] {
  const run = (
    kind: ClockKind,
    from: IsoDate | undefined,
    to: IsoDate | undefined,
    site: string | null = null,
  ): ClockRun[] => {
    const end = to !== undefined && to <= asOf ? to : null;
    if (from === undefined || from > asOf || (end !== null && end < from)) return [];
    // What was stopped is not under way: without its second event it tells nothing.
    if (end === null && initiative.status === 'stopped') return [];
    const days = daysBetween(from, end ?? asOf);
    return [{ kind, initiative: initiative.id, site, from, to: end, days }];
  };
  const live = initiative.sites
    .flatMap(({ site, live: day }) => (day === undefined ? [] : [{ site, day }]))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const begun = initiative.sites.flatMap(({ live: day, since }) => day ?? since ?? []).toSorted();
  const decided = initiative.gates
    .flatMap(({ decision }) => (decision ? [decision.date] : []))
    .toSorted();
  return [
    ...(isOnLine(initiative, asOf) ? [] : run('planning-to-line', initiative.start, live[0]?.day)),
    ...decided.flatMap((date, at) => run('gate-to-gate', decided[at - 1], date)),
    ...live.flatMap(({ site, day }) => {
      const use = useAt(initiative, site, metrics);
      return use ? run('use', day, adoptedOn(use, day), site) : [];
    }),
    ...(begun.length > 1 ? run('plants', begun[0], begun[PLANTS - 1]) : []),
  ];
}

/** Begun at a plant without a day of first use: when it came to the line nobody wrote, so no clock runs. */
function isOnLine({ sites }: Initiative, asOf: IsoDate): boolean {
  return (
    sites.every(({ live }) => live === undefined) &&
    sites.some(({ since }) => since !== undefined && since <= asOf)
  );
}

/** The metric that tells use at a plant, in per cent; a plant where none reports starts no clock. */
function useAt(
  initiative: Initiative,
  site: string,
  metrics: ReadonlyMap<string, MetricState>,
): { state: MetricState; scope: ScopeState } | null {
  for (const { id } of initiative.metrics) {
    const state = metrics.get(id);
    const scope = state?.bySite.find((one) => one.site === site && one.latest !== null);
    if (state?.metric.type === 'adoption' && state.metric.unit === '%' && scope)
      return { state, scope };
  }
  return null;
}

/** The end of the first period since the go-live in which use at the plant reached four fifths. */
function adoptedOn(
  { state, scope }: { state: MetricState; scope: ScopeState },
  since: IsoDate,
): IsoDate | undefined {
  const at = scope.values.findIndex(
    (value, place) => value !== null && value >= ADOPTED && (scope.periods[place] ?? '') >= since,
  );
  const period = scope.periods[at];
  return period === undefined ? undefined : periodEnd(period, state.metric.grain);
}

export interface ClockState {
  kind: ClockKind;
  /** Days that half of the runs took or less; null where fewer than half have ended. */
  median: number | null;
  ended: number;
  /** Still running: they count as at least so long. */
  running: number;
  /** The longest that ended. */
  longest: number | null;
}

/** One clock over several runs. Running ones are counted with the time that they have lasted: leaving them out would look fast. */
export function clockState(kind: ClockKind, runs: readonly ClockRun[]): ClockState {
  const own = runs.filter((run) => run.kind === kind);
  const ended = own.filter(({ to }) => to !== null).map(({ days }) => days);
  const running = own.filter(({ to }) => to === null).map(({ days }) => days);
  return {
    kind,
    median: kaplanMeier(ended, running).quantile(0.5),
    ended: ended.length,
    running: running.length,
    longest: ended.length === 0 ? null : Math.max(...ended),
  };
}
