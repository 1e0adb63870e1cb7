import type { InitiativeState } from '#model/initiative/initiativeState.ts';
import type { Framework } from '#model/record/gate.ts';
import type { Portal } from '#model/portal.ts';

export interface Lane {
  title: string;
  gate: string;
  chips: {
    state: InitiativeState;
    /** Share of the longest stay in any phase. */
    share: number | null;
    overdue: boolean;
  }[];
}

/** Live initiatives of one framework by the phase they are in, the longest stay first. */
export function phaseLanes({ initiatives }: Portal, framework: Framework): Lane[] {
  const live = initiatives.filter(
    ({ initiative }) =>
      initiative.framework === framework.id && !['done', 'stopped'].includes(initiative.status),
  );
  const longest = Math.max(1, ...live.map(({ daysInPhase }) => daysInPhase ?? 0));
  return framework.phases.map(({ id, title, gate }) => ({
    title,
    gate,
    chips: live
      .filter(({ initiative }) => initiative.phase === id)
      .toSorted((a, b) => (b.daysInPhase ?? 0) - (a.daysInPhase ?? 0))
      .map((state) => ({
        state,
        share: state.daysInPhase === null ? null : state.daysInPhase / longest,
        overdue: state.reviews.some((review) => review.state === 'overdue'),
      })),
  }));
}
