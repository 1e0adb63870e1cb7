import type { IsoDate } from '#model/time/date.ts';
import type { Found } from '#model/record/finding.ts';
import type { Criterion } from '#model/record/criterion.ts';
import type { Framework, JudgedReview } from '#model/record/gate.ts';
import type { Initiative } from '#model/record/initiative.ts';
import { phaseKind } from '#model/record/phase.ts';
import type { Portal } from '#model/portal.ts';
import type { InitiativeState } from '#model/initiative/initiativeState.ts';
import { aboutInitiative } from './about.ts';

/** One finding for each review of which `look` has something to say; it stands at the field of the review that is named. */
export function eachReview(
  portal: Portal,
  look: (review: JudgedReview, state: InitiativeState) => string | null,
  field: readonly string[] = [],
): Found[] {
  return portal.initiatives.flatMap((state) =>
    state.reviews.flatMap((review) => {
      const what = look(review, state);
      if (what === null) return [];
      const { initiative } = state;
      const decider =
        review.review.decision?.decider ?? initiative.pod.executiveSponsor?.name ?? null;
      const index = initiative.gates.findIndex((gate) => gate.id === review.review.id);
      return [
        {
          ...aboutInitiative(
            initiative,
            `${[review.gate, review.gateTitle].filter(Boolean).join(' ')}: ${what}.`,
            'executiveSponsor',
            {
              line: review.review.line,
              field: ['gates', index, ...field],
              records: [`gates/${review.review.id}`],
            },
          ),
          role: 'Decider',
          person: decider,
        },
      ];
    }),
  );
}

export function title(criterion: Criterion): string {
  return criterion.title ?? criterion.id;
}

/** Names of the three leads of a pod. */
export function podOf({ pod }: Initiative): string[] {
  return [pod.itLead, pod.otLead, pod.businessLead].flatMap((member) =>
    member ? [member.name.split(',')[0]!] : [],
  );
}

/** The day from which on data for a review counts: go-live at its sites for a roll-out, else the start of the phase, else of the initiative. */
export function windowOpened(
  { review }: JudgedReview,
  { initiative }: InitiativeState,
  frameworks: readonly Framework[],
): IsoDate | null {
  const kind = phaseKind(frameworks, initiative, review.phase);
  if (kind === 'frame') return null;
  if (kind === 'scale')
    return (
      initiative.sites
        .flatMap((entry) =>
          entry.since && (review.sites.length === 0 || review.sites.includes(entry.site))
            ? [entry.since]
            : [],
        )
        .sort()[0] ?? null
    );
  return initiative.phaseSince ?? initiative.start ?? null;
}
