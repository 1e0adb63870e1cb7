import type { Initiative } from '#model/record/initiative.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { clockRuns, runsAbout } from './clockRuns.ts';
import { clocksSince, type Beginning } from './clockSince.ts';
import { clockLines, clockTable, type ClockRow } from './clockTable.ts';

/** The clocks of all initiatives together, and before and since the trust protocol of the programme. */
export function programmeClock(portfolio: Portfolio): { rows: ClockRow[]; since: string[] } {
  const runs = clockRuns(portfolio);
  const { trustProtocol } = portfolio.settings;
  return {
    rows: clockTable(runs, portfolio.asOf),
    since:
      trustProtocol === undefined || trustProtocol.since > portfolio.asOf
        ? []
        : clocksSince(runs, { what: 'the trust protocol', day: trustProtocol.since }),
  };
}

/** The clocks of one initiative, and before and since its pod and its trust protocol began. */
export function initiativeClock(
  initiative: Pick<Initiative, 'id' | 'podSince' | 'trustProtocol'>,
  portfolio: Portfolio,
): { lines: string[]; since: string[] } {
  const runs = runsAbout(initiative.id, portfolio);
  const days: (Beginning | null)[] = [
    initiative.podSince ? { what: 'the pod', day: initiative.podSince } : null,
    initiative.trustProtocol
      ? { what: 'its trust protocol', day: initiative.trustProtocol.since }
      : null,
  ];
  const begun = days.filter((one) => one !== null && one.day <= portfolio.asOf);
  return {
    lines: clockLines(runs),
    since: begun.flatMap((one) => (one ? clocksSince(runs, one) : [])),
  };
}
