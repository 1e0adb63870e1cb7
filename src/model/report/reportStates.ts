import { changesBetween } from './changesBetween.ts';
import type { Changes } from '#model/record/changes.ts';
import { restatements } from './facts/restatement.ts';
import { thawPortal } from './facts/thaw.ts';
import type { Portal, ReportState } from '#model/portal.ts';
import { byDate, type Report } from '#model/record/report.ts';
import { within, type Standing } from '#model/record/standing.ts';

/** Every report with what its page is drawn from; what a frozen one says differently than the newest data is named. */
export function reportStates(live: Portal): ReportState[] {
  return live.portfolio.reports.toSorted(byDate).map((report) => {
    const frozen = report.facts ? thawPortal(report.facts) : null;
    return {
      report,
      frozen,
      restated: frozen ? restatements(frozen, live, report.facts?.exports ?? []) : [],
      changes: report.facts?.changes ?? null,
    };
  });
}

/** Reports that are drawn from the live portal, compared with the frozen report before them. */
export function withChanges(
  states: readonly ReportState[],
  now: Standing,
  live: Portal,
): ReportState[] {
  return states.map((state) =>
    state.frozen
      ? state
      : { ...state, changes: changesSinceReport(states, now, live, state.report) },
  );
}

/** Against the newest published report that is frozen and of an earlier day; of the same kind, for a report. */
export function changesSinceReport(
  states: readonly ReportState[],
  now: Standing,
  live: Portal,
  of: Report | null = null,
): Changes | null {
  const before = states.find(
    ({ report }) =>
      report.facts &&
      report.status === 'published' &&
      report.id !== of?.id &&
      report.facts.asOf < now.asOf &&
      (of === null || report.kind === of.kind),
  )?.report;
  if (!before?.facts) return null;
  const same = (before.facts.audience ?? null) === (live.portfolio.settings.audience ?? null);
  const after = same ? now : within(now, before.facts.standing);
  return {
    since: { asOf: before.facts.asOf, report: { id: before.id, title: before.title } },
    list: changesBetween(before.facts.standing, after, live.portfolio.sites),
  };
}
