import { longDate } from '#model/time/date.ts';
import { countedOf, countOf, formatValue, listOf, lower, monthYear } from '#model/words/format.ts';
import type { FrictionItem } from '#model/record/friction.ts';
import { podLoad } from './pods.ts';
import type { Portal } from '#model/portal.ts';
import { itemDate } from '#model/roadmap/roadmapSentence.ts';
import { disputes } from '#model/trust/disputes.ts';
import { writtenDefinition } from '#model/metric/metricDefinition.ts';
import { siteName } from '#model/record/site.ts';
import {
  few,
  initiativeTitle,
  live,
  logSource,
  metricSource,
  nothingLogged,
  records,
  sentence,
  type RoleQuestion,
} from './question.ts';

/** What came of an item: answered when, resolved when. */
function outcome(item: FrictionItem): string {
  return `${item.title} (${item.id}, ${longDate(item.opened.slice(0, 10))}): ${item.resolved ? `resolved ${longDate(item.resolved.slice(0, 10))}` : item.firstResponse ? `answered ${longDate(item.firstResponse.slice(0, 10))}, not resolved` : 'not answered'}`;
}

export function controlsEngineer(portal: Portal): RoleQuestion[] {
  const { portfolio } = portal;
  const raised = toolItems(portal);
  const open = raised.filter((item) => item.resolved === null);
  const goal =
    portal.goals.find((state) => state.metric && state.metric.byLine.length > 1) ??
    portal.goals.find((state) => !state.isNorthStar && state.metric?.metric.lenses.ot?.title) ??
    portal.goals.find((state) => state.metric);
  const it = live(portal).flatMap(({ initiative }) =>
    initiative.pod.itLead
      ? [
          `${initiative.pod.itLead.name} for ${initiative.title}${initiative.pod.itLead.deputy ? `, deputy ${initiative.pod.itLead.deputy}` : ''}`,
        ]
      : [],
  );
  const changes = portal.roadmap.filter(
    (state) =>
      state.item.layer === 'ot' &&
      state.item.status !== 'done' &&
      (state.item.moc !== undefined || state.item.stopWindow !== undefined),
  );
  const effects = live(portal).flatMap((state) =>
    state.effects.map((effect) => `${state.initiative.title}: ${effect.sentence}`),
  );
  const chart =
    goal?.metric ?? [...portal.metrics.values()].find((state) => state.metric.type === 'outcome');
  return [
    {
      about: 'misalignment',
      question: 'Which tools changed my cycle or added steps, and was that ever answered?',
      path: 'lens/ot/#raised',
      source: logSource(portal),
      answer:
        raised.length === 0
          ? nothingLogged(portal, 'OT has raised nothing of the kind in the log.')
          : sentence(
              `${raised.filter((item) => item.firstResponse).length} of ${raised.length} items of OT about a tool or the way of working were answered, ${raised.length - open.length} resolved; open: ${open.length === 0 ? 'none' : few(open.map((item) => item.title))}`,
            ),
    },
    {
      about: 'goals',
      question: 'What does the goal mean for my machines, in my units?',
      path: goal ? `goals/${goal.goal.id}/` : 'goals/',
      source: metricSource(goal?.metric, portal),
      answer: goal?.metric
        ? sentence(
            `${goal.metric.metric.lenses.ot?.title ?? goal.metric.metric.title}: ${formatValue(goal.metric.metric, goal.metric.all.latest?.value)} to ${formatValue(goal.metric.metric, goal.goal.target?.value ?? goal.metric.metric.target?.value)}; ${goal.goal.contributions.ot.map((entry) => entry.text).join('; ') || 'no OT contribution is written'}`,
          )
        : 'No goal has a metric.',
    },
    {
      about: 'pods',
      question: 'Who in IT answers me, by when, and who is the deputy?',
      path: 'pods/',
      source: records(portal),
      answer:
        it.length === 0
          ? 'No IT lead is named.'
          : sentence(
              `${few(it, 5)}. Agreed: a first answer within ${listOf(portfolio.settings.responseHours.map((hours, index) => `${hours} hours at severity ${index + 1}`))}`,
            ),
    },
    {
      about: 'trust',
      question:
        'Does the dashboard agree with my line board, and if not, which definition differs?',
      path: 'lens/ot/#disputed',
      source: logSource(portal),
      answer: disputed(portal),
    },
    {
      about: 'roadmap',
      question:
        'Which change of equipment needs a management-of-change number and a stop, and is it booked?',
      path: 'lens/ot/#changes',
      source: records(portal),
      answer:
        changes.length === 0
          ? 'No open item names a stop or a number.'
          : sentence(
              few(
                changes.map(
                  (state) =>
                    `${state.item.title}: ${[state.stop ? (state.stop.booked ? `stop booked ${longDate(state.stop.booked.from)}` : 'no stop booked') : '', state.item.moc === 'missing' ? 'number missing' : (state.item.moc ?? '')].filter(Boolean).join(', ')}`,
                ),
                4,
              ),
            ),
    },
    {
      about: 'gates',
      question: 'What did the pilot do to the line?',
      path: 'lens/ot/#effects',
      source: records(portal),
      answer: effects.length === 0 ? 'No effect is measured.' : sentence(few(effects, 2)),
    },
    {
      about: 'metrics',
      question: 'Which definition applies to this chart?',
      path: chart ? `metrics/${chart.metric.id}/` : 'metrics/',
      source: metricSource(chart, portal),
      answer: chart
        ? sentence(
            `${chart.metric.title}: ${writtenDefinition(chart.metric) ?? 'nobody has written down what is counted'}${chart.metric.validatedByOt ? `; compared at the line by ${chart.metric.validatedByOt.name}, ${longDate(chart.metric.validatedByOt.date)}` : '; nobody has compared it at the line'}`,
          )
        : 'No outcome has a metric.',
    },
  ];
}

/** What OT raised about a tool or the way of working; all that it asked of IT where the log does not say what its items are about. */
function toolItems({ portfolio }: Portal): FrictionItem[] {
  const own = portfolio.friction.filter((item) => item.from === 'ot');
  return own.every((item) => item.category == null)
    ? own.filter((item) => item.to === 'it')
    : own.filter((item) => item.category === 'workflow' || item.category === 'usability');
}

/** Items that say that two numbers differ, or ask which number counts. */
function disputed(portal: Portal): string {
  const found = disputes(portal);
  if (found === null)
    return nothingLogged(
      portal,
      'Nobody can say: the friction log does not name what its items are about.',
    );
  return found.length === 0
    ? 'No open item is about a number.'
    : sentence(
        few(
          found.map(
            (item) =>
              `${item.title} (${item.site ? `${siteName(portal.portfolio.sites, item.site)}, ` : ''}open for ${countOf(item.ageDays, 'day')})`,
          ),
        ),
      );
}

export function plantManager(portal: Portal, site: string): RoleQuestion[] {
  const { portfolio } = portal;
  const name = siteName(portfolio.sites, site);
  const here = `sites/${site}/`;
  const open = portal.trust.open.filter((item) => item.site === site);
  const owed = open.filter((item) => item.to === 'ot').length;
  const items = portal.roadmap.filter((state) => state.item.sites.includes(site));
  const ahead = items.filter((state) => state.item.status !== 'done');
  const training = portal.roadmap.filter(
    (state) =>
      state.item.kind === 'training' &&
      state.item.status !== 'done' &&
      (state.item.sites.includes(site) || state.item.sites.length === 0),
  );
  const reviews = portal.reviews.filter(
    (review) => review.state !== 'decided' && review.review.sites.includes(site),
  );
  const validations = portal.trust.validations.filter((entry) => entry.site === site);
  const goal = portal.goals.find((state) => state.isNorthStar);
  const share = goal?.metric?.bySite.find((scope) => scope.site === site);
  const worse = [...portal.metrics.values()].filter(
    (state) =>
      state.freshness !== 'stale' &&
      state.bySite.some((scope) => scope.site === site && scope.variation === 'concern'),
  );
  const load = new Map(
    podLoad(portal).map((one) => [
      one.person,
      new Set(one.seats.map((seat) => seat.initiative)).size,
    ]),
  );
  const seats = (person: string) =>
    (load.get(person) ?? 1) > 1 ? ` (in ${countOf(load.get(person) as number, 'pod')})` : '';
  const pods = live(portal).filter(({ initiative }) =>
    initiative.sites.some((entry) => entry.site === site),
  );
  return [
    {
      about: 'misalignment',
      question: `Which open items wait for ${name}, and which of ours wait for someone else?`,
      path: `${here}#waiting`,
      source: logSource(portal),
      answer:
        open.length === 0
          ? nothingLogged(portal, 'None is open.')
          : sentence(
              `${countOf(owed, 'item')} ${owed === 1 ? 'waits' : 'wait'} for the plant, ${open.filter((item) => item.from === 'ot').length} of the plant for others, ${open.filter((item) => item.from !== 'ot' && item.to !== 'ot').length} between the others; the oldest: ${open[0]?.title}, ${open[0]?.ageDays} days`,
            ),
    },
    {
      about: 'goals',
      question: `What is ${name}'s part in the goal, and which of its numbers moves it?`,
      path: goal ? `goals/${goal.goal.id}/#plants` : 'goals/',
      source: metricSource(goal?.metric, portal),
      answer:
        goal?.metric && share?.latest
          ? sentence(
              `${goal.metric.metric.title} here: ${formatValue(goal.metric.metric, share.latest.value)}, all plants ${formatValue(goal.metric.metric, goal.metric.all.latest?.value)}; under it: ${listOf(portal.goals.filter((state) => state.goal.parent === goal.goal.id && state.metric?.bySite.some((scope) => scope.site === site)).map((state) => state.goal.title)) || 'no goal with data here'}`,
            )
          : 'The goal has no number for this plant.',
    },
    {
      about: 'pods',
      question: 'Who of us is in how many pods, and who decides without me?',
      path: `${here}#pods`,
      source: records(portal),
      answer:
        pods.length === 0
          ? 'No initiative names this plant.'
          : sentence(
              few(
                pods.map(
                  ({ initiative }) =>
                    `${initiative.title}: OT ${initiative.pod.otLead ? `${initiative.pod.otLead.name}${seats(initiative.pod.otLead.name)}` : 'vacant'}, decides ${initiative.pod.executiveSponsor?.name ?? 'nobody named'}`,
                ),
                4,
              ),
            ),
    },
    {
      about: 'trust',
      question: 'Are the validations here real: which shifts, how many people, at the line?',
      path: `${here}#validations`,
      source: records(portal),
      answer:
        validations.length === 0
          ? 'No field validation is recorded here.'
          : sentence(
              few(
                validations.map(
                  (entry) =>
                    `${initiativeTitle(portal, entry.initiative)}, ${longDate(entry.date)}: ${countOf(entry.operators, 'operator')}, ${countOf(entry.shifts, 'shift')}, ${entry.atTheLine ? 'at the line' : 'not at the line'}`,
                ),
              ),
            ),
    },
    {
      about: 'roadmap',
      question: 'What will be installed here, in which stop, and who trains the shifts?',
      path: `${here}#ahead`,
      source: records(portal),
      answer: sentence(
        `${
          ahead.length === 0
            ? 'Nothing is ahead'
            : few(
                ahead.map(
                  (state) =>
                    `${state.item.title}, ${itemDate(state.item.when)}${state.stop ? (state.stop.booked ? `, in the stop of ${longDate(state.stop.booked.from)}` : ', no stop booked') : ''}`,
                ),
                4,
              )
        }; training: ${training.length === 0 ? 'no item' : few(training.map((state) => `${state.item.title}, ${state.item.owner ?? 'no owner'}`))}`,
      ),
    },
    {
      about: 'gates',
      question: 'What must this plant still show to be accepted, and by when?',
      path: `${here}#acceptance`,
      source: records(portal),
      answer:
        reviews.length === 0
          ? 'No gate is open here.'
          : sentence(
              few(
                reviews.map(
                  (review) =>
                    `${initiativeTitle(portal, review.initiative)} by ${longDate(review.review.due)}: ${
                      review.results
                        .filter((result) => result.state !== 'met')
                        .map(
                          (result) =>
                            `${lower(result.criterion.title ?? result.criterion.id)} (${result.sentence.replace(/[.]$/, '')})`,
                        )
                        .join(', ') || 'everything is met'
                    }`,
                ),
              ),
            ),
    },
    {
      about: 'metrics',
      question: 'Is the last change here a signal or noise?',
      path: `${here}#metrics`,
      source: metricSource(worse[0], portal),
      answer:
        worse.length === 0
          ? 'No number of this plant signals a change for the worse; what moved is within what the process does anyway.'
          : sentence(
              `A signal for the worse in ${listOf(
                worse.map((state) => {
                  const scope = state.bySite.find((one) => one.site === site);
                  return `${state.metric.title} (${formatValue(state.metric, scope?.latest?.value)}${scope?.since ? `, since ${monthYear(scope.since)}` : ''})`;
                }),
              )}`,
            ),
    },
  ];
}

export function operator(portal: Portal, site: string): RoleQuestion[] {
  const { portfolio } = portal;
  const card = `sites/${site}/line-card/`;
  const raised = portfolio.friction
    .filter((item) => item.site === site && item.from === 'ot')
    .sort((a, b) => (a.opened < b.opened ? 1 : -1));
  const here = portal.initiatives.filter(
    ({ initiative }) =>
      initiative.sites.some((entry) => entry.site === site) && initiative.status !== 'done',
  );
  const voices = here.flatMap(({ initiative }) =>
    initiative.pod.operatorVoice
      ? [`${initiative.pod.operatorVoice.name} (${initiative.title})`]
      : [],
  );
  const ahead = portal.roadmap.filter(
    (state) => state.item.sites.includes(site) && state.item.status !== 'done',
  );
  const changed = here.flatMap(({ initiative }) =>
    initiative.iterations
      .filter((entry) => entry.changed)
      .map((entry) => `${initiative.title}: ${entry.changed}`),
  );
  const star = portal.goals.find((state) => state.isNorthStar);
  const heard = portal.trust.validations.filter((entry) => entry.site === site);
  return [
    {
      about: 'misalignment',
      question: 'I reported something. What happened?',
      path: `${card}#reported`,
      source: logSource(portal),
      answer:
        raised.length === 0
          ? nothingLogged(portal, 'Nothing from this plant is in the log.')
          : sentence(few(raised.map(outcome))),
    },
    {
      about: 'goals',
      question: 'Why are we doing this, and what changes on my line?',
      path: `${card}#why`,
      source: records(portal),
      answer: star
        ? sentence(
            `${star.goal.statement || star.goal.title} Here: ${listOf(here.filter(({ initiative }) => initiative.status !== 'stopped').map(({ initiative }) => initiative.title)) || 'nothing yet'}`,
          )
        : 'No goal is named.',
    },
    {
      about: 'pods',
      question: 'Who speaks for my shift?',
      path: `${card}#voice`,
      source: records(portal),
      answer: voices.length === 0 ? 'Nobody is named.' : sentence(voices.join(', ')),
    },
    {
      about: 'trust',
      question: 'Was my comment read, and what changed?',
      path: `${card}#said`,
      source: records(portal),
      answer:
        heard.length === 0
          ? 'No validation with operators is recorded here.'
          : sentence(
              `${countOf(
                heard.reduce((sum, entry) => sum + entry.operators, 0),
                'operator',
              )} heard, last ${longDate(heard[0]?.date ?? '')}${commentsAt(portal, site)}; ${changed.length === 0 ? 'no change is recorded since' : few(changed, 2)}`,
            ),
    },
    {
      about: 'roadmap',
      question: 'When does it reach my line?',
      path: `${card}#when`,
      source: records(portal),
      answer:
        ahead.length === 0
          ? 'Nothing more is planned here.'
          : sentence(
              few(
                ahead.map(
                  (state) =>
                    `${state.item.title}: ${itemDate(state.item.when)}${state.item.status === 'blocked' ? ', blocked' : ''}`,
                ),
                4,
              ),
            ),
    },
    {
      about: 'gates',
      question: 'What did you change after we said the first version was no good?',
      path: `${card}#changed`,
      source: records(portal),
      answer:
        changed.length === 0
          ? 'No iteration is recorded for what runs here.'
          : sentence(few(changed)),
    },
    {
      about: 'metrics',
      question: 'Do you count me by name?',
      path: `${card}#names`,
      source: records(portal),
      answer: `No. Only groups of at least ${portfolio.settings.minGroupSize} are shown; smaller ones are withheld when the portal is built.`,
    },
  ];
}

/** "; one of four comments is answered": where it was counted. */
function commentsAt({ portfolio }: Portal, site: string): string {
  const points = portfolio.initiatives.flatMap((initiative) =>
    initiative.checkpoints.filter(
      (point) => point.site === site && (point.commentsReceived ?? 0) > 0,
    ),
  );
  const received = points.reduce((sum, point) => sum + (point.commentsReceived ?? 0), 0);
  const answered = points.reduce((sum, point) => sum + (point.commentsAnswered ?? 0), 0);
  return received === 0
    ? ''
    : `; ${lower(countedOf(answered, received, 'comment', ['is', 'are']))} answered`;
}
