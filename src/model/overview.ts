import { longDate, workingDaysBetween } from './date.ts';
import { formatNumber, formatThousands, formatValue, listOf, monthYear, numberWord } from './format.ts';
import { LENS_NAMES } from './lens.ts';
import type { Answer, Portal } from './portal.ts';
import { wilson } from './statistics/wilson.ts';

type Computed = Omit<Portal, 'headline' | 'answers'>;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** "Three of five goals are moving; OTIF is not: no signal." */
export function headline(portal: Computed): string {
  const goals = portal.goals.filter((state) => state.goal.status === 'active' && state.metric);
  if (goals.length === 0) return 'Nothing can be said yet: add a goal with a metric, and an export that feeds it.';
  const moving = goals.filter((state) => state.moving === 'improving');
  const rest = goals.filter((state) => state.moving !== 'improving');
  const said = (state: (typeof goals)[number]) => ({ improving: '', worsening: 'is worsening', 'no-signal': 'shows no signal', unknown: 'cannot be judged yet' })[state.moving];
  const first = `${capital(numberWord(moving.length))} of ${numberWord(goals.length)} goals ${moving.length === 1 ? 'is' : 'are'} moving`;
  return rest.length === 0 ? `${first}.` : `${first}; ${listOf(rest.map((state) => `${state.goal.title.charAt(0).toLowerCase()}${state.goal.title.slice(1)} ${said(state)}`))}.`;
}

/** The twelve questions of leadership, in their order: one sentence, one number, one link each. */
export function answers(portal: Computed): Answer[] {
  const { portfolio, reviews, trust, money } = portal;
  const currency = portfolio.settings.currency;
  const title = (id: string) => portfolio.initiatives.find((initiative) => initiative.id === id)?.title ?? id;
  const due = reviews.filter((review) => review.state !== 'decided');
  const requests = portfolio.initiatives.flatMap((initiative) => initiative.decisionsOpen.map((request) => ({ ...request, initiative })));
  const overdue = requests.filter((request) => request.neededBy < portfolio.asOf).sort((a, b) => (a.requested < b.requested ? -1 : 1));
  const star = portal.goals.find((state) => state.isNorthStar);
  const changes = recentSignals(portal);
  const byPosition = (position: string) => due.filter((review) => review.position === position);
  const adoption = [...portal.metrics.values()].filter((state) => state.metric.type === 'adoption' && state.bySite.length > 1 && state.all.latest);
  const widest = adoption.sort((a, b) => (b.all.latest?.denominator ?? 0) - (a.all.latest?.denominator ?? 0))[0];
  const behaviour = [...portal.metrics.values()].filter((state) => state.metric.type === 'behavior' && state.all.latest);
  const slow = trust.pairs.filter((pair) => pair.n >= 3).toSorted((a, b) => (b.medianHours ?? 1e9) - (a.medianHours ?? 1e9))[0];
  const harm = [...portal.metrics.values()].filter((state) => state.all.variation === 'concern' || state.bySite.some((scope) => scope.variation === 'concern'));
  const stops = portfolio.initiatives.filter((initiative) => initiative.status === 'stopped');
  const labels = [...portal.metrics.values()].map((state) => state.confidence.label);
  const count = (label: string) => labels.filter((other) => other === label).length;
  const stale = portfolio.exports.filter((report) => report.freshness === 'stale' || report.failed);
  const unsupported = reviews.filter((review) => review.class === 'unsupported').length;
  const changed = reviews.filter((review) => review.class === 'evidence-changed').length;
  const lag = widest ? laggingSites(widest).map((scope) => siteName(portal, scope.site)) : [];
  const answer = (question: string, text: string, number: string | null, href: string, tone: Answer['tone'], source: string | null = null): Answer => ({ question, answer: text, number, href, tone, source });
  const source = (state: Portal['goals'][number]['metric']) => (state?.extracted ? `${state.export?.contract.title ?? state.metric.title}, ${longDate(state.extracted)}` : null);

  return [
    answer(
      'What must be decided, and by when?',
      due.length + requests.length === 0 ? 'No decision is due.' : `${capital(numberWord(due.length))} gate reviews and ${numberWord(requests.length)} requests are open${overdue[0] ? `; the oldest, "${overdue[0].question}", waits for ${overdue[0].decider} since ${longDate(overdue[0].requested)} (${workingDaysBetween(overdue[0].neededBy, portfolio.asOf)} working days over)` : ''}.`,
      String(due.length + requests.length), 'gates/', due.some((review) => review.state === 'overdue') || overdue.length > 0 ? 'bad' : 'neutral',
    ),
    answer('Are we on course for the North Star?', star ? star.sentence : 'No North Star is named: set northStar in portfolio.yaml.', star?.metric ? formatValue(star.metric.metric, star.metric.all.latest?.value) : null, star ? `goals/${star.goal.id}/` : 'goals/', star?.moving === 'improving' ? ((star.metric?.variance ?? 0) >= 0 ? 'good' : 'neutral') : star?.moving === 'worsening' ? 'bad' : 'unknown', source(star?.metric ?? null)),
    answer('What really changed?', changes.length === 0 ? 'Nothing left its limits in the newest period.' : `${capital(listOf(changes.slice(0, 3).map((change) => change.text)))}${changes.length > 3 ? `, and ${changes.length - 3} more` : ''}.`, String(changes.length), 'metrics/', changes.some((change) => change.kind === 'concern') ? 'bad' : 'neutral'),
    answer(
      'Which may scale, must iterate, should stop?',
      due.length === 0 ? 'No gate is open.' : `Of ${numberWord(due.length)} open gates the evidence supports advancing at ${numberWord(byPosition('supports-advance').length + byPosition('supports-advance-with-conditions').length)}, iterating at ${numberWord(byPosition('supports-iterate').length)}${byPosition('supports-iterate').length > 0 ? ` (${listOf([...new Set(byPosition('supports-iterate').map((review) => title(review.initiative)))])})` : ''}, and decides nothing yet at ${numberWord(byPosition('undetermined').length)}.`,
      null, 'gates/', 'neutral',
    ),
    answer('Are people using it, and where not?', widest ? usage(widest, portal) : 'No adoption metric has data.', widest ? formatValue(widest.metric, widest.all.latest?.value) : null, widest ? `metrics/${widest.metric.id}/` : 'metrics/', lag.length > 0 ? 'bad' : 'neutral', source(widest ?? null)),
    answer('Is work done differently?', behaviour.length === 0 ? 'No behaviour metric has data.' : `${capital(listOf(behaviour.slice(0, 3).map((state) => `${lower(state.metric.title)} ${formatValue(state.metric, state.all.latest?.value)}${state.freshness === 'stale' ? ' when last seen' : state.all.variation === 'improvement' ? ', improving' : state.all.variation === 'concern' ? ', worsening' : ''}`)))}.`, null, 'metrics/', 'neutral'),
    answer('Is the money real?', `Planned ${formatNumber(money.planned, 0)}, claimed ${formatNumber(money.claimed, 0)}, confirmed by finance ${formatThousands(money.confirmed, currency)}; spent ${formatNumber(money.spent, 0)} of ${formatThousands(money.budget, currency)}.`, money.planned === 0 ? null : `${formatNumber((100 * money.confirmed) / money.planned, 0)} %`, 'initiatives/', money.planned > 0 && money.confirmed < money.planned / 2 ? 'bad' : 'neutral'),
    answer('Where is work stuck between functions?', slow ? `${LENS_NAMES[slow.from]} waits longest for ${LENS_NAMES[slow.to]}: median ${slow.medianHours === null ? 'not reached' : `${formatNumber(slow.medianHours, 0)} hours`} to a first answer (${slow.n} items); ${numberWord(trust.open.length)} items are unresolved${trust.open[0] ? `, the oldest ${trust.open[0].ageDays} days` : ''}.` : 'No friction log is read.', trust.open.length > 0 ? String(trust.open.length) : null, 'trust/', trust.open.length > 0 ? 'bad' : 'neutral'),
    answer('Which plant lags?', lag.length > 0 && widest ? `${listOf(lag)} in ${lower(widest.metric.title)}: its interval lies below the rest.` : 'No plant lies clearly below the others in use.', null, widest ? `metrics/${widest.metric.id}/` : 'metrics/', lag.length > 0 ? 'bad' : 'good'),
    answer('Did anything get worse?', harm.length === 0 ? 'No metric shows a signal on the bad side.' : `${capital(listOf(harm.slice(0, 4).map((state) => `${lower(state.metric.title)}${state.all.variation === 'concern' ? '' : ` at ${listOf(state.bySite.filter((scope) => scope.variation === 'concern').map((scope) => siteName(portal, scope.site)))}`}`)))} ${harm.length === 1 ? 'shows' : 'show'} a signal on the bad side.`, String(harm.length), 'metrics/', harm.length > 0 ? 'bad' : 'good'),
    answer('What did we learn, and stop?', stops.length + portfolio.initiatives.flatMap((initiative) => initiative.iterations).length === 0 ? 'Nothing was stopped or iterated yet.' : `${capital(numberWord(stops.length))} stopped${stops[0] ? ` (${listOf(stops.map((initiative) => initiative.title))})` : ''}, ${numberWord(portfolio.initiatives.flatMap((initiative) => initiative.iterations).length)} iterations kept with what they taught.`, null, 'initiatives/', 'neutral'),
    answer('Can these numbers be trusted?', `Confidence A for ${count('A')}, B for ${count('B')}, C for ${count('C')} metrics; ${numberWord(stale.length)} stale or refused exports${stale[0] ? ` (${listOf(stale.map((report) => report.contract.title ?? report.contract.name))})` : ''}, ${numberWord(changed)} gates whose evidence was restated, ${numberWord(unsupported)} decisions beyond the evidence.`, null, 'data/', stale.length > 0 ? 'bad' : 'good'),
  ];
}

/** Signals in the newest period of each metric, for all sites and for each. */
export function recentSignals(portal: Computed): { metric: string; site: string | null; kind: 'improvement' | 'concern'; text: string }[] {
  return [...portal.metrics.values()].flatMap((state) =>
    [state.all, ...state.bySite].flatMap((scope) => {
      const newest = scope.latest?.period;
      const fresh = scope.signals.find((signal) => signal.period === newest && signal.kind !== 'neutral');
      const began = scope.since !== null && scope.previous !== null && scope.since >= scope.previous.period;
      if (!fresh || !began || fresh.kind === 'neutral' || state.freshness === 'stale') return [];
      const where = scope.site === null ? '' : ` at ${siteName(portal, scope.site)}`;
      return [{ metric: state.metric.id, site: scope.site, kind: fresh.kind, text: `${lower(state.metric.title)}${where} ${fresh.kind === 'concern' ? 'worsened' : 'improved'} to ${formatValue(state.metric, scope.latest?.value)} in ${monthYear(newest as string)}` }];
    }),
  );
}

/** Sites whose Wilson upper bound lies below the lower bound of the rest. */
export function laggingSites(state: Portal['goals'][number]['metric'] & object) {
  const counted = state.bySite.filter((scope) => scope.latest?.numerator != null && scope.latest.denominator);
  return counted.filter((scope) => {
    const rest = counted.filter((other) => other !== scope);
    const sum = (pick: 'numerator' | 'denominator') => rest.reduce((total, other) => total + (other.latest?.[pick] ?? 0), 0);
    if (rest.length === 0 || sum('denominator') === 0 || (scope.latest?.numerator as number) > (scope.latest?.denominator as number)) return false;
    return wilson(scope.latest?.numerator as number, scope.latest?.denominator as number).high < wilson(Math.min(sum('numerator'), sum('denominator')), sum('denominator')).low;
  });
}

function usage(state: NonNullable<Portal['goals'][number]['metric']>, portal: Computed): string {
  const latest = state.all.latest;
  const values = state.bySite.flatMap((scope) => (scope.latest?.value == null ? [] : [{ site: siteName(portal, scope.site), value: scope.latest.value }])).sort((a, b) => b.value - a.value);
  const low = values.at(-1);
  const high = values[0];
  return `${state.metric.title}: ${formatValue(state.metric, latest?.value)}${latest?.denominator ? ` of ${formatNumber(latest.denominator, 0)}` : ''}; ${high?.site} ${formatValue(state.metric, high?.value)}, ${low?.site} ${formatValue(state.metric, low?.value)}.`;
}

function siteName(portal: Computed, id: string | null): string {
  return portal.portfolio.sites.find((site) => site.id === id)?.name ?? id ?? 'all sites';
}

function lower(text: string): string {
  return /^[A-Z]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
