import { documentState } from '#model/record/revision.ts';
import { type IsoDate, longDate } from '#model/time/date.ts';
import { changesInBrief } from './changesBetween.ts';
import { capital, countOf, formatValue } from '#model/words/format.ts';
import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import { periodEnd, periodName, periodWords } from '#model/time/period.ts';
import type { Portal, ReportState } from '#model/portal.ts';
import { countsRareEvents } from '#model/metric/limits/rareEvents.ts';
import { siteName } from '#model/record/site.ts';
import type { Subscribed } from '#model/record/subscribed.ts';

const NEWS_KINDS = ['report', 'playbook', 'decision', 'signal', 'restatement', 'changes'] as const;

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

/** So many neighbours make a trend or a run (`processSignals`). */
const SEVEN = 7;

/**
 * Reports, decisions, signals, restatements and what changed, the newest first. An item is dated when it became known: the day
 * an earlier build gave it, else a day after that build. Without an earlier build it is the day on which its record was complete.
 * `keyOf`: what the earlier build calls an item.
 */
export function news(
  portal: Portal,
  keyOf: (id: string) => string,
  before: Pick<Subscribed, 'asOf' | 'news'> | null,
): NewsItem[] {
  return [
    ...reportNews(portal),
    ...playbookNews(portal),
    ...decisionNews(portal),
    ...signalNews(portal),
    ...restatementNews(portal),
    ...changeNews(portal),
  ]
    .map((item) => known(item, portal.portfolio.asOf, before, before?.news[keyOf(item.id)]))
    .sort((a, b) =>
      a.published === b.published ? (a.id < b.id ? -1 : 1) : a.published < b.published ? 1 : -1,
    );
}

function known(
  item: NewsItem,
  asOf: IsoDate,
  before: { asOf: IsoDate } | null,
  first: IsoDate | undefined,
): NewsItem {
  const own = earlier(item.published, asOf);
  const published =
    first !== undefined ? earlier(first, asOf) : before !== null && own <= before.asOf ? asOf : own;
  return { ...item, published, updated: item.updated > published ? item.updated : published };
}

function reportNews({ reports, metrics, portfolio }: Portal): NewsItem[] {
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
        ...restatedReport(state, metrics, portfolio.asOf),
      ];
    });
}

/** Revisions of controlled texts, each with what changed in it. */
function playbookNews({ portfolio: { playbooks, asOf } }: Portal): NewsItem[] {
  return playbooks
    .filter(({ unlisted }) => !unlisted)
    .flatMap((playbook) =>
      documentState(playbook, asOf)
        .history.filter(({ revision }) => revision.date <= asOf)
        .map(({ revision, changes }): NewsItem => {
          const from = revision.validFrom ?? revision.date;
          const said = [revision.note ?? '', capital(changes.join('; '))].filter(Boolean);
          return {
            id: `playbook/${playbook.id}/${revision.revision}`,
            kind: 'playbook',
            title: `${playbook.title}, revision ${revision.revision}`,
            text: [...said, `Valid from ${longDate(from)}.`].join('\n'),
            path: `playbooks/${playbook.id}/#revisions`,
            published: revision.date,
            updated: revision.date,
          };
        }),
    );
}

/** One item a report, whose words grow with what is corrected; it is known from the newest dump that its numbers come from. */
function restatedReport(
  { report, restated, frozen }: ReportState,
  metrics: Portal['metrics'],
  asOf: IsoDate,
): NewsItem[] {
  if (restated.length === 0 || !frozen) return [];
  const day =
    restated
      .flatMap((one) => metrics.get(one.metric)?.extracted ?? [])
      .sort()
      .at(-1) ?? asOf;
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
      published: day,
      updated: day,
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
    return [
      {
        id: `signal/${metric.id}/${scope.site ?? 'all'}/${variation}`,
        kind: 'signal',
        title: `${metric.title}${where}: ${word}`,
        text: `${formatValue(metric, latest.value)} in the newest ${metric.grain}. ${scope.site === null ? state.sentence : `A signal of ${variation === 'concern' ? 'worsening' : 'improvement'} that began on ${since}.`}`,
        path: `metrics/${metric.id}/`,
        published: periodEnd(completedBy(scope, since), metric.grain),
        updated: earlier(periodEnd(latest.period, metric.grain), portfolio.asOf),
      },
    ];
  };
  return [...metrics.values()].flatMap((state) =>
    [state.all, ...state.bySite].flatMap((scope) => item(state, scope)),
  );
}

/**
 * The period whose value completed the pattern of a signal, so that it could be seen: a value outside the limits at once, two of
 * three near a limit with the second, a trend or a run of seven with the seventh.
 */
function completedBy({ signals, periods, values, latest }: ScopeState, since: IsoDate): IsoDate {
  const rules = new Map(signals.map(({ period, rule }) => [period, rule]));
  const run = periods.filter((period, at) => period >= since && values[at] !== null);
  const near = run.flatMap((period, at) => (rules.get(period) === 3 ? [at] : []));
  const long = run.findIndex((period) => rules.get(period) === 2 || rules.get(period) === 4);
  const outside = run.findIndex((period) => rules.get(period) === 1);
  const ends = [outside, near[1] ?? -1, long < 0 ? -1 : long + SEVEN - 1].filter((at) => at >= 0);
  return run[Math.min(...ends, run.length - 1)] ?? latest?.period ?? since;
}

function earlier(a: IsoDate, b: IsoDate): IsoDate {
  return a < b ? a : b;
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
