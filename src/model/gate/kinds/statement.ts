import { ageOf, blankResult } from '#model/gate/criteria/result.ts';
import type { EvidenceView } from '#model/gate/evidenceView.ts';
import type { AttestationCriterion, DocumentCriterion } from '#model/record/criterion.ts';
import { addDays, longDate } from '#model/time/date.ts';
import { NO_LIMIT, undecided, verdict, type CriterionKind, type Judgement } from './kind.ts';

/** Days after which a document or a statement no longer counts. */
const EXPIRES = 180;

/** A document of a named person: with the statement the weakest kind of evidence; it expires. */
export const document: CriterionKind<DocumentCriterion> = {
  words: () => `a document of a named person, not older than ${EXPIRES} days`,
  isLimit: NO_LIMIT,
  judge: (criterion, view) => {
    const given = blankResult(criterion, view);
    return criterion.by && isGiven(criterion, view) && !criterion.file
      ? undecided(given, 'no-file', `${criterion.by} names no file`)
      : judgeStatement(criterion, view, 'filed');
  },
};

/** A named person's word. */
export const attestation: CriterionKind<AttestationCriterion> = {
  words: () => `the word of a named person, not older than ${EXPIRES} days`,
  isLimit: NO_LIMIT,
  judge: (criterion, view) => judgeStatement(criterion, view, 'stated'),
};

type Statement = DocumentCriterion | AttestationCriterion;

function isGiven({ date }: Statement, { asOf }: EvidenceView): boolean {
  return date !== undefined && date <= asOf;
}

function judgeStatement(
  criterion: Statement,
  view: EvidenceView,
  what: 'filed' | 'stated',
): Judgement {
  const { by, date } = criterion;
  const blank = blankResult(criterion, view);
  if (!by || date === undefined || !isGiven(criterion, view))
    return undecided(blank, 'no-statement', `nobody has ${what} it yet`);
  const dated = { ...blank, vintage: date, ageDays: ageOf(date, view.asOf) };
  const until = addDays(date, EXPIRES);
  const words = `${what} by ${by} on ${longDate(date)}`;
  return until < view.asOf
    ? {
        ...dated,
        state: 'stale',
        reason: 'expired',
        because: `${words}, expired ${longDate(until)}`,
      }
    : verdict(dated, true, 'stated', `${words}, until ${longDate(until)}`);
}
