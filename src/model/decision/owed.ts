import type { ExportReport } from '#model/record/export.ts';
import { freshnessTone } from '#model/record/export.ts';
import type { Finding } from '#model/record/finding.ts';
import type { JudgedReview, SignOffRole } from '#model/record/gate.ts';
import type { PodRole } from '#model/record/initiative.ts';
import type { Lens } from '#model/record/lens.ts';
import type { Playbook } from '#model/record/playbook.ts';
import { reviewDue } from '#model/record/playbookSteps.ts';
import type { Portal, Trust } from '#model/portal.ts';
import { type DecisionDue, decisionsDue } from '#model/questions/decisionsDue.ts';
import type { RoadmapItemState } from '#model/roadmap/roadmapState.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { Reader, Readers } from './reader.ts';

/** All that waits for one person or body. */
export interface Owed {
  decisions: DecisionDue[];
  signOffs: { review: JudgedReview; role: SignOffRole }[];
  conditions: { review: JudgedReview; text: string; due: IsoDate; lapsed: boolean }[];
  /** Items of the friction log whose next step is theirs, the oldest first. */
  questions: Trust['open'];
  /** Unfinished items of the roadmap, what is late and what blocks others first. */
  items: RoadmapItemState[];
  /** Their exports, what is late or refused first. */
  exports: ExportReport[];
  playbooks: { playbook: Playbook; due: IsoDate | null; overdue: boolean }[];
  findings: Finding[];
}

const SEATS: Partial<Record<SignOffRole, PodRole>> = {
  'it-lead': 'itLead',
  'ot-lead': 'otLead',
  'business-lead': 'businessLead',
  'operator-voice': 'operatorVoice',
};
const LEADS: Record<Lens, PodRole> = { it: 'itLead', ot: 'otLead', business: 'businessLead' };

/** What one reader owes, each list with what presses most at its head. */
export function owedBy(reader: Reader, portal: Portal, readers: Readers): Owed {
  const is = (name: string | null | undefined) => readers.of(name)?.id === reader.id;
  const { portfolio } = portal;
  const initiative = (id: string | null) => portfolio.initiatives.find((one) => one.id === id);
  return {
    decisions: decisionsDue(portal).filter(({ decider }) => is(decider)),
    signOffs: portal.reviews
      .filter(({ review }) => !review.decision)
      .flatMap((review) =>
        review.missingSignOffs
          .filter((role) => {
            const seat = SEATS[role];
            return seat ? is(initiative(review.initiative)?.pod[seat]?.name) : is(role);
          })
          .map((role) => ({ review, role })),
      ),
    conditions: portal.reviews.flatMap((review) =>
      review.conditions
        .filter(({ owner, state }) => state !== 'done' && is(owner))
        .map(({ text, due, state }) => ({ review, text, due, lapsed: state === 'lapsed' })),
    ),
    questions: portal.trust.open
      .filter((item) => is(item.nextStepOwner ?? leadOf(initiative(item.initiative), item.to)))
      .toSorted((a, b) => b.ageDays - a.ageDays),
    items: portal.roadmap
      .filter(({ item }) => item.status !== 'done' && is(item.owner))
      .toSorted(
        (a, b) =>
          (b.overdueDays ?? 0) - (a.overdueDays ?? 0) ||
          b.holds.length - a.holds.length ||
          (a.item.end < b.item.end ? -1 : 1),
      ),
    exports: portfolio.exports
      .filter(({ contract }) => is(contract.owner))
      .toSorted((a, b) => Number(isLate(b)) - Number(isLate(a))),
    playbooks: portfolio.playbooks
      .filter(({ owner }) => is(owner))
      .map((playbook) => {
        const due = reviewDue(playbook);
        return { playbook, due, overdue: due !== null && due < portfolio.asOf };
      })
      .toSorted((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : 1)),
    findings: portal.findings.filter(({ accepted, person }) => accepted === null && is(person)),
  };
}

/** Late, stale or refused: somebody has to send it again. */
export function isLate(report: ExportReport): boolean {
  return freshnessTone(report) !== '';
}

/** In a log without names the lead of the function that is asked. */
function leadOf(
  initiative: Portal['portfolio']['initiatives'][number] | undefined,
  to: Lens,
): string | undefined {
  return initiative?.pod[LEADS[to]]?.name;
}

/** How many things wait for a reader; items that are not late and exports that arrived do not. */
export function pressing(owed: Owed): number {
  return (
    owed.decisions.length +
    owed.signOffs.length +
    owed.conditions.length +
    owed.questions.length +
    owed.items.filter(({ overdueDays, item }) => overdueDays || item.status === 'blocked').length +
    owed.exports.filter(isLate).length +
    owed.playbooks.filter(({ overdue }) => overdue).length
  );
}
