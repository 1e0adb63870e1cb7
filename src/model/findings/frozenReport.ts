import type { Found, Rule } from '#model/record/finding.ts';
import type { Portal } from '#model/portal.ts';
import type { Report } from '#model/record/report.ts';

const aboutReport = (report: Report, what: string): Found => ({
  record: `reports/${report.id}`,
  path: `reports/${report.id}/`,
  title: report.title,
  file: report.file,
  what,
  lens: 'business',
  role: 'Author',
  person: report.authors[0] ?? null,
  initiative: null,
});

/** What became of the numbers that were published. */
export const frozenReportRules: Rule<Portal>[] = [
  {
    id: 'report/restated',
    severity: 'warn',
    what: 'published reports still say what the data says',
    why: 'people decided on the numbers they read',
    fix: 'tell the readers; the page shows both numbers',
    check: ({ reports }) =>
      reports.flatMap(({ report, restated }) => {
        const first = restated[0];
        if (!first) return [];
        const more = restated.length > 1 ? ` And ${restated.length - 1} more.` : '';
        return [aboutReport(report, `${first.sentence}${more}`)];
      }),
  },
  {
    id: 'report/not-frozen',
    severity: 'warn',
    what: 'a published report keeps its numbers',
    why: 'next month it would say something else',
    fix: 'trilens freeze, and keep the facts with the content',
    check: ({ reports }) =>
      reports
        .filter(({ report }) => report.status === 'published' && !report.facts)
        .map(({ report }) =>
          aboutReport(report, 'It is published, and its numbers move with the data.'),
        ),
  },
  {
    id: 'report/stale-facts',
    severity: 'warn',
    what: 'reports are frozen on fresh data',
    why: 'a number as last seen reads like a number of today',
    fix: 'when the data comes, freeze again with --again and the reason',
    check: ({ reports }) =>
      reports
        .filter(({ report }) => (report.facts?.stale.length ?? 0) > 0)
        .map(({ report }) =>
          aboutReport(
            report,
            `It was frozen on data that was out of date: ${report.facts?.stale.join('; ')}.`,
          ),
        ),
  },
];
