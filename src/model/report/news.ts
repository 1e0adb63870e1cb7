import type { IsoDate } from '#model/time/date.ts';
import { changesInBrief } from './changesBetween.ts';
import { capital, countOf, formatValue } from '#model/words/format.ts';
import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import { periodEnd, periodName, periodWords } from '#model/time/period.ts';
import type { Portal, ReportState } from '#model/portal.ts';
import { countsRareEvents } from '#model/metric/rareEvents.ts';
import { siteName } from '#model/record/site.ts';

const NEWS_KINDS = ['report', 'decision', 'signal', 'restatement', 'changes'] as const;

/** One thing that somebody may want to be told of. */
export interface NewsItem {
  /** Stable over builds: the same thing keeps its id when its words change. */
  id: string;
  kind: (typeof NEWS_KINDS)[number];
  title: string;
  text: string;
  /** Relative to the portal's root. */
  path: string;
  published: IsoDate;
  updated: IsoDate;
}

const MOST = 100;

/** Reports, decisions, signals, restatements and what changed, the newest first. */
export function news(portal: Portal): NewsItem[] {
  return [
    ...reportNews(portal),
    ...decisionNews(portal),
    ...signalNews(portal),
    ...restatementNews(portal),
    ...changeNews(portal),
  ]
    .sort((a, b) =>
      a.published === b.published ? (a.id < b.id ? -1 : 1) : a.published < b.published ? 1 : -1,
    )
    .slice(0, MOST);
}

function reportNews({ reports, portfolio }: Portal): NewsItem[] {
  return reports
    .filter(({ report }) => report.status === 'published')
    .flatMap((state): NewsItem[] => {
      const { report } = state;
      const asOf = report.facts?.asOf ?? report.asOf ?? portfolio.asOf;
      const asked =
        report.decisionsNeeded.length > 0
          ? [`Decisions requested: ${report.decisionsNeeded.join(' ')}`]
          : [];
      return [
        {
          id: `report/${report.id}`,
          kind: 'report',
          title: report.title,
          text: [report.summary ?? '', ...report.highlights, ...asked].filter(Boolean).join('\n'),
          path: `reports/${report.id}/`,
          published: asOf,
          updated: asOf,
        },
        ...restatedReport(state, portfolio.asOf),
      ];
    });
}

/** One item a report, whose words grow with what is corrected. */
function restatedReport({ report, restated, frozen }: ReportState, asOf: IsoDate): NewsItem[] {
  const first = restated[0];
  if (!first || !frozen) return [];
  return [
    {
      id: `report/${report.id}/restated`,
      kind: 'restatement',
      title: `Restated: ${countOf(restated.length, 'number')} of ${report.title}`,
      text: restated
        .slice(0, 10)
        .map((one) => one.sentence)
        .join('\n'),
      path: `reports/${report.id}/#restated`,
      published: asOf,
      updated: asOf,
    },
  ];
}

function decisionNews({ reviews, portfolio }: Portal): NewsItem[] {
  return reviews.flatMap((review): NewsItem[] => {
    const { decision, id } = review.review;
    if (!decision) return [];
    const title =
      portfolio.initiatives.find((one) => one.id === review.initiative)?.title ?? review.initiative;
    const reason = decision.reason ? ` Reason: ${decision.reason.replace(/\.?$/, '.')}` : '';
    return [
      {
        id: `decision/${id}`,
        kind: 'decision',
        title: `${capital(decision.outcome.replaceAll('-', ' '))}: ${review.gate} of ${title}`,
        text: `Decided by ${decision.decider}; ${review.classSentence}.${reason} ${review.sentence}`,
        path: `initiatives/${review.initiative}/#${id}`,
        published: decision.date,
        updated: decision.date,
      },
    ];
  });
}

function signalNews({ metrics, portfolio }: Portal): NewsItem[] {
  const item = (state: MetricState, scope: ScopeState): NewsItem[] => {
    const { variation, since, latest } = scope;
    if (
      (variation !== 'improvement' && variation !== 'concern') ||
      !since ||
      !latest ||
      state.freshness === 'stale' ||
      countsRareEvents(scope)
    )
      return [];
    const where = scope.site === null ? '' : ` at ${siteName(portfolio.sites, scope.site)}`;
    const { metric } = state;
    const word = variation === 'concern' ? 'worsening' : 'improving';
    const day = (period: IsoDate) => {
      const end = periodEnd(period, metric.grain);
      return end < portfolio.asOf ? end : portfolio.asOf;
    };
    return [
      {
        id: `signal/${metric.id}/${scope.site ?? 'all'}/${variation}/${since}`,
        kind: 'signal',
        title: `${metric.title}${where}: ${word}`,
        text: `${formatValue(metric, latest.value)} in the newest ${metric.grain}. ${scope.site === null ? state.sentence : `A signal of ${variation === 'concern' ? 'worsening' : 'improvement'} that began on ${since}.`}`,
        path: `metrics/${metric.id}/`,
        published: day(since),
        updated: day(latest.period),
      },
    ];
  };
  return [...metrics.values()].flatMap((state) =>
    [state.all, ...state.bySite].flatMap((scope) => item(state, scope)),
  );
}

/** Values that a later vintage corrected, one item a metric and vintage. */
function restatementNews({ metrics }: Portal): NewsItem[] {
  return [...metrics.values()].flatMap((state) =>
    [...Map.groupBy(state.restated, (value) => value.vintage)]
      .filter(([vintage]) => vintage !== '')
      .map(([vintage, values]): NewsItem => {
        const newest = values.at(-1);
        return {
          id: `restated/${state.metric.id}/${vintage}`,
          kind: 'restatement',
          title: `Restated: ${state.metric.title}`,
          text: `${capital(countOf(values.length, 'value'))} ${values.length === 1 ? 'was' : 'were'} restated; the newest, of ${newest ? periodWords(periodName(newest.period, state.metric.grain)) : vintage}, from ${formatValue(state.metric, newest?.first)} to ${formatValue(state.metric, newest?.latest)}.`,
          path: `metrics/${state.metric.id}/`,
          published: vintage,
          updated: vintage,
        };
      }),
  );
}

function changeNews({ changes, portfolio }: Portal): NewsItem[] {
  const { build } = changes;
  if (!build || build.list.length === 0) return [];
  return [
    {
      id: `changes/${build.since.asOf}/${portfolio.asOf}`,
      kind: 'changes',
      title: `${changesInBrief(build)} since ${build.since.asOf}`,
      text: build.list
        .slice(0, 20)
        .map((change) => change.text)
        .join('\n'),
      path: 'changes/',
      published: portfolio.asOf,
      updated: portfolio.asOf,
    },
  ];
}
