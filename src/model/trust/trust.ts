import { LENSES } from '#model/record/lens.ts';
import { kindOf } from '#model/record/phase.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { PairState, Rollout, StandupState, Trust } from '#model/portal.ts';
import { recentItems } from './recentItems.ts';
import { ageDays, response } from './response.ts';

/** Who waits for whom, whether operators were heard before a roll-out, and whether the three functions meet. */
export function trust(portfolio: Portfolio): Trust {
  const { friction, settings, asOf } = portfolio;
  return {
    pairs: LENSES.flatMap((from) =>
      LENSES.flatMap((to): PairState[] => {
        const items = recentItems(
          friction.filter((item) => item.from === from && item.to === to),
          asOf,
        );
        return from === to || items.length === 0
          ? []
          : [{ from, to, ...response(items, settings.responseHours, asOf) }];
      }),
    ),
    open: friction
      .filter((item) => item.resolved === null)
      .map((item) => ({ ...item, ageDays: ageDays(item, asOf) }))
      .sort((a, b) => b.ageDays - a.ageDays),
    bySite: portfolio.sites.flatMap((site) => {
      const items = recentItems(
        friction.filter((item) => item.site === site.id),
        asOf,
      );
      return items.length === 0
        ? []
        : [{ site: site.id, ...response(items, settings.responseHours, asOf) }];
    }),
    validations: portfolio.initiatives
      .flatMap((initiative) =>
        initiative.checkpoints.map((point) => ({
          initiative: initiative.id,
          date: point.date,
          site: point.site,
          operators: point.operators,
          shifts: point.shifts,
          atTheLine: point.atTheLine,
          score: point.feedbackScore ?? null,
          outcome: point.outcome,
        })),
      )
      .sort((a, b) => (a.date < b.date ? 1 : -1)),
    rollouts: rollouts(portfolio),
    standups: standups(portfolio),
  };
}

/** Sites where an initiative went live after its pilot, with the last field validation there before that day. */
function rollouts(portfolio: Portfolio): Rollout[] {
  return portfolio.initiatives
    .flatMap((initiative) => {
      const phases =
        portfolio.frameworks.find((framework) => framework.id === initiative.framework)?.phases ??
        [];
      const pilot = phases.findIndex((phase) => kindOf(phase) === 'pilot');
      const place = (id: string) => phases.findIndex((phase) => phase.id === id);
      return initiative.sites.flatMap((entry): Rollout[] => {
        if (
          !entry.since ||
          entry.since > portfolio.asOf ||
          place(entry.phase) <= Math.max(0, pilot)
        )
          return [];
        const before = initiative.checkpoints
          .filter(
            (point) =>
              point.site === entry.site &&
              point.date <= entry.since! &&
              point.outcome !== 'rejected',
          )
          .sort((a, b) => (a.date < b.date ? 1 : -1))[0];
        const thin =
          before !== undefined && (before.operators < 5 || before.shifts < 2 || !before.atTheLine);
        return [
          {
            initiative: initiative.id,
            site: entry.site,
            since: entry.since,
            before: before
              ? {
                  date: before.date,
                  operators: before.operators,
                  shifts: before.shifts,
                  atTheLine: before.atTheLine,
                }
              : null,
            state: before === undefined ? 'without' : thin ? 'thin' : 'validated',
          },
        ];
      });
    })
    .sort((a, b) => (a.since < b.since ? 1 : a.since > b.since ? -1 : 0));
}

/** Held and three-lens quorum, both of what was planned: a meeting that was called off is not a good one. */
function standups(portfolio: Portfolio): StandupState | null {
  const state = standupsOf(portfolio);
  return state.planned === 0 ? null : state;
}

/** Live pods with a standup on record, those in which the three functions meet least first. */
export function podsMeeting(
  portfolio: Pick<Portfolio, 'standups' | 'asOf' | 'initiatives'>,
): { initiative: Portfolio['initiatives'][number]; state: StandupState }[] {
  return portfolio.initiatives
    .filter((initiative) => !['done', 'stopped'].includes(initiative.status))
    .map((initiative) => ({ initiative, state: standupsOf(portfolio, initiative.id) }))
    .filter(({ state }) => state.planned > 0)
    .sort(
      (a, b) =>
        a.state.threeLens / a.state.planned - b.state.threeLens / b.state.planned ||
        (a.initiative.title < b.initiative.title ? -1 : 1),
    );
}

/** The standups of one initiative, or of all. */
export function standupsOf(
  portfolio: Pick<Portfolio, 'standups' | 'asOf'>,
  initiative?: string,
): StandupState {
  const past = (portfolio.standups ?? []).filter(
    (standup) =>
      standup.date <= portfolio.asOf &&
      (initiative === undefined || standup.initiative === initiative),
  );
  const held = past.filter((standup) => standup.held);
  const complete = held.filter((standup) => LENSES.every((lens) => standup.attendance[lens] > 0));
  const missing = LENSES.map((lens) => ({
    lens,
    missed: held.filter((standup) => standup.attendance[lens] === 0).length,
  }));
  return {
    planned: past.length,
    held: held.length,
    threeLens: complete.length,
    missing,
    last:
      held
        .map((standup) => standup.date)
        .sort()
        .at(-1) ?? null,
  };
}
