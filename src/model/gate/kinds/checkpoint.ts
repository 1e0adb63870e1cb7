import { ageOf, blankResult } from '#model/gate/criteria/result.ts';
import type { EvidenceView } from '#model/gate/evidenceView.ts';
import type { CheckpointCriterion } from '#model/record/criterion.ts';
import type { Initiative } from '#model/record/initiative.ts';
import { usability } from '#model/statistics/feedback.ts';
import { longDate } from '#model/time/date.ts';
import { countOf, formatNumber, listOf } from '#model/words/format.ts';
import { NO_LIMIT, undecided, verdict, type CriterionKind, type Judgement } from './kind.ts';

/** What is asked where nothing is written. */
const DEFAULTS = { operators: 5, shifts: 1 };

type Checkpoint = Initiative['checkpoints'][number];

/** Field validation: enough operators and shifts, at the line, tasks done unaided, accepted, nothing blocking open. */
export const checkpoint: CriterionKind<CheckpointCriterion> = {
  words: (criterion) => {
    const { operators, shifts, unaided, score } = asked(criterion);
    return `a field validation at the line with ${operators} ${operators === 1 ? 'operator' : 'operators'} on ${shifts} ${shifts === 1 ? 'shift' : 'shifts'}${unaided === undefined ? '' : `, ${percent(unaided)} of tasks unaided`}${score === undefined ? '' : `, usability ${score} or more`}, nothing blocking open`;
  },
  judge: judgeCheckpoint,
  isLimit: NO_LIMIT,
};

function asked(criterion: CheckpointCriterion) {
  return {
    operators: criterion.operators ?? DEFAULTS.operators,
    shifts: criterion.shifts ?? DEFAULTS.shifts,
    unaided: criterion.unaided,
    score: criterion.score,
  };
}

function judgeCheckpoint(criterion: CheckpointCriterion, view: EvidenceView): Judgement {
  const sites = criterion.sites.length > 0 ? criterion.sites : view.review.sites;
  const blank = { ...blankResult(criterion, view), sites };
  const newest = view.initiative.checkpoints
    .filter(
      (point) => point.date <= view.asOf && (sites.length === 0 || sites.includes(point.site)),
    )
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .at(-1);
  if (!newest) return verdict(blank, false, 'no-checkpoint', 'no field validation is recorded');
  const found = measuredAt(newest);
  const result = {
    ...blank,
    threshold: asked(criterion).operators,
    unit: 'operators',
    n: newest.operators,
    vintage: newest.date,
    ageDays: ageOf(newest.date, view.asOf),
  };
  const lacks = lacksOf(criterion, newest, view.asOf);
  if (lacks.length > 0)
    return verdict(
      // The count is shown beside its threshold only where nothing but the count decides.
      lacks.every(({ field }) => field === 'operators')
        ? counted(result, criterion, newest)
        : result,
      false,
      'validation-thin',
      `validation of ${longDate(newest.date)}: ${listOf(lacks.map(({ words }) => words))}`,
    );
  const { unaided, score } = asked(criterion);
  const unrecorded = [
    unaided !== undefined && found.unaided === null ? 'the tasks done unaided' : '',
    score !== undefined && found.score === undefined ? 'a usability score' : '',
  ].filter(Boolean);
  const held = counted(result, criterion, newest);
  if (unrecorded.length > 0)
    return undecided(
      held,
      'not-recorded',
      `the validation of ${longDate(newest.date)} does not record ${listOf(unrecorded)}`,
    );
  const { answers } = found;
  if (answers && score !== undefined && answers.low < score)
    return undecided(
      held,
      'interval',
      `usability ${formatNumber(answers.mean, 1)}, but its 80 % interval reaches ${formatNumber(answers.low, 1)} with ${answers.n} answers`,
    );
  return verdict(
    held,
    true,
    'validated',
    `${countOf(newest.operators, 'operator')} on ${countOf(newest.shifts, 'shift')} at the line, ${longDate(newest.date)}`,
  );
}

/** The judgement with operators as its value: what a reader sees beside the threshold is what decides. */
function counted(result: Judgement, criterion: CheckpointCriterion, newest: Checkpoint): Judgement {
  const { operators } = asked(criterion);
  return { ...result, value: newest.operators, margin: newest.operators - operators };
}

/** The share of tasks done unaided and the usability score; of several answers with their interval. */
function measuredAt(newest: Checkpoint) {
  const { tasks } = newest;
  const answers =
    newest.answers && newest.answers.length > 1 ? usability(newest.answers, 80) : null;
  return {
    unaided: tasks && tasks.attempts > 0 ? tasks.unaided / tasks.attempts : null,
    answers,
    score: answers?.mean ?? newest.feedbackScore,
  };
}

/** Everything that the validation falls short of. */
function lacksOf(
  criterion: CheckpointCriterion,
  newest: Checkpoint,
  asOf: string,
): { field: string; words: string }[] {
  const { operators, shifts, ...wanted } = asked(criterion);
  const { unaided, answers, score } = measuredAt(newest);
  const range = answers
    ? ` (80 % interval ${formatNumber(answers.low, 1)} to ${formatNumber(answers.high, 1)}, n ${answers.n})`
    : '';
  const blocking =
    newest.blocking > 0 && !(newest.resolved && (newest.resolvedOn ?? newest.date) <= asOf);
  const lacks: [field: string, isLacking: boolean, words: string][] = [
    [
      'operators',
      newest.operators < operators,
      `${countOf(newest.operators, 'operator')} (needs ${operators})`,
    ],
    ['shifts', newest.shifts < shifts, `${countOf(newest.shifts, 'shift')} (needs ${shifts})`],
    ['atTheLine', !newest.atTheLine, 'not at the line'],
    ['outcome', newest.outcome === 'rejected', 'the operators refused it'],
    ['blocking', blocking, `${countOf(newest.blocking, 'blocking finding')} open`],
    [
      'unaided',
      wanted.unaided !== undefined && unaided !== null && unaided < wanted.unaided,
      `${percent(unaided ?? 0)} of the tasks done unaided (needs ${percent(wanted.unaided ?? 0)})`,
    ],
    [
      'score',
      wanted.score !== undefined && score !== undefined && score < wanted.score,
      `usability ${formatNumber(score ?? 0, 1)}${range} (needs ${formatNumber(wanted.score ?? 0, 0)})`,
    ],
  ];
  return lacks.flatMap(([field, isLacking, words]) => (isLacking ? [{ field, words }] : []));
}

function percent(share: number): string {
  return `${formatNumber(100 * share, 0)} %`;
}
