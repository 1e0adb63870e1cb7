import { reaches } from '#model/statistics/nearly.ts';
import { countOf, formatNumber, formatValue, listOf } from '#model/words/format.ts';
import type { FrictionItem } from '#model/record/friction.ts';
import { LENS_NAMES } from '#model/record/lens.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import { longDate } from '#model/time/date.ts';
import type { Portal } from '#model/portal.ts';
import { disputes } from '#model/trust/disputes.ts';
import { hoursWords, response } from '#model/trust/response.ts';
import { siteName } from '#model/record/site.ts';
import { podLoad, podsOf } from '../pods.ts';
import {
  few,
  initiativeTitle,
  logSource,
  nothingLogged,
  records,
  sentence,
  type RoleQuestion,
} from '../question.ts';

/** The questions of IT leadership, answered from the records. */
export function cio(portal: Portal): RoleQuestion[] {
  return [
    waitsForIt(portal),
    goalsCarried(portal),
    bottlenecks(portal),
    doubted(portal),
    mostBlocking(portal),
    beyondEvidence(portal),
    workChanged(portal),
  ];
}

function waitsForIt(portal: Portal): RoleQuestion {
  const asked = portal.portfolio.friction.filter(({ from, to }) => from === 'ot' && to === 'it');
  return {
    about: 'misalignment',
    question: 'How long does OT wait for a first answer from IT, by severity and by plant?',
    path: 'lens/it/#answers',
    source: logSource(portal),
    answer:
      asked.length === 0
        ? nothingLogged(portal, 'OT has asked nothing of IT in the log.')
        : sentence(
            `${medianWait(asked, portal)}; ${bySeverity(asked, portal).join(', ')}; by plant: ${byPlant(asked, portal).join(', ')}`,
          ),
  };
}

function medianWait(asked: FrictionItem[], { portfolio }: Portal): string {
  const { medianHours, n } = response(asked, portfolio.settings.responseHours, portfolio.asOf);
  return medianHours === null
    ? 'Half of the items have no answer yet'
    : `${hoursWords(medianHours)} (median of ${n})`;
}

function bySeverity(asked: FrictionItem[], portal: Portal): string[] {
  return [1, 2, 3].flatMap((severity) => {
    const items = asked.filter((item) => item.severity === severity);
    return items.length === 0 ? [] : [`severity ${severity}: ${inTime(items, portal)}`];
  });
}

function byPlant(asked: FrictionItem[], portal: Portal): string[] {
  const named = asked.flatMap((item) => (item.site ? [{ site: item.site, item }] : []));
  return [...Map.groupBy(named, ({ site }) => site)].map(([site, group]) => {
    const items = group.map(({ item }) => item);
    return `${siteName(portal.portfolio.sites, site)} ${inTime(items, portal)}`;
  });
}

function inTime(items: FrictionItem[], { portfolio }: Portal): string {
  const all = response(items, portfolio.settings.responseHours, portfolio.asOf);
  return `${all.within} of ${all.within + all.late + all.openOverdue} in time`;
}

/** The unfinished items of IT on the roadmap. */
function platformItems({ roadmap }: Portal): Portal['roadmap'] {
  return roadmap.filter(({ item }) => item.layer === 'it' && item.status !== 'done');
}

function goalsCarried(portal: Portal): RoleQuestion {
  const platform = platformItems(portal);
  const orphans = platform.filter((state) => state.serves.length === 0);
  const goal = (id: string) => portal.goals.find((state) => state.goal.id === id)?.goal.title ?? id;
  const carries = platform.map(
    ({ item, serves }) => `${item.title} carries ${listOf(serves.slice(0, 2).map(goal)) || 'none'}`,
  );
  const none =
    orphans.length === 0
      ? 'none carries no goal'
      : `${listOf(orphans.map((state) => state.item.title))} carry none`;
  return {
    about: 'goals',
    question: 'Which of my platform items carry which business goal, and which carry none?',
    path: 'roadmap/it/',
    source: records(portal),
    answer:
      platform.length === 0
        ? 'No unfinished item of IT stands on the roadmap.'
        : sentence(`${few(carries)}; ${none}`),
  };
}

function bottlenecks(portal: Portal): RoleQuestion {
  const load = podLoad(portal).filter((one) => one.lenses.includes('it') && podsOf(one) > 1);
  const seats = load.map((one) => `${one.person} sits in ${countOf(podsOf(one), 'pod')}`);
  return {
    about: 'pods',
    question: 'Where are my architects the bottleneck?',
    path: 'pods/#load',
    source: records(portal),
    answer: load.length === 0 ? 'Nobody of IT sits in more than one pod.' : sentence(few(seats)),
  };
}

function doubted(portal: Portal): RoleQuestion {
  const { sites } = portal.portfolio;
  const disputed = disputes(portal);
  const restated = [...portal.metrics.values()]
    .filter((state) => state.restated.length > 0)
    .map((state) => `${state.metric.title} restated`);
  const items = disputed?.map((item) => {
    const site = item.site ? `, ${siteName(sites, item.site)}` : '';
    return `${item.title} (${LENS_NAMES[item.from]}${site}, since ${longDate(item.opened.slice(0, 10))})`;
  });
  return {
    about: 'trust',
    question: 'Which numbers are disputed or doubted, by whom, since when?',
    path: 'lens/it/#disputed',
    source: logSource(portal),
    answer:
      items === undefined
        ? nothingLogged(
            portal,
            'Nobody can say: the friction log does not name what its items are about.',
          )
        : sentence(
            [items.length === 0 ? 'no open item is about a number' : few(items), ...restated].join(
              '; ',
            ),
          ),
  };
}

function mostBlocking(portal: Portal): RoleQuestion {
  const [first, ...others] = platformItems(portal)
    .filter((state) => state.holds.length > 0)
    .toSorted(
      (a, b) =>
        b.holds.length - a.holds.length ||
        Number(b.item.status === 'blocked') - Number(a.item.status === 'blocked') ||
        (b.overdueDays ?? 0) - (a.overdueDays ?? 0),
    );
  const next = others
    .slice(0, 2)
    .map(({ item, holds }) => `${item.title} with ${formatNumber(holds.length, 0)}`);
  return {
    about: 'roadmap',
    question: 'Which IT item blocks most OT and business items?',
    path: 'roadmap/it/#holds',
    source: records(portal),
    answer: !first
      ? 'No unfinished IT item holds another.'
      : sentence(
          `${first.item.title}: ${countOf(first.holds.length, 'item')} rest${first.holds.length === 1 ? 's' : ''} on it${next.length > 0 ? `; then ${few(next)}` : ''}`,
        ),
  };
}

function beyondEvidence(portal: Portal): RoleQuestion {
  const beyond = portal.reviews
    .filter(
      (review) =>
        review.review.decision &&
        (review.class === 'unsupported' || review.class === 'override-expired'),
    )
    .map(
      (review) =>
        `${review.gate} of ${initiativeTitle(portal, review.initiative)}: ${review.classSentence}`,
    );
  return {
    about: 'gates',
    question: 'Which decisions went further than the evidence?',
    path: 'gates/',
    source: records(portal),
    answer:
      beyond.length === 0
        ? 'None: every decision is supported, or overridden with a term that still runs.'
        : sentence(few(beyond)),
  };
}

function workChanged(portal: Portal): RoleQuestion {
  const behaviour = [...portal.metrics.values()]
    .filter((state) => state.metric.type === 'behavior' && state.all.latest)
    .toSorted((a, b) => Number(a.freshness === 'stale') - Number(b.freshness === 'stale'));
  return {
    about: 'metrics',
    question: 'Does use of my platform change any decision or any work?',
    path: 'lens/it/#feeds',
    source: records(portal),
    answer:
      behaviour.length === 0
        ? 'No behaviour metric has data.'
        : sentence(few(behaviour.map(workSaid), 5)),
  };
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
