import { reaches } from '#model/statistics/nearly.ts';
import { countOf, formatNumber, formatValue, listOf } from '#model/words/format.ts';
import { LENS_NAMES } from '#model/record/lens.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import { longDate } from '#model/time/date.ts';
import { podLoad } from './pods.ts';
import type { Portal } from '#model/portal.ts';
import { disputes } from '#model/trust/disputes.ts';
import { hoursWords, response } from '#model/trust/response.ts';
import { siteName } from '#model/record/site.ts';
import {
  few,
  initiativeTitle,
  logSource,
  nothingLogged,
  records,
  sentence,
  type RoleQuestion,
} from './question.ts';

export function cio(portal: Portal): RoleQuestion[] {
  const { portfolio, roadmap } = portal;
  const asked = portfolio.friction.filter((item) => item.from === 'ot' && item.to === 'it');
  const rate = (items: typeof asked) => {
    const all = response(items, portfolio.settings.responseHours, portfolio.asOf);
    return `${all.within} of ${all.within + all.late + all.openOverdue} in time`;
  };
  const all = response(asked, portfolio.settings.responseHours, portfolio.asOf);
  const bySeverity = [1, 2, 3].flatMap((severity) => {
    const items = asked.filter((item) => item.severity === severity);
    return items.length === 0 ? [] : [`severity ${severity}: ${rate(items)}`];
  });
  const bySite = [
    ...Map.groupBy(
      asked.filter((item) => item.site),
      (item) => item.site as string,
    ),
  ].map(([site, items]) => `${siteName(portfolio.sites, site)} ${rate(items)}`);
  const platform = roadmap.filter(
    (state) => state.item.layer === 'it' && state.item.status !== 'done',
  );
  const orphans = platform.filter((state) => state.serves.length === 0);
  const holding = platform
    .filter((state) => state.holds.length > 0)
    .toSorted(
      (a, b) =>
        b.holds.length - a.holds.length ||
        Number(b.item.status === 'blocked') - Number(a.item.status === 'blocked') ||
        (b.overdueDays ?? 0) - (a.overdueDays ?? 0),
    );
  const load = podLoad(portal).filter(
    (one) =>
      one.lenses.includes('it') && new Set(one.seats.map((seat) => seat.initiative)).size > 1,
  );
  const beyond = portal.reviews.filter(
    (review) =>
      review.review.decision &&
      (review.class === 'unsupported' || review.class === 'override-expired'),
  );
  const disputed = disputes(portal);
  const restated = [...portal.metrics.values()]
    .filter((state) => state.restated.length > 0)
    .map((state) => `${state.metric.title} restated`);
  const goal = (id: string) => portal.goals.find((state) => state.goal.id === id)?.goal.title ?? id;
  const behaviour = [...portal.metrics.values()].filter(
    (state) => state.metric.type === 'behavior' && state.all.latest,
  );
  return [
    {
      about: 'misalignment',
      question: 'How long does OT wait for a first answer from IT, by severity and by plant?',
      path: 'lens/it/#answers',
      source: logSource(portal),
      answer:
        asked.length === 0
          ? nothingLogged(portal, 'OT has asked nothing of IT in the log.')
          : sentence(
              `${all.medianHours === null ? 'Half of the items have no answer yet' : `${hoursWords(all.medianHours)} (median of ${all.n})`}; ${bySeverity.join(', ')}; by plant: ${bySite.join(', ')}`,
            ),
    },
    {
      about: 'goals',
      question: 'Which of my platform items carry which business goal, and which carry none?',
      path: 'roadmap/it/',
      source: records(portal),
      answer:
        platform.length === 0
          ? 'No unfinished item of IT stands on the roadmap.'
          : sentence(
              `${few(platform.map((state) => `${state.item.title} carries ${listOf(state.serves.slice(0, 2).map(goal)) || 'none'}`))}; ${orphans.length === 0 ? 'none carries no goal' : `${listOf(orphans.map((state) => state.item.title))} carry none`}`,
            ),
    },
    {
      about: 'pods',
      question: 'Where are my architects the bottleneck?',
      path: 'pods/#load',
      source: records(portal),
      answer:
        load.length === 0
          ? 'Nobody of IT sits in more than one pod.'
          : sentence(
              few(
                load.map(
                  (one) =>
                    `${one.person} sits in ${countOf(new Set(one.seats.map((seat) => seat.initiative)).size, 'pod')}`,
                ),
              ),
            ),
    },
    {
      about: 'trust',
      question: 'Which numbers are disputed or doubted, by whom, since when?',
      path: 'lens/it/#disputed',
      source: logSource(portal),
      answer:
        disputed === null
          ? nothingLogged(
              portal,
              'Nobody can say: the friction log does not name what its items are about.',
            )
          : sentence(
              [
                disputed.length === 0
                  ? 'no open item is about a number'
                  : few(
                      disputed.map(
                        (item) =>
                          `${item.title} (${LENS_NAMES[item.from]}${item.site ? `, ${siteName(portfolio.sites, item.site)}` : ''}, since ${longDate(item.opened.slice(0, 10))})`,
                      ),
                    ),
                ...restated,
              ].join('; '),
            ),
    },
    {
      about: 'roadmap',
      question: 'Which IT item blocks most OT and business items?',
      path: 'roadmap/it/#holds',
      source: records(portal),
      answer:
        holding.length === 0
          ? 'No unfinished IT item holds another.'
          : sentence(
              `${holding[0]?.item.title}: ${countOf(holding[0]?.holds.length ?? 0, 'item')} rest${holding[0]?.holds.length === 1 ? 's' : ''} on it${holding.length > 1 ? `; then ${few(holding.slice(1, 3).map((state) => `${state.item.title} with ${formatNumber(state.holds.length, 0)}`))}` : ''}`,
            ),
    },
    {
      about: 'gates',
      question: 'Which decisions went further than the evidence?',
      path: 'gates/',
      source: records(portal),
      answer:
        beyond.length === 0
          ? 'None: every decision is supported, or overridden with a term that still runs.'
          : sentence(
              few(
                beyond.map(
                  (review) =>
                    `${review.gate} of ${initiativeTitle(portal, review.initiative)}: ${review.classSentence}`,
                ),
              ),
            ),
    },
    {
      about: 'metrics',
      question: 'Does use of my platform change any decision or any work?',
      path: 'lens/it/#feeds',
      source: records(portal),
      answer:
        behaviour.length === 0
          ? 'No behaviour metric has data.'
          : sentence(
              few(
                behaviour
                  .toSorted(
                    (a, b) => Number(a.freshness === 'stale') - Number(b.freshness === 'stale'),
                  )
                  .map(workSaid),
                5,
              ),
            ),
    },
  ];
}

/** "Alerts acted on in a day 93.3 %, at its target of 80.0 %" */
function workSaid({ metric, all, freshness }: MetricState): string {
  const value = all.latest?.value ?? null;
  const said = `${metric.title} ${formatValue(metric, value)}`;
  if (freshness === 'stale') return `${said} when last seen`;
  const words = {
    improvement: 'improving',
    concern: 'worsening',
    'common-cause': 'no signal',
    unknown: '',
  }[all.variation];
  if (words) return `${said}, ${words}`;
  if (!metric.target || value === null) return said;
  const reached = reaches(value, metric.target.value, metric.direction);
  return `${said}, ${reached ? 'at' : 'not at'} its target of ${formatValue(metric, metric.target.value)}`;
}
