import { planSide } from '#model/goal/planSide.ts';
import { POSITION_TERMS } from '#model/gate/position.ts';
import { workingDaysAt } from '#model/record/calendar.ts';
import { longDate } from '#model/time/date.ts';
import {
  capital,
  countOf,
  formatNumber,
  formatThousands,
  formatValue,
  listFew,
  listOf,
  lower,
  monthYear,
  numberWord,
} from '#model/words/format.ts';
import { LENS_NAMES } from '#model/record/lens.ts';
import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import { groupWords } from './groupWords.ts';
import { laggingGroups, laggingSites, recentSignals, type Computed } from './overview.ts';
import type { Answer } from '#model/portal.ts';
import { countsRareEvents } from '#model/metric/limits/rareEvents.ts';
import { siteName } from '#model/record/site.ts';
import { hoursWords } from '#model/trust/response.ts';
import { slowestPair } from '#model/trust/trustSentence.ts';
import { wilson } from '#model/statistics/interval/wilson.ts';

/** The twelve questions of leadership, in their order: one sentence, one number, one link each. */
export function answers(portal: Computed): Answer[] {
  return [
    decide(portal),
    course(portal),
    changed(portal),
    positions(portal),
    use(portal),
    behaviour(portal),
    money(portal),
    friction(portal),
    laggard(portal),
    worse(portal),
    learned(portal),
    trusted(portal),
  ];
}

function answer(
  question: string,
  text: string,
  href: string,
  more: Partial<Pick<Answer, 'number' | 'tone' | 'source'>> = {},
): Answer {
  return { question, answer: text, href, number: null, tone: 'neutral', source: null, ...more };
}

function decide({ portfolio, reviews, roadmap }: Computed): Answer {
  const held = (items: readonly string[]) => {
    const count = new Set(
      roadmap
        .filter((state) => items.includes(state.item.id))
        .flatMap((state) => state.holdsInitiatives),
    ).size;
    return count > 1 ? `, holding ${countOf(count, 'initiative')}` : '';
  };
  const question = 'What must be decided, and by when?';
  const due = reviews.filter((review) => review.state !== 'decided');
  const requests = portfolio.initiatives.flatMap((initiative) =>
    initiative.decisionsOpen.map((request) => ({
      ...request,
      at: initiative.sites.map((entry) => entry.site),
    })),
  );
  if (due.length + requests.length === 0)
    return answer(question, 'No decision is due.', 'decisions/');
  const waiting = [
    ...due.map((review) => ({
      what: `${review.gate} of ${initiativeTitle(portfolio.initiatives, review.initiative)}`,
      who: '',
      by: review.review.due,
      at: review.review.sites,
      rest: `, ${POSITION_TERMS[review.position]}`,
    })),
    ...requests.map((request) => ({
      what: request.question,
      who: ` (${request.decider})`,
      by: request.neededBy,
      at: request.at,
      rest: held(request.holds),
    })),
  ].sort((a, b) => (a.by < b.by ? -1 : 1));
  const late = waiting.filter((one) => one.by < portfolio.asOf);
  const overdue = late
    .slice(0, 2)
    .map(
      (one) =>
        `${one.what}${one.who}, ${countOf(workingDaysAt(one.at, portfolio.sites, one.by, portfolio.asOf), 'working day')}${one.rest}`,
    );
  const ahead = waiting.find((one) => one.by >= portfolio.asOf);
  const next = ahead ? `Next: ${ahead.what}${ahead.who}, ${longDate(ahead.by)}${ahead.rest}` : '';
  const past =
    late.length === 0
      ? ''
      : `${late.length === 1 ? 'Overdue' : 'Longest overdue'}: ${overdue.join('; ')}${late.length > overdue.length ? `; ${numberWord(late.length - overdue.length)} more` : ''}. `;
  return answer(question, `${past}${next}`.replace(/[. ]*$/, '.'), 'decisions/', {
    number: counted(waiting.length, 'decision'),
    tone: late.length > 0 ? 'bad' : 'neutral',
  });
}

/** `10 decisions`: a figure with its noun, so that it can stand alone. */
function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function course({ goals }: Computed): Answer {
  const question = 'Are we on course for the North Star?';
  const star = goals.find((state) => state.isNorthStar);
  if (!star)
    return answer(question, 'No North Star is named: set northStar in portfolio.yaml.', 'goals/', {
      tone: 'unknown',
    });
  const tone =
    star.moving === 'worsening' || (star.metric && planSide(star.metric) === 'behind')
      ? 'bad'
      : star.moving === 'improving'
        ? 'good'
        : 'unknown';
  return answer(question, star.course, `goals/${star.goal.id}/`, {
    number: star.metric ? formatValue(star.metric.metric, star.metric.all.latest?.value) : null,
    tone,
    source: sourceOf(star.metric),
  });
}

function changed(portal: Computed): Answer {
  const question = 'What really changed?';
  const signals = Map.groupBy(recentSignals(portal), (signal) => `${signal.metric} ${signal.kind}`);
  const said = [...signals.values()]
    .sort((a, b) => Number(b[0]?.kind === 'concern') - Number(a[0]?.kind === 'concern'))
    .map((group) => {
      const state = portal.metrics.get(group[0]?.metric as string) as MetricState;
      const sites = group.flatMap((signal) =>
        signal.site === null ? [] : [siteName(portal.portfolio.sites, signal.site)],
      );
      const verb = group[0]?.kind === 'concern' ? 'worsened' : 'improved';
      return group.some((signal) => signal.site === null)
        ? `${lower(state.metric.title)} ${verb} to ${formatValue(state.metric, state.all.latest?.value)}`
        : `${lower(state.metric.title)} at ${listOf(sites)} ${verb}`;
    });
  if (said.length === 0) return answer(question, nothingBegan(portal), 'metrics/');
  return answer(
    question,
    `${capital(listOf(said.slice(0, 3)))}${said.length > 3 ? `, and ${countOf(said.length - 3, 'more signal')}` : '; nothing else left its limits'}.`,
    'metrics/',
    {
      number: counted(said.length, 'signal'),
      tone: [...signals.keys()].some((key) => key.endsWith('concern')) ? 'bad' : 'good',
    },
  );
}

function positions({ portfolio, reviews }: Computed): Answer {
  const question = 'Which may scale, must iterate, should stop?';
  const due = reviews.filter((review) => review.state !== 'decided');
  const again = reviews.filter((review) => review.class === 'evidence-changed');
  const groups = [
    ['ready', due.filter((review) => review.position.startsWith('supports-advance'))],
    ['improve and try again', due.filter((review) => review.position === 'supports-iterate')],
    ['stop', due.filter((review) => review.position === 'supports-stop')],
    ['not enough evidence yet', due.filter((review) => review.position === 'undetermined')],
    ['data corrected since the decision', again],
  ] as const;
  const said = groups.flatMap(([what, list]) =>
    list.length === 0
      ? []
      : [
          `${capital(listFew([...new Set(list.map((review) => `${initiativeTitle(portfolio.initiatives, review.initiative)}${review.position === 'undetermined' ? undecided(review) : ''}`))]))}: ${what}`,
        ],
  );
  return answer(question, said.length === 0 ? 'No gate is open.' : `${said.join('. ')}.`, 'gates/');
}

/** Why the evidence decides nothing: data that stopped, too little of it, or words that are missing. */
function undecided({ results }: Computed['reviews'][number]): string {
  const musts = results.filter((result) => result.criterion.level === 'must');
  return musts.some((result) => result.state === 'stale')
    ? ' (stale data)'
    : musts.some((result) => result.state === 'insufficient-data')
      ? ' (too little data)'
      : ' (not signed)';
}

function use(portal: Computed): Answer {
  const question = 'Are people using it, and where not?';
  const state = widestAdoption(portal);
  if (!state)
    return answer(question, 'No adoption metric has data.', 'metrics/', { tone: 'unknown' });
  const { metric, all } = state;
  const of = all.latest?.denominator ? `, of ${formatNumber(all.latest.denominator, 0)}` : '';
  const shown = { number: formatValue(metric, all.latest?.value), source: sourceOf(state) };
  const groups = laggingGroups(state)
    .map(
      ({ kind, behind, rest }) =>
        `; by ${kind}: ${groupWords(state, kind, [...behind, ...rest], portal)}`,
    )
    .join('');
  const only = state.bySite.length < 2 ? (state.bySite[0]?.site ?? null) : null;
  if (state.bySite.length < 2)
    return answer(
      question,
      `${metric.title}${of}: ${shown.number}${only === null ? '' : ` at ${siteName(portal.portfolio.sites, only)}, the only plant read`}${groups}.`,
      `metrics/${metric.id}/`,
      { ...shown, tone: groups === '' ? 'neutral' : 'bad' },
    );
  const behind = laggingSites(state);
  const rest = state.bySite
    .filter((scope) => !behind.includes(scope) && scope.latest?.value != null)
    .map((scope) => scope.latest?.value as number);
  const lag = behind.map(
    (scope) =>
      `${siteName(portal.portfolio.sites, scope.site)} ${formatValue(metric, scope.latest?.value)}${range(scope)}`,
  );
  const others =
    rest.length === 0
      ? ''
      : `${behind.length === 0 ? 'sites' : 'the others'} ${formatNumber(Math.min(...rest), metric.decimals)} to ${formatValue(metric, Math.max(...rest))}`;
  return answer(
    question,
    `${metric.title}${of}: ${[...(lag.length > 5 ? [...lag.slice(0, 3), `${countOf(lag.length - 3, 'more plant')} behind`] : lag), others].filter(Boolean).join(', ')}${groups}.`,
    `metrics/${metric.id}/`,
    { ...shown, tone: lag.length > 0 || groups !== '' ? 'bad' : 'neutral' },
  );
}

function behaviour({ metrics }: Computed): Answer {
  const question = 'Is work done differently?';
  const states = [...metrics.values()].filter(
    (state) => state.metric.type === 'behavior' && state.all.latest,
  );
  if (states.length === 0)
    return answer(question, 'No behaviour metric has data.', 'metrics/', { tone: 'unknown' });
  const rank = { improvement: 0, concern: 0, 'common-cause': 1, unknown: 2 };
  const order = (state: MetricState) =>
    state.freshness === 'stale' ? 3 : rank[state.all.variation];
  const said = states
    .toSorted((a, b) => order(a) - order(b))
    .slice(0, 3)
    .map((state) => {
      const change =
        state.freshness === 'stale'
          ? 'when last seen'
          : {
              improvement: 'improving',
              concern: 'worsening',
              'common-cause': 'no signal',
              unknown: '',
            }[state.all.variation];
      const from =
        state.baseline === null || state.freshness === 'stale'
          ? ''
          : `from ${formatValue(state.metric, state.baseline)}`;
      return `${lower(state.metric.title)} ${formatValue(state.metric, state.all.latest?.value)}${change || from ? ` (${[from, change].filter(Boolean).join(', ')})` : ''}`;
    });
  return answer(question, `${capital(listOf(said))}.`, 'metrics/');
}

function money({ portfolio, money: sums }: Computed): Answer {
  const question = 'Is the money real?';
  if (sums.planned + sums.spent === 0)
    return answer(question, 'No benefit and no spending is recorded.', 'initiatives/', {
      tone: 'unknown',
    });
  const { currency } = portfolio.settings;
  const technology = portfolio.initiatives.reduce(
    (total, initiative) => total + (initiative.investment?.technology ?? 0),
    0,
  );
  const text = `Finance confirmed ${formatThousands(sums.confirmed, currency)} of ${formatNumber(sums.claimed, 0)} claimed and ${formatNumber(sums.planned, 0)} planned; spent ${formatNumber(sums.spent, 0)} of ${formatNumber(sums.budget, 0)}${technology > 0 && sums.spent > 0 ? `, ${formatNumber((100 * technology) / sums.spent, 0)} % of it on technology` : ''}.`;
  return answer(question, text, 'initiatives/', {
    number:
      sums.planned === 0
        ? null
        : `${formatNumber((100 * sums.confirmed) / sums.planned, 0)} % of plan`,
    tone: sums.confirmed < sums.planned / 2 ? 'bad' : 'neutral',
  });
}

function friction({ trust }: Computed): Answer {
  const question = 'Where is work stuck between functions?';
  const slow = slowestPair(trust);
  const late = trust.pairs
    .filter(
      (pair) => pair.n >= 3 && pair !== slow && pair.attainment !== null && pair.attainment < 0.5,
    )
    .toSorted((a, b) => b.n - a.n)[0];
  if (!slow)
    return answer(
      question,
      trust.pairs.length === 0 ? 'No friction log is read.' : 'Too few items for a statement.',
      'trust/',
      { tone: 'unknown' },
    );
  const wait = `${LENS_NAMES[slow.from]} waits longest for ${LENS_NAMES[slow.to]}: ${slow.medianHours === null ? `not yet half of ${slow.n} items are answered` : `${hoursWords(slow.medianHours)} to an answer (median of ${numberWord(slow.n)})`}${late ? `; ${LENS_NAMES[late.to]} answered ${late.within} of ${late.within + late.late + late.openOverdue} questions of ${LENS_NAMES[late.from]} in time` : ''}`;
  const open = trust.open[0]
    ? `the oldest for ${countOf(trust.open[0].ageDays, 'day')}`
    : 'nothing is unresolved';
  return answer(question, `${wait}; ${open}.`, 'trust/', {
    number: trust.open.length > 0 ? `${trust.open.length} unresolved` : null,
    tone: trust.open.length > 0 ? 'bad' : 'good',
  });
}

/** The plant that is behind in use, with what the records say about the cause: prerequisites not done, items open there. */
function laggard(portal: Computed): Answer {
  const question = 'Which plant lags, and why?';
  const state = widestAdoption(portal);
  if (state && state.bySite.length < 2)
    return answer(
      question,
      'Use is not read at several plants, so none can be compared.',
      'sites/',
      { tone: 'unknown' },
    );
  const site = state ? laggingSites(state)[0]?.site : undefined;
  if (!site || !state) {
    const [group] = state ? laggingGroups(state) : [];
    const none = 'No plant lies clearly below the others in use';
    // Plants that are alike may all have the same role or line that stays away.
    return state && group
      ? answer(
          question,
          `${none}, but a ${group.kind} does: ${groupWords(state, group.kind, [...group.behind, ...group.rest], portal)}.`,
          `metrics/${state.metric.id}/`,
          { tone: 'bad' },
        )
      : answer(question, `${none}.`, 'sites/', { tone: state ? 'good' : 'unknown' });
  }
  const missing = portal.portfolio.roadmap.filter(
    (item) =>
      item.sites.includes(site) && item.status !== 'done' && item.end < portal.portfolio.asOf,
  );
  const blocked = portal.portfolio.roadmap.filter(
    (item) => item.sites.includes(site) && item.status === 'blocked',
  );
  const open = portal.trust.open.filter((item) => item.site === site);
  const thin = portal.trust.rollouts.find(
    (rollout) => rollout.site === site && rollout.state === 'thin',
  )?.before;
  const causes = [
    ...(blocked.length + missing.length > 0
      ? [
          `${listOf([...new Set([...blocked, ...missing].map((item) => lower(item.title)))].slice(0, 2))} not done`,
        ]
      : []),
    ...(open.length > 0 ? [`${countOf(open.length, 'item')} open there`] : []),
    ...(thin ? [`validated by ${countOf(thin.operators, 'operator')}`] : []),
  ];
  return answer(
    question,
    `${siteName(portal.portfolio.sites, site)}, in ${lower(state.metric.title)}${causes.length > 0 ? `: ${causes.join('; ')}` : '; no cause is recorded'}.`,
    `sites/${site}/`,
    { tone: 'bad' },
  );
}

/** A change that began earlier and lasts is no new one, and not nothing. */
function nothingBegan({ metrics }: Computed): string {
  const lasting = [...metrics.values()].filter(
    ({ all, freshness }) => all.since !== null && freshness !== 'stale' && !countsRareEvents(all),
  );
  const said = lasting.map(
    ({ metric, all }) =>
      `${lower(metric.title)} ${all.variation === 'concern' ? 'worsening' : 'improved'} since ${monthYear(all.since ?? '')}`,
  );
  if (said.length === 0) return 'Nothing left its limits in the newest period.';
  const more = said.length > 3 ? `, and ${countOf(said.length - 3, 'more metric')}` : '';
  return `No signal began in the newest period; what began before lasts: ${listOf(said.slice(0, 3))}${more}.`;
}

function worse(portal: Computed): Answer {
  const question = 'Did anything get worse?';
  const states = [...portal.metrics.values()].filter((state) => state.freshness !== 'stale');
  const concerns = (state: MetricState) =>
    [state.all, ...state.bySite].filter(
      (scope) => scope.variation === 'concern' && !countsRareEvents(scope),
    );
  const harmed = states.filter((state) => concerns(state).length > 0);
  const rare = states.filter(
    (state) =>
      state.metric.type === 'outcome' &&
      countsRareEvents(state.all) &&
      portal.portfolio.initiatives.some((initiative) =>
        initiative.metrics.some(
          (entry) => entry.id === state.metric.id && entry.role === 'guardrail',
        ),
      ),
  );
  const where = (state: MetricState) =>
    state.all.variation === 'concern'
      ? ''
      : ` at ${listOf(concerns(state).map((scope) => siteName(portal.portfolio.sites, scope.site)))}`;
  const text =
    harmed.length === 0
      ? 'No metric shows a signal for the worse'
      : `${capital(listOf(harmed.slice(0, 4).map((state) => `${lower(state.metric.title)}${where(state)}`)))}`;
  const note =
    rare.length === 0
      ? ''
      : ` (${listOf(rare.map((state) => lower(state.metric.title)))}: too rare to judge by the ${rare[0]?.metric.grain})`;
  return answer(
    question,
    `${text}${note}.`,
    harmed[0] ? `metrics/${harmed[0].metric.id}/` : 'metrics/',
    {
      number: harmed.length > 0 ? counted(harmed.length, 'metric') : null,
      tone: harmed.length > 0 ? 'bad' : 'good',
    },
  );
}

function learned({ portfolio }: Computed): Answer {
  const question = 'What did we learn, and stop?';
  const { currency } = portfolio.settings;
  const stops = portfolio.initiatives
    .filter((initiative) => initiative.status === 'stopped')
    .map(
      (initiative) =>
        `${initiative.title} stopped${initiative.investment ? ` at ${formatNumber(initiative.investment.spent, 0)} of ${formatThousands(initiative.investment.planned, currency)}` : ''}`,
    );
  const tries = portfolio.initiatives.flatMap((initiative) =>
    initiative.iterations.length === 0
      ? []
      : [`${initiative.title} iterated: ${lower(initiative.iterations[0]?.learned ?? '')}`],
  );
  return answer(
    question,
    stops.length + tries.length === 0
      ? 'Nothing was stopped or iterated yet.'
      : `${[...stops, ...tries].slice(0, 3).join('. ')}.`.replaceAll('..', '.'),
    'initiatives/',
  );
}

function trusted({ portfolio, metrics, reviews }: Computed): Answer {
  const question = 'Can these numbers be trusted?';
  const labels = [...metrics.values()].map((state) => state.confidence.label);
  if (labels.length === 0)
    return answer(question, 'There is no number yet.', 'data/', { tone: 'unknown' });
  const count = (label: string) => labels.filter((other) => other === label).length;
  const stale = portfolio.exports.filter((report) => report.freshness === 'stale' || report.failed);
  const doubts = [
    ...(stale.length > 0
      ? [
          `${listFew(stale.map((report) => `${report.contract.title ?? report.contract.name} ${report.failed ? 'refused' : 'stale'}`))}`,
        ]
      : []),
    ...said(
      reviews.filter((review) => review.class === 'evidence-changed').length,
      'gate',
      'restated',
    ),
    ...said(
      reviews.filter((review) => review.class === 'unsupported').length,
      'decision',
      'approved without the evidence',
    ),
    ...said(
      reviews.filter((review) => review.class === 'override-expired').length,
      'override',
      'expired',
    ),
  ];
  const confidence = (['A', 'B', 'C'] as const).flatMap((label) =>
    count(label) > 0 ? [`${label} for ${count(label)}`] : [],
  );
  const graded =
    labels.length === 1
      ? `Confidence in the one metric is ${labels[0]}`
      : `Of ${countOf(labels.length, 'metric')}, confidence is ${listOf(confidence)}`;
  return answer(
    question,
    `${graded}; ${doubts.length > 0 ? listOf(doubts) : 'nothing is stale, refused or restated'}.`,
    'data/',
    { tone: doubts.length > 0 ? 'bad' : 'good' },
  );
}

function said(count: number, word: string, what: string): string[] {
  return count === 0 ? [] : [`${countOf(count, word)} ${what}`];
}

/** The adoption metric with the most eligible people, among those read at several sites where there are any. */
function widestAdoption({ metrics }: Computed): MetricState | undefined {
  const read = [...metrics.values()].filter(
    (state) => state.metric.type === 'adoption' && state.all.latest,
  );
  const wide = read.filter((state) => state.bySite.length > 1);
  return (wide.length > 0 ? wide : read).sort(
    (a, b) => (b.all.latest?.denominator ?? 0) - (a.all.latest?.denominator ?? 0),
  )[0];
}

/** The Wilson interval of a share of people, ` (22 to 46 %)`. */
function range({ latest }: ScopeState): string {
  if (latest?.numerator == null || !latest.denominator || latest.numerator > latest.denominator)
    return '';
  const { low, high } = wilson(latest.numerator, latest.denominator);
  return ` (${formatNumber(100 * low, 0)} to ${formatNumber(100 * high, 0)} %)`;
}

function sourceOf(state: MetricState | null): string | null {
  return state?.extracted
    ? `${state.export?.contract.title ?? state.metric.title}, ${longDate(state.extracted)}`
    : null;
}

function initiativeTitle(
  initiatives: readonly { id: string; title: string }[],
  id: string,
): string {
  return initiatives.find((initiative) => initiative.id === id)?.title ?? id;
}
