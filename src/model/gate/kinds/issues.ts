import { blankResult, doubtsOn, readAt } from '#model/gate/criteria/result.ts';
import type { EvidenceView } from '#model/gate/evidenceView.ts';
import type { IssuesCriterion } from '#model/record/criterion.ts';
import { longDate } from '#model/time/date.ts';
import { NO_LIMIT, undecided, verdict, type CriterionKind, type Judgement } from './kind.ts';

/** Severity 1 is the worst; it is meant where none is written. */
const WORST = 1;

/** No issue of the severity, or worse, is open. */
export const issues: CriterionKind<IssuesCriterion> = {
  words: ({ severity = WORST }) => `no issue of severity ${orWorse(severity)} open`,
  judge: judgeIssues,
  isLimit: NO_LIMIT,
};

const orWorse = (severity: number) => `${severity}${severity > 1 ? ' or worse' : ''}`;

function judgeIssues(criterion: IssuesCriterion, view: EvidenceView): Judgement {
  const { severity = WORST } = criterion;
  const sites = criterion.sites.length > 0 ? criterion.sites : view.review.sites;
  const open = view.portfolio.friction
    .filter(
      (item) =>
        item.initiative === view.initiative.id &&
        item.severity <= severity &&
        item.opened.slice(0, 10) <= view.asOf &&
        (item.resolved === null || item.resolved.slice(0, 10) > view.asOf) &&
        (sites.length === 0 || item.site === null || sites.includes(item.site)),
    )
    .toSorted((a, b) => (a.opened < b.opened ? -1 : 1));
  const log = view.portfolio.settings.friction?.export ?? null;
  const report = view.portfolio.exports.find((candidate) => candidate.contract.name === log);
  const extracted = report?.extracted ?? null;
  const blank: Judgement = {
    ...blankResult(criterion, view),
    threshold: 0,
    n: open.length,
    sites,
    export: log,
    sources: log ? [log] : [],
    sourceTitles: log ? [report?.contract.title ?? log] : [],
    ...readAt(extracted, view),
    doubts: doubtsOn(view, report ? [report] : []),
  };
  if (log === null || report?.failed)
    return undecided(
      blank,
      'no-log',
      `${log === null ? 'no friction log is read' : 'the friction log was refused'}, so nobody knows what is open`,
    );
  const counted = { ...blank, value: open.length, margin: -open.length };
  if (view.asOf >= view.portfolio.asOf && report?.freshness === 'stale')
    return {
      ...counted,
      state: 'stale',
      reason: 'stale',
      because: `the log was last extracted ${longDate(extracted ?? '')}`,
    };
  return open.length === 0
    ? verdict(counted, true, 'none-open', `no issue of severity ${orWorse(severity)} is open`)
    : verdict(counted, false, 'open-issues', `${open.length} open, the oldest: ${open[0]?.title}`);
}
