import { addDays, longDate } from '#model/date.ts';
import type { EvidenceView } from '#model/evidenceView.ts';
import { listOf } from '#model/format.ts';
import type { Criterion, CriterionResult } from '#model/gate.ts';
import { blankResult } from './result.ts';

/** Days after which a document or a statement no longer counts. */
const EXPIRES = 180;

type Judge = (criterion: Criterion, view: EvidenceView) => CriterionResult;

const verdict = (blank: CriterionResult, ok: boolean, reason: string, words: string): CriterionResult => ({ ...blank, state: ok ? 'met' : 'not-met', reason, sentence: `${ok ? 'met' : 'not met'}: ${words}` });

/** Field validation: enough operators and shifts, at the line, accepted, nothing blocking open. */
export const judgeCheckpoint: Judge = (criterion, view) => {
  const blank = blankResult(criterion, view);
  const sites = criterion.sites.length > 0 ? criterion.sites : view.review.sites;
  const held = view.initiative.checkpoints.filter((point) => point.date <= view.asOf && (sites.length === 0 || sites.includes(point.site))).sort((a, b) => (a.date < b.date ? -1 : 1));
  const newest = held.at(-1);
  if (!newest) return verdict(blank, false, 'no-checkpoint', 'no field validation is recorded');
  const operators = criterion.operators ?? 5;
  const shifts = criterion.shifts ?? 1;
  const lacks = [
    newest.operators < operators ? `${newest.operators} operators (needs ${operators})` : '',
    newest.shifts < shifts ? `${newest.shifts} shift (needs ${shifts})` : '',
    newest.atTheLine ? '' : 'not at the line',
    newest.outcome === 'rejected' ? 'the operators refused it' : '',
    newest.blocking > 0 && !newest.resolved ? `${newest.blocking} blocking findings open` : '',
  ].filter(Boolean);
  const result = { ...blank, value: newest.operators, threshold: operators, n: newest.operators, vintage: newest.date };
  return lacks.length > 0 ? verdict(result, false, 'validation-thin', `validation of ${longDate(newest.date)}: ${listOf(lacks)}`) : verdict(result, true, 'validated', `${newest.operators} operators on ${newest.shifts} shifts at the line, ${longDate(newest.date)}`);
};

/** No issue of the severity, or worse, is open. */
export const judgeIssues: Judge = (criterion, view) => {
  const worst = criterion.severity ?? 1;
  const sites = criterion.sites.length > 0 ? criterion.sites : view.review.sites;
  const open = view.portfolio.friction.filter(
    (item) => item.initiative === view.initiative.id && item.severity <= worst && item.opened.slice(0, 10) <= view.asOf && (item.resolved === null || item.resolved.slice(0, 10) > view.asOf) && (sites.length === 0 || sites.includes(item.site ?? '')),
  );
  const blank = { ...blankResult(criterion, view), value: open.length, threshold: 0, n: open.length, export: view.portfolio.settings.friction?.export ?? null, doubts: view.portfolio.exports.find((report) => report.contract.name === view.portfolio.settings.friction?.export)?.doubts ?? [] };
  return open.length === 0 ? verdict(blank, true, 'none-open', `no issue of severity ${worst} is open`) : verdict(blank, false, 'open-issues', `${open.length} open, the oldest: ${open[0]?.title}`);
};

/** A benefit is realised only when somebody in finance confirmed it. */
export const judgeBenefit: Judge = (criterion, view) => {
  const confirmed = view.initiative.benefits.filter((benefit) => benefit.confirmedBy && benefit.realized > 0);
  const sum = confirmed.reduce((total, benefit) => total + benefit.realized, 0);
  const blank = { ...blankResult(criterion, view), value: sum, threshold: 0 };
  return confirmed.length > 0 ? verdict(blank, true, 'confirmed', `${sum} k ${view.portfolio.settings.currency} confirmed by ${listOf([...new Set(confirmed.map((benefit) => benefit.confirmedBy as string))])}`) : verdict(blank, false, 'not-confirmed', 'finance has confirmed no benefit');
};

export const judgeRoadmap: Judge = (criterion, view) => {
  const open = view.portfolio.roadmap.filter((item) => criterion.items.includes(item.id) && item.status !== 'done');
  const blank = { ...blankResult(criterion, view), value: criterion.items.length - open.length, threshold: criterion.items.length };
  return open.length === 0 ? verdict(blank, true, 'items-done', `${criterion.items.length} roadmap items done`) : verdict(blank, false, 'items-open', listOf(open.map((item) => `${item.title} is ${item.status}`)));
};

/** A document or a named person's statement: the weakest kind; it expires. */
export const judgeStatement: Judge = (criterion, view) => {
  const blank = { ...blankResult(criterion, view), vintage: criterion.date ?? null };
  if (!criterion.by || !criterion.date || criterion.date > view.asOf) return { ...blank, reason: 'no-statement', sentence: 'not enough data: nobody has stated it yet' };
  const until = addDays(criterion.date, EXPIRES);
  if (until < view.asOf) return { ...blank, state: 'stale', reason: 'expired', sentence: `stale: stated by ${criterion.by} on ${longDate(criterion.date)}, expired ${longDate(until)}` };
  return verdict(blank, true, 'stated', `stated by ${criterion.by} on ${longDate(criterion.date)}`);
};
