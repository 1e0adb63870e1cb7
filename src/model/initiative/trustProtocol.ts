import { longDate } from '#model/time/date.ts';
import { countedOf, countOf, formatValue, lower } from '#model/words/format.ts';
import type { Initiative } from '#model/record/initiative.ts';
import { LENSES, LENS_NAMES } from '#model/record/lens.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import { longPeriod } from '#model/time/period.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { InitiativeState } from './initiativeState.ts';
import { recentItems } from '#model/trust/recentItems.ts';
import { response } from '#model/trust/response.ts';
import { siteName } from '#model/record/site.ts';

type Line = InitiativeState['trust'][number];

/** The trust protocol of an initiative: each mechanism as evidence with a date, or the words that there is none. Never a score. */
export function trustProtocol(
  initiative: Initiative,
  portfolio: Portfolio,
  metrics: ReadonlyMap<string, MetricState>,
): Line[] {
  return [
    validation(initiative, portfolio),
    triage(initiative, portfolio),
    standups(initiative, portfolio),
    shared(initiative, metrics),
    signed(initiative),
  ];
}

function validation(initiative: Initiative, { sites }: Portfolio): Line {
  const mechanism = 'Field validation';
  const last = initiative.checkpoints.toSorted((a, b) => (a.date < b.date ? 1 : -1))[0];
  if (!last) return { mechanism, evidence: 'none is recorded', date: null, state: 'not-in-use' };
  const heard = initiative.checkpoints.reduce((sum, point) => sum + point.operators, 0);
  return {
    mechanism,
    evidence: `${countOf(initiative.checkpoints.length, 'checkpoint')}, ${countOf(heard, 'operator')} heard; last at ${siteName(sites, last.site)}: ${countOf(last.operators, 'operator')}, ${countOf(last.shifts, 'shift')}, ${last.atTheLine ? 'at the line' : 'not at the line'}`,
    date: last.date,
    state: 'in-use',
  };
}

function triage(initiative: Initiative, { friction, settings, asOf }: Portfolio): Line {
  const mechanism = 'Triage between functions';
  const items = recentItems(
    friction.filter((item) => item.initiative === initiative.id),
    asOf,
  );
  if (items.length === 0)
    return {
      mechanism,
      evidence: 'no item of it was opened in the last year',
      date: null,
      state: 'unknown',
    };
  const all = response(items, settings.responseHours, asOf);
  const due = all.within + all.late + all.openOverdue;
  const newest = items
    .flatMap((item) => [
      item.opened,
      ...(item.firstResponse ? [item.firstResponse] : []),
      ...(item.resolved ? [item.resolved] : []),
    ])
    .sort()
    .at(-1)!;
  return {
    mechanism,
    evidence: `${countOf(items.length, 'item')}, ${all.within} of ${due} answered in the agreed time; ${all.unresolved === 0 ? 'all resolved' : `${all.unresolved} unresolved, the oldest for ${countOf(all.oldestDays ?? 0, 'day')}`}`,
    date: newest.slice(0, 10),
    state: due > 0 && all.within * 2 < due ? 'not-in-use' : 'in-use',
  };
}

function standups(initiative: Initiative, { standups: log = [], asOf }: Portfolio): Line {
  const mechanism = 'Standups';
  const planned = log.filter(
    (standup) => standup.initiative === initiative.id && standup.date <= asOf,
  );
  if (planned.length === 0)
    return {
      mechanism,
      evidence: log.length === 0 ? 'no log of standups is read' : 'none is in the log',
      date: null,
      state: 'unknown',
    };
  const held = planned.filter((standup) => standup.held);
  const complete = held.filter((standup) =>
    LENSES.every((lens) => standup.attendance[lens] > 0),
  ).length;
  const absent = LENSES.filter((lens) =>
    held.some((standup) => standup.attendance[lens] === 0),
  ).map((lens) => LENS_NAMES[lens]);
  return {
    mechanism,
    evidence: `${held.length} of ${planned.length} planned were held, ${complete} with all three functions${absent.length > 0 ? `; missing at times: ${absent.join(', ')}` : ''}`,
    date:
      held
        .map((standup) => standup.date)
        .sort()
        .at(-1) ?? null,
    state: complete * 2 >= planned.length ? 'in-use' : 'not-in-use',
  };
}

function shared(initiative: Initiative, metrics: ReadonlyMap<string, MetricState>): Line {
  const mechanism = 'Shared numbers';
  const states = initiative.metrics
    .flatMap((entry) => metrics.get(entry.id) ?? [])
    .filter((state) => state.all.latest);
  const use = states.find((state) => state.metric.type === 'adoption');
  if (states.length === 0)
    return { mechanism, evidence: 'no number of it has data', date: null, state: 'not-in-use' };
  const of = use ?? states[0]!;
  const stale = of.freshness === 'stale';
  return {
    mechanism,
    evidence: `${countOf(states.length, 'number')} that all three functions read; ${use ? 'use' : 'newest'}: ${formatValue(of.metric, of.all.latest?.value)} in ${longPeriod(of.all.latest?.period ?? '', of.metric.grain)}${stale ? ', stale since' : ''}`,
    date: of.extracted,
    state: stale ? 'not-in-use' : 'in-use',
  };
}

function signed(initiative: Initiative): Line {
  const mechanism = 'Signed by all three';
  const decided = initiative.gates.filter((review) => review.decision);
  if (decided.length === 0)
    return { mechanism, evidence: 'no gate is decided yet', date: null, state: 'unknown' };
  const roles = ['it-lead', 'ot-lead', 'business-lead'] as const;
  const complete = decided.filter((review) =>
    roles.every((role) => review.signOffs.some((sign) => sign.role === role)),
  );
  const last =
    initiative.gates
      .flatMap((review) => review.signOffs.map((sign) => sign.date))
      .sort()
      .at(-1) ?? null;
  return {
    mechanism,
    evidence: `${lower(countedOf(complete.length, decided.length, 'decided gate', ['has', 'have']))} the word of IT, OT and business${last ? '' : `; none since ${longDate(decided.map((review) => review.due).sort()[0]!)}`}`,
    date: last,
    state: complete.length === decided.length ? 'in-use' : 'not-in-use',
  };
}
