import { longDate } from '#model/time/date.ts';
import { drivers } from '#model/goal/drivers.ts';
import {
  capital,
  countOf,
  formatNumber,
  formatValue,
  listOf,
  monthYear,
} from '#model/words/format.ts';
import { LENS_NAMES } from '#model/record/lens.ts';
import { podPace } from './pods.ts';
import type { Metric } from '#model/record/metric.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import type { Portal } from '#model/portal.ts';
import { writtenDefinition } from '#model/metric/metricDefinition.ts';
import { itemDate } from '#model/roadmap/roadmapSentence.ts';
import { siteName } from '#model/record/site.ts';
import { standupsOf } from '#model/trust/trust.ts';
import { trustEffect } from '#model/trust/trustEffect.ts';
import { unusedMetrics } from '#model/findings/unusedMetrics.ts';
import {
  few,
  initiativeTitle,
  live,
  logSource,
  metricSource,
  nothingLogged,
  records,
  sentence,
  standupSource,
  type RoleQuestion,
} from './question.ts';

export function dataArchitect(portal: Portal): RoleQuestion[] {
  const { portfolio } = portal;
  const items = new Map(portal.roadmap.map((state) => [state.item.id, state]));
  const apart = portal.roadmap
    .filter((state) => state.item.layer === 'ot' && state.item.status === 'done')
    .flatMap((state) =>
      state.neededBy.flatMap((id) =>
        items.get(id)?.item.layer === 'it' && items.get(id)?.item.status !== 'done'
          ? [`${state.item.title} is done, ${items.get(id)?.item.title} is not`]
          : [],
      ),
    );
  const silent = portfolio.exports.filter(
    (report) => report.freshness === 'stale' || report.failed,
  );
  const star = portal.goals.find((state) => state.isNorthStar);
  const unvalidated = [...portal.metrics.values()].filter((state) => !state.metric.validatedByOt);
  const undecidable = portal.reviews
    .filter((review) => review.state !== 'decided')
    .flatMap((review) =>
      review.results
        .filter((result) => result.state === 'stale' || result.state === 'insufficient-data')
        .map(
          (result) =>
            `${initiativeTitle(portal, review.initiative)}: ${result.sentence.replace(/[.]$/, '')}${result.export ? ` (${result.export})` : ''}`,
        ),
    );
  const rollout = portal.roadmap
    .filter((state) => state.item.layer === 'it' && state.item.sites.length > 0)
    .toSorted((a, b) => (a.item.end < b.item.end ? -1 : a.item.end > b.item.end ? 1 : 0));
  const metric = star?.metric?.metric;
  return [
    {
      about: 'misalignment',
      question:
        'Which deliveries of OT are done but not connected, and which data is promised but absent?',
      path: 'lens/it/#feeds',
      source: records(portal),
      answer: sentence(
        `${apart.length === 0 ? 'nothing done by OT waits for IT' : few(apart)}; ${silent.length === 0 ? 'every promised export arrives' : `absent: ${few(silent.map((report) => report.contract.title ?? report.contract.name))}`}`,
      ),
    },
    {
      about: 'goals',
      question:
        'From which systems do numerator and denominator come, and who approved the definition?',
      path: metric ? `metrics/${metric.id}/` : 'metrics/',
      source: metricSource(star?.metric, portal),
      answer: metric
        ? sentence(
            `${metric.title}: ${writtenDefinition(metric) ?? 'nobody has written down what is counted'}; from ${star?.metric?.export?.contract.system ?? star?.metric?.export?.contract.title ?? 'computed from other metrics'}, owner ${metric.owner ?? 'not named'}, steward ${metric.steward ?? 'not named'}; ${metric.validatedByOt ? `validated by ${metric.validatedByOt.name}, ${longDate(metric.validatedByOt.date)}` : 'not validated by OT'}`,
          )
        : 'No North Star has a metric.',
    },
    {
      about: 'pods',
      question: 'Who may change a metric definition?',
      path: 'lens/it/#definitions',
      source: records(portal),
      answer: definers(portal),
    },
    {
      about: 'trust',
      question: 'Which metrics await validation by OT?',
      path: 'lens/it/#definitions',
      source: records(portal),
      answer:
        unvalidated.length === 0
          ? portal.metrics.size === 0
            ? 'There is no metric yet.'
            : 'None: each was compared with what the machines did.'
          : sentence(
              `${unvalidated.length} of ${portal.metrics.size}: ${few(unvalidated.map((state) => state.metric.title))}`,
            ),
    },
    {
      about: 'roadmap',
      question: 'In what order do plants get the data platform, and what waits on it?',
      path: 'roadmap/it/',
      source: records(portal),
      answer:
        rollout.length === 0
          ? 'No IT item names a plant.'
          : sentence(
              few(
                rollout.map(
                  (state) =>
                    `${itemDate(state.item.when)} ${state.item.title}${state.holds.length > 0 ? ` (${countOf(state.holds.length, 'item')} waiting)` : ''}`,
                ),
                5,
              ),
            ),
    },
    {
      about: 'gates',
      question: 'Which criterion cannot be decided because of data, and whose data?',
      path: 'gates/',
      source: records(portal),
      answer: undecidable.length === 0 ? 'None.' : sentence(few(undecidable)),
    },
    {
      about: 'metrics',
      question: 'Where is the definition, its version and its source?',
      path: 'lens/it/#definitions',
      source: records(portal),
      answer: sentence(
        `On each metric's page and in one list, of ${countOf(portal.metrics.size, 'metric')}: what is counted is written for ${[...portal.metrics.values()].filter((state) => writtenDefinition(state.metric) !== null).length}, and the definition has changed in ${[...portal.metrics.values()].filter((state) => state.metric.definitions.length > 1).length}`,
      ),
    },
  ];
}

function definers(portal: Portal): string {
  const rights = live(portal).flatMap(({ initiative }) =>
    [
      ...Object.values(initiative.pod)
        .filter((member) => member?.decisionRights.some((right) => /definition/i.test(right)))
        .flatMap((member) => member?.name ?? []),
      ...initiative.decisionRights
        .filter((right) => /definition/i.test(right.class))
        .flatMap((right) => right.decider),
    ].map((name) => `${name} (${initiative.title})`),
  );
  const stewards = [
    ...new Set([...portal.metrics.values()].flatMap((state) => state.metric.steward ?? [])),
  ];
  return sentence(
    `${rights.length > 0 ? `${listOf(rights)} by decision right` : 'no pod has written it down'}; owner and steward of each metric answer for it${stewards.length > 0 ? `, stewards: ${few(stewards)}` : ''}`,
  );
}

export function supplyChain(portal: Portal): RoleQuestion[] {
  const unused = unusedMetrics(portal);
  const lead = measuring(portal, 'lead-time');
  const promise = measuring(portal, 'delivery-reliability');
  // "This number" is the promise to customers where one is named, else that of a goal; the answer says which.
  const number =
    promise ??
    portal.goals.find((state) => !state.isNorthStar && state.metric)?.metric ??
    portal.goals.find((state) => state.metric)?.metric;
  const plan =
    portal.goals.find((state) => lead && state.metric === lead) ??
    portal.goals.find((state) => number && state.metric === number);
  const compared = live(portal).flatMap(({ initiative, effects }) =>
    initiative.comparison
      ? [
          `${initiative.title}: ${listOf(initiative.comparison.controls)} against ${listOf(initiative.comparison.treated)}${initiative.comparison.whyThesePilots ? `; chosen because ${initiative.comparison.whyThesePilots}` : ''}${effects[0]?.notes[0] ? `. ${effects[0].notes[0]}` : ''}`,
        ]
      : [],
  );
  const proof = portal.portfolio.exports.find(
    (report) => report.contract.name === number?.metric.export,
  );
  const where = number ? `metrics/${number.metric.id}/` : 'metrics/';
  return [
    {
      about: 'misalignment',
      question: 'Which dashboards feed no decision of mine?',
      path: 'lens/business/#shelf',
      source: records(portal),
      answer:
        unused.length === 0
          ? 'Every published number feeds a goal, a gate or an initiative.'
          : sentence(
              few(
                unused.map((metric) => metric.title),
                5,
              ),
            ),
    },
    {
      about: 'goals',
      question: 'If lead time falls, which number proves it, and measured how?',
      path: lead ? `metrics/${lead.metric.id}/` : 'metrics/',
      source: metricSource(lead, portal),
      answer: lead
        ? sentence(
            `${lead.metric.title}, ${formatValue(lead.metric, lead.all.latest?.value)}: ${writtenDefinition(lead.metric) ?? 'nobody has written down what is counted'}${promise ? `; on-time delivery counts ${writtenDefinition(promise.metric) ?? 'what nobody has written down'}` : ''}`,
          )
        : unmeasured('lead-time'),
    },
    {
      about: 'pods',
      question: 'Where do I say that the tool does not fit planning, so that it counts?',
      path: 'trust/',
      source: logSource(portal),
      answer: !portal.portfolio.settings.friction
        ? nothingLogged(portal, '')
        : sentence(
            `In the friction log: ${countOf(portal.portfolio.friction.filter((item) => item.from === 'business').length, 'item')} of business stand there; open ones stand in the way of a gate and are counted until they are resolved`,
          ),
    },
    {
      about: 'trust',
      question: 'Since when is this number reliable, and how far back?',
      path: where,
      source: metricSource(number, portal),
      answer: number
        ? sentence(
            `${number.metric.title}: from ${monthYear(number.all.periods[0] ?? portal.portfolio.asOf)} on, confidence ${number.confidence.label}: ${number.confidence.weakest}${proof ? `; ${formatNumber(proof.accepted, 0)} of ${formatNumber(proof.rowsIn, 0)} rows accepted` : ''}`,
          )
        : unmeasured('delivery-reliability'),
    },
    {
      about: 'roadmap',
      question: 'From when can I plan with the new figures?',
      path: plan ? `roadmap/goal/${plan.goal.id}/` : 'roadmap/',
      source: metricSource(plan?.metric, portal),
      answer: plan ? sentence(`${plan.goal.title}: ${plan.course}`) : unmeasured('lead-time'),
    },
    {
      about: 'gates',
      question: 'Which lines were the comparison, and is that fair?',
      path: 'lens/ot/#effects',
      source: records(portal),
      answer:
        compared.length === 0 ? 'No pilot names comparison lines.' : sentence(few(compared, 2)),
    },
    {
      about: 'metrics',
      question: 'May I average these plants?',
      path: where,
      source: metricSource(number, portal),
      answer: !number
        ? unmeasured('delivery-reliability')
        : number.metric.value.kind === 'ratio'
          ? `${number.metric.title}: no. The total is the ratio of the sums over all plants, never the mean of their ratios; each plant stands on the page of the number.`
          : `${number.metric.title}: the total on the page is the one to use; it is made as its definition says.`,
    },
  ];
}

/** The metric that says it measures something, that of a goal before any other; what a title sounds like is no evidence. */
function measuring(portal: Portal, what: NonNullable<Metric['measures']>): MetricState | undefined {
  return (
    portal.goals.find((state) => state.metric?.metric.measures === what)?.metric ??
    [...portal.metrics.values()].find((state) => state.metric.measures === what)
  );
}

function unmeasured(what: NonNullable<Metric['measures']>): string {
  return `No metric says that it measures ${what.replace('-', ' ')}: write "measures: ${what}" in the file of the one that does.`;
}

export function improvement(portal: Portal): RoleQuestion[] {
  const { portfolio } = portal;
  const groups = [
    ...Map.groupBy(
      portfolio.friction.filter((item) => item.site),
      (item) => item.category ?? `${LENS_NAMES[item.from]} waiting for ${LENS_NAMES[item.to]}`,
    ),
  ]
    .map(([cause, items]) => ({
      cause,
      sites: [...new Set(items.map((item) => item.site as string))],
      n: items.length,
    }))
    .filter((group) => group.sites.length > 1)
    .sort((a, b) => b.sites.length - a.sites.length || b.n - a.n);
  const links = portal.goals.flatMap((state) =>
    drivers(state, portal).flatMap((column) =>
      column.drivers.flatMap((driver) =>
        driver.links.map((link) => ({
          from: driver.state.metric.title,
          goal: state.goal.id,
          ...link,
        })),
      ),
    ),
  );
  const unique = [...new Map(links.map((link) => [`${link.from} ${link.to}`, link])).values()];
  const proved = unique.filter((link) => link.evidence === 'confirmed');
  const beliefs = unique.filter((link) => link.evidence !== 'confirmed');
  const paces = live(portal)
    .map(({ initiative }) => ({
      id: initiative.id,
      title: initiative.title,
      ...podPace(initiative.id, portal),
    }))
    .filter((pace) => pace.decided > 0)
    .toSorted(
      (a, b) =>
        b.supported / b.decided - a.supported / a.decided ||
        (a.medianDays ?? 0) - (b.medianDays ?? 0),
    );
  const meets = (id: string) => {
    const { planned, threeLens } = standupsOf(portfolio, id);
    return planned === 0 ? '' : `, all three functions at ${threeLens} of ${planned} standups`;
  };
  const moved = portal.roadmap.filter((state) => state.item.moved.length > 1);
  const learned = portfolio.initiatives
    .toSorted((a, b) => Number(b.status === 'stopped') - Number(a.status === 'stopped'))
    .flatMap((initiative) =>
      initiative.lessons.map((lesson) => `${initiative.title}: ${lesson.text}`),
    );
  return [
    {
      about: 'misalignment',
      question: 'Which friction repeats across plants?',
      path: 'trust/#by-site',
      source: logSource(portal),
      answer:
        groups.length === 0
          ? nothingLogged(portal, 'No cause appears at two plants.')
          : sentence(
              few(
                groups.map(
                  (group) =>
                    `${group.cause}: ${countOf(group.n, 'item')} at ${listOf(group.sites.map((id) => siteName(portfolio.sites, id)))}`,
                ),
                2,
              ),
            ),
    },
    {
      about: 'goals',
      question: 'Which driver has the strongest evidence, and which link is only a belief?',
      path: proved[0] ? `goals/${proved[0].goal}/#drivers` : 'goals/',
      source: records(portal),
      answer:
        unique.length === 0
          ? 'No metric says yet what it is to move: write leads.'
          : sentence(
              `${proved.length === 0 ? 'no link is borne out yet' : `borne out: ${few(proved.map((link) => `${link.from} → ${link.toTitle}`))}`}; ${beliefs.length === 0 ? 'no link is only a belief' : `not borne out: ${few(beliefs.map((link) => `${link.from} → ${link.toTitle}`))}`}`,
            ),
    },
    {
      about: 'pods',
      question: 'Which pods decide fast and well, and what do they do differently?',
      path: 'pods/',
      source: records(portal),
      answer:
        paces.length === 0
          ? 'No gate is decided yet.'
          : sentence(
              few(
                paces.map(
                  (pace) =>
                    `${pace.title}: ${pace.supported} of ${pace.decided} supported, ${countOf(Math.abs(Math.round(pace.medianDays ?? 0)), 'working day')} ${(pace.medianDays ?? 0) > 0 ? 'late' : 'early'}${meets(pace.id)}`,
                ),
              ),
            ),
    },
    {
      about: 'trust',
      question: 'Did use rise after the functions met, or do we just believe so?',
      path: 'trust/#standups',
      source: standupSource(portal),
      answer: trustEffect(portal),
    },
    {
      about: 'roadmap',
      question: 'Which dates moved more than once, and why?',
      path: 'roadmap/',
      source: records(portal),
      answer:
        moved.length === 0
          ? 'None.'
          : sentence(
              few(
                moved.map(
                  (state) =>
                    `${state.item.title}, ${countOf(state.item.moved.length, 'time')}: ${state.item.moved.map((move) => move.reason ?? 'no reason').join(', ')}`,
                ),
              ),
            ),
    },
    {
      about: 'gates',
      question: 'What did we learn from the pilots that stopped?',
      path: 'lens/ot/#learned',
      source: records(portal),
      answer: learned.length === 0 ? 'No lesson is written down.' : sentence(few(learned, 2)),
    },
    {
      about: 'metrics',
      question: 'Which leading number has earned trust by predicting its outcome?',
      path: proved[0] ? `goals/${proved[0].goal}/#drivers` : 'metrics/',
      source: records(portal),
      answer:
        proved.length === 0
          ? 'None yet.'
          : sentence(
              few(
                proved.map(
                  (link) => `${capital(link.from)} predicted ${link.toTitle}: ${link.words}`,
                ),
              ),
            ),
    },
  ];
}
