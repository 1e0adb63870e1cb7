import { addDays, longDate, type IsoDate } from '#model/time/date.ts';
import type { EvidenceView } from '#model/gate/evidenceView.ts';
import { countOf, formatNumber, formatThousands, listOf } from '#model/words/format.ts';
import type { Criterion, CriterionResult, GateReview } from '#model/record/gate.ts';
import { parsePeriod, periodEnd } from '#model/time/period.ts';
import { usability } from '#model/statistics/feedback.ts';
import { ageOf, blankResult, doubtsOn } from './result.ts';

/** Days after which a document or a statement no longer counts. */
const EXPIRES = 180;

type Judge = (criterion: Criterion, view: EvidenceView) => CriterionResult;

const verdict = (
  blank: CriterionResult,
  ok: boolean,
  reason: string,
  words: string,
): CriterionResult => ({
  ...blank,
  state: ok ? 'met' : 'not-met',
  reason,
  sentence: `${ok ? 'met' : 'not met'}: ${words}`,
});

/** Field validation: enough operators and shifts, at the line, tasks done unaided, accepted, nothing blocking open. */
export const judgeCheckpoint: Judge = (criterion, view) => {
  const sites = criterion.sites.length > 0 ? criterion.sites : view.review.sites;
  const blank = { ...blankResult(criterion, view), sites };
  const held = view.initiative.checkpoints
    .filter(
      (point) => point.date <= view.asOf && (sites.length === 0 || sites.includes(point.site)),
    )
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  const newest = held.at(-1);
  if (!newest) return verdict(blank, false, 'no-checkpoint', 'no field validation is recorded');
  const operators = criterion.operators ?? 5;
  const shifts = criterion.shifts ?? 1;
  const unaided =
    newest.tasks && newest.tasks.attempts > 0 ? newest.tasks.unaided / newest.tasks.attempts : null;
  const asked = newest.answers && newest.answers.length > 1 ? usability(newest.answers, 80) : null;
  const score = asked?.mean ?? newest.feedbackScore;
  const range = asked
    ? ` (80 % interval ${formatNumber(asked.low, 1)} to ${formatNumber(asked.high, 1)}, n ${asked.n})`
    : '';
  const blocking =
    newest.blocking > 0 && !(newest.resolved && (newest.resolvedOn ?? newest.date) <= view.asOf);
  const lacks = [
    newest.operators < operators
      ? `${countOf(newest.operators, 'operator')} (needs ${operators})`
      : '',
    newest.shifts < shifts ? `${countOf(newest.shifts, 'shift')} (needs ${shifts})` : '',
    newest.atTheLine ? '' : 'not at the line',
    newest.outcome === 'rejected' ? 'the operators refused it' : '',
    blocking ? `${countOf(newest.blocking, 'blocking finding')} open` : '',
    criterion.unaided !== undefined && unaided !== null && unaided < criterion.unaided
      ? `${percent(unaided)} of the tasks done unaided (needs ${percent(criterion.unaided)})`
      : '',
    criterion.score !== undefined && score !== undefined && score < criterion.score
      ? `usability ${formatNumber(score, 1)}${range} (needs ${formatNumber(criterion.score, 0)})`
      : '',
  ].filter(Boolean);
  const result = {
    ...blank,
    value: newest.operators,
    threshold: operators,
    margin: newest.operators - operators,
    unit: 'operators',
    n: newest.operators,
    vintage: newest.date,
    ageDays: ageOf(newest.date, view.asOf),
  };
  if (lacks.length > 0)
    return verdict(
      result,
      false,
      'validation-thin',
      `validation of ${longDate(newest.date)}: ${listOf(lacks)}`,
    );
  const unsaid = [
    criterion.unaided !== undefined && unaided === null ? 'the tasks done unaided' : '',
    criterion.score !== undefined && score === undefined ? 'a usability score' : '',
  ].filter(Boolean);
  if (unsaid.length > 0)
    return {
      ...result,
      reason: 'not-recorded',
      sentence: `not enough data: the validation of ${longDate(newest.date)} does not record ${listOf(unsaid)}`,
    };
  if (asked && criterion.score !== undefined && asked.low < criterion.score)
    return {
      ...result,
      reason: 'interval',
      sentence: `not enough data: usability ${formatNumber(asked.mean, 1)}, but its 80 % interval reaches ${formatNumber(asked.low, 1)} with ${asked.n} answers`,
    };
  return verdict(
    result,
    true,
    'validated',
    `${countOf(newest.operators, 'operator')} on ${countOf(newest.shifts, 'shift')} at the line, ${longDate(newest.date)}`,
  );
};

/** No issue of the severity, or worse, is open. */
export const judgeIssues: Judge = (criterion, view) => {
  const worst = criterion.severity ?? 1;
  const sites = criterion.sites.length > 0 ? criterion.sites : view.review.sites;
  const open = view.portfolio.friction
    .filter(
      (item) =>
        item.initiative === view.initiative.id &&
        item.severity <= worst &&
        item.opened.slice(0, 10) <= view.asOf,
    )
    .filter(
      (item) =>
        (item.resolved === null || item.resolved.slice(0, 10) > view.asOf) &&
        (sites.length === 0 || item.site === null || sites.includes(item.site)),
    )
    .sort((a, b) => (a.opened < b.opened ? -1 : 1));
  const log = view.portfolio.settings.friction?.export ?? null;
  const report = view.portfolio.exports.find((candidate) => candidate.contract.name === log);
  const vintage = report?.extracted ?? null;
  const blank = {
    ...blankResult(criterion, view),
    value: open.length,
    threshold: 0,
    margin: -open.length,
    n: open.length,
    sites,
    export: log,
    sources: log ? [log] : [],
    sourceTitles: log ? [report?.contract.title ?? log] : [],
    vintage,
    ageDays: ageOf(vintage, view.asOf),
    doubts: doubtsOn(view, report ? [report] : []),
  };
  if (log === null || report?.failed)
    return {
      ...blank,
      value: null,
      margin: null,
      reason: 'no-log',
      sentence: `not enough data: ${log === null ? 'no friction log is read' : 'the friction log was refused'}, so nobody knows what is open`,
    };
  if (view.asOf >= view.portfolio.asOf && report?.freshness === 'stale')
    return {
      ...blank,
      state: 'stale',
      reason: 'stale',
      sentence: `stale: the log was last extracted ${longDate(vintage ?? '')}`,
    };
  return open.length === 0
    ? verdict(
        blank,
        true,
        'none-open',
        `no issue of severity ${worst}${worst > 1 ? ' or worse' : ''} is open`,
      )
    : verdict(blank, false, 'open-issues', `${open.length} open, the oldest: ${open[0]?.title}`);
};

/** A benefit is realised only when somebody in finance confirmed it; with a date, from that day on. */
export const judgeBenefit: Judge = (criterion, view) => {
  const sites = criterion.sites;
  const about = view.initiative.benefits.filter(
    (benefit) => sites.length === 0 || sites.includes(benefit.site ?? ''),
  );
  const confirmed = about.filter(
    (benefit) =>
      benefit.confirmedBy && benefit.realized > 0 && (benefit.confirmedOn ?? '') <= view.asOf,
  );
  const sum = confirmed.reduce((total, benefit) => total + benefit.realized, 0);
  const { currency } = view.portfolio.settings;
  const newest =
    confirmed
      .flatMap((benefit) => benefit.confirmedOn ?? [])
      .sort()
      .at(-1) ?? null;
  const blank = {
    ...blankResult(criterion, view),
    value: sum,
    threshold: 0,
    margin: sum,
    unit: `k ${currency}`,
    sites,
    n: confirmed.length,
    vintage: newest,
    ageDays: ageOf(newest, view.asOf),
  };
  if (confirmed.length === 0)
    return verdict(blank, false, 'not-confirmed', 'finance has confirmed no benefit');
  return verdict(
    blank,
    true,
    'confirmed',
    `${formatThousands(sum, currency)} confirmed by ${listOf([...new Set(confirmed.map((benefit) => benefit.confirmedBy as string))])}`,
  );
};

/** Items that others must have delivered; on a day before an item's own end it was not done yet. */
export const judgeRoadmap: Judge = (criterion, view) => {
  const items = view.portfolio.roadmap.filter((item) => criterion.items.includes(item.id));
  const open = items.filter((item) => item.status !== 'done' || (item.doneOn ?? '') > view.asOf);
  const done = items.length - open.length;
  const blank = {
    ...blankResult(criterion, view),
    value: done,
    threshold: items.length,
    margin: done - items.length,
    unit: 'items',
    n: items.length,
  };
  return open.length === 0
    ? verdict(blank, true, 'items-done', `${countOf(items.length, 'roadmap item')} done`)
    : verdict(
        blank,
        false,
        'items-open',
        listOf(
          open.map(
            (item) => `${item.title} is ${item.status === 'done' ? 'not done yet' : item.status}`,
          ),
        ),
      );
};

/** A document or a named person's statement: the weakest kind; it expires. */
export const judgeStatement: Judge = (criterion, view) => {
  const given = criterion.date !== undefined && criterion.date <= view.asOf ? criterion.date : null;
  const blank = {
    ...blankResult(criterion, view),
    vintage: given,
    ageDays: ageOf(given, view.asOf),
  };
  const what = criterion.kind === 'document' ? 'filed' : 'stated';
  if (!criterion.by || !given)
    return {
      ...blank,
      reason: 'no-statement',
      sentence: `not enough data: nobody has ${what} it yet`,
    };
  if (criterion.kind === 'document' && !criterion.file)
    return {
      ...blank,
      reason: 'no-file',
      sentence: `not enough data: ${criterion.by} names no file`,
    };
  const until = addDays(given, EXPIRES);
  if (until < view.asOf)
    return {
      ...blank,
      state: 'stale',
      reason: 'expired',
      sentence: `stale: ${what} by ${criterion.by} on ${longDate(given)}, expired ${longDate(until)}`,
    };
  return verdict(
    blank,
    true,
    'stated',
    `${what} by ${criterion.by} on ${longDate(given)}, until ${longDate(until)}`,
  );
};

/** Iterating has an end: decisions to iterate in this phase, up to the day. */
export const judgeIterations: Judge = (criterion, view) => {
  const count = iterationsBefore(view, view.asOf);
  const most = criterion.atMost ?? 3;
  const blank = {
    ...blankResult(criterion, view),
    value: count,
    threshold: most,
    margin: most - count,
    unit: 'iterations',
    n: count,
  };
  return verdict(
    blank,
    count <= most,
    count <= most ? 'within-limit' : 'limit-passed',
    `${countOf(count, 'iteration')}, at most ${most}`,
  );
};

/** Whether two reviews are of the same sites, in whatever order they are written. */
export function sameSites(a: GateReview, b: GateReview): boolean {
  return (
    new Set([...a.sites, ...b.sites]).size === new Set(a.sites).size &&
    new Set(a.sites).size === new Set(b.sites).size
  );
}

/** Decisions to iterate in the review's phase before a day, at the same sites. */
export function iterationsBefore({ initiative, review }: EvidenceView, day: IsoDate): number {
  return initiative.gates.filter(
    (gate) =>
      gate.phase === review.phase &&
      sameSites(gate, review) &&
      gate.decision?.outcome === 'iterate' &&
      gate.decision.date <= day &&
      gate.id !== review.id,
  ).length;
}

/** Spent so far against a ceiling: of the cash flow where one is recorded, else of the investment. Money has no day in an investment. */
export const judgeSpend: Judge = (criterion, view) => {
  const { investment, cashFlow } = view.initiative;
  const { currency } = view.portfolio.settings;
  const dated = cashFlow.filter(
    (entry) => entry.cost !== undefined && endOf(entry.period) <= view.asOf,
  );
  const spent =
    cashFlow.length > 0
      ? dated.reduce((sum, entry) => sum + (entry.cost ?? 0), 0)
      : investment?.spent;
  const ceiling = criterion.atMost ?? investment?.planned;
  const blank = { ...blankResult(criterion, view), unit: `k ${currency}` };
  if (spent === undefined || ceiling === undefined)
    return {
      ...blank,
      reason: 'no-investment',
      sentence: 'not enough data: no spending or no ceiling is recorded',
    };
  const result = {
    ...blank,
    value: spent,
    threshold: ceiling,
    margin: ceiling - spent,
    n: dated.length,
  };
  return verdict(
    result,
    spent <= ceiling,
    spent <= ceiling ? 'within-ceiling' : 'above-ceiling',
    `${formatThousands(spent, currency)} spent, ceiling ${formatNumber(ceiling, 0)}`,
  );
};

function endOf(period: string): IsoDate {
  if (/^\d{4}$/.test(period)) return `${period}-12-31`;
  const parsed = parsePeriod(period);
  return parsed ? periodEnd(parsed.start, parsed.grain) : '9999-12-31';
}

function percent(share: number): string {
  return `${formatNumber(100 * share, 0)} %`;
}
