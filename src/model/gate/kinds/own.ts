import { blankResult } from '#model/gate/criteria/result.ts';
import type { EvidenceView } from '#model/gate/evidenceView.ts';
import type { OwnCriterion } from '#model/record/criterion.ts';
import { OwnParts } from '#model/record/ownParts.ts';
import type { CriterionKind, Judgement } from './kind.ts';

/** A value of a field that a criterion of the portfolio's own has. */
export type OwnValue = string | number | boolean | readonly string[];
type OwnFields = Readonly<Record<string, OwnValue | undefined>>;

/** One field of a criterion: what it is for, and what may be written there. */
export interface OwnField {
  says: string;
  is: 'text' | 'number' | 'yes-no' | 'texts' | readonly string[];
  required?: boolean;
}

/** What judging gives; the rest of a result is filled in. `unit` is that of value, threshold and margin. */
export type OwnJudgement = Pick<Judgement, 'state' | 'because'> &
  Partial<Pick<Judgement, 'value' | 'threshold' | 'margin' | 'unit' | 'decimals' | 'n' | 'doubts'>>;

/** A kind of criterion of the portfolio's own, as `trilens.config.ts` writes it. */
export interface OwnCriterionKind {
  /** As gates write it: `kind: training`. */
  kind: string;
  says: string;
  fields?: Readonly<Record<string, OwnField>>;
  /** What a criterion asks in words: "at least 80 % trained". */
  words: (fields: OwnFields) => string;
  judge: (fields: OwnFields, view: EvidenceView) => OwnJudgement;
  /** As a stop rule it is true when it is not met; else when it is. */
  isLimit?: boolean;
}

export const ownCriteria = new OwnParts<OwnCriterionKind>('criteria');

/** A criterion of one of the portfolio's own kinds. What its judge cannot say is not decided, and never met. */
export const own: CriterionKind<OwnCriterion> = {
  words: (criterion) => kindOf(criterion).words(criterion.fields),
  isLimit: (criterion) => kindOf(criterion).isLimit ?? false,
  judge: (criterion, view) => {
    const { kind, judge } = kindOf(criterion);
    try {
      const judged = judge(criterion.fields, view);
      return { ...blankResult(criterion, view), ...judged, reason: `${kind}-${judged.state}` };
    } catch (error) {
      const { message } = error instanceof Error ? error : new Error(String(error));
      throw new Error(
        `the criterion kind ${kind} of trilens.config.ts failed at ${view.initiative.id}, ${criterion.id}: ${message}`,
        { cause: error },
      );
    }
  },
};

function kindOf({ own: name }: OwnCriterion): OwnCriterionKind {
  const kind = ownCriteria.all.find((one) => one.kind === name);
  if (!kind) throw new Error(`there is no criterion kind ${name} in trilens.config.ts`);
  return kind;
}
