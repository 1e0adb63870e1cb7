import { countOf, formatNumber, formatValue, listOf, monthYear } from '#model/words/format.ts';
import type { Metric } from '#model/record/metric.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import type { InitiativeState } from '#model/initiative/initiativeState.ts';
import type { GoalState, Portal } from '#model/portal.ts';
import { writtenDefinition } from '#model/metric/metricDefinition.ts';
import { unusedMetrics } from '#model/findings/unusedMetrics.ts';
import {
  few,
  live,
  logSource,
  metricSource,
  nothingLogged,
  records,
  sentence,
  type RoleQuestion,
} from '../question.ts';

/** The questions of supply chain and planning, answered from the records. */
export function supplyChain(portal: Portal): RoleQuestion[] {
  return [
    idleDashboards(portal),
    leadTime(portal),
    whereToObject(portal),
    reliableSince(portal),
    planFrom(portal),
    fairComparison(portal),
    mayAverage(portal),
  ];
}

function idleDashboards(portal: Portal): RoleQuestion {
  const unused = unusedMetrics(portal).map((metric) => metric.title);
  return {
    about: 'misalignment',
    question: 'Which dashboards feed no decision of mine?',
    path: 'lens/business/#shelf',
    source: records(portal),
    answer:
      unused.length === 0
        ? 'Every published number feeds a goal, a gate or an initiative.'
        : sentence(few(unused, 5)),
  };
}

function leadTime(portal: Portal): RoleQuestion {
  const lead = measuring(portal, 'lead-time');
  const promise = measuring(portal, 'delivery-reliability');
  const onTime = promise
    ? `; on-time delivery counts ${writtenDefinition(promise.metric) ?? 'what nobody has written down'}`
    : '';
  return {
    about: 'goals',
    question: 'If lead time falls, which number proves it, and measured how?',
    path: lead ? `metrics/${lead.metric.id}/` : 'metrics/',
    source: metricSource(lead, portal),
    answer: lead
      ? sentence(
          `${lead.metric.title}, ${formatValue(lead.metric, lead.all.latest?.value)}: ${writtenDefinition(lead.metric) ?? 'nobody has written down what is counted'}${onTime}`,
        )
      : unmeasured('lead-time'),
  };
}

function whereToObject(portal: Portal): RoleQuestion {
  const items = portal.portfolio.friction.filter((item) => item.from === 'business').length;
  return {
    about: 'pods',
    question: 'Where do I say that the tool does not fit planning, so that it counts?',
    path: 'trust/',
    source: logSource(portal),
    answer: !portal.portfolio.settings.friction
      ? nothingLogged(portal, '')
      : sentence(
          `In the friction log: ${countOf(items, 'item')} of business stand there; open ones stand in the way of a gate and are counted until they are resolved`,
        ),
  };
}

/** "This number" is the promise to customers where one is named, else that of a goal; the answer says which. */
function thisNumber(portal: Portal): MetricState | null | undefined {
  return (
    measuring(portal, 'delivery-reliability') ??
    portal.goals.find((state) => !state.isNorthStar && state.metric)?.metric ??
    portal.goals.find((state) => state.metric)?.metric
  );
}

function pageOf(number: MetricState | null | undefined): string {
  return number ? `metrics/${number.metric.id}/` : 'metrics/';
}

function reliableSince(portal: Portal): RoleQuestion {
  const number = thisNumber(portal);
  return {
    about: 'trust',
    question: 'Since when is this number reliable, and how far back?',
    path: pageOf(number),
    source: metricSource(number, portal),
    answer: number ? reliability(number, portal) : unmeasured('delivery-reliability'),
  };
}

function reliability({ metric, all, confidence }: MetricState, { portfolio }: Portal): string {
  const proof = portfolio.exports.find((report) => report.contract.name === metric.export);
  const rows = proof
    ? `; ${formatNumber(proof.accepted, 0)} of ${formatNumber(proof.rowsIn, 0)} rows accepted`
    : '';
  return sentence(
    `${metric.title}: from ${monthYear(all.periods[0] ?? portfolio.asOf)} on, confidence ${confidence.label}: ${confidence.weakest}${rows}`,
  );
}

function planFrom(portal: Portal): RoleQuestion {
  const plan = goalToPlanBy(portal);
  return {
    about: 'roadmap',
    question: 'From when can I plan with the new figures?',
    path: plan ? `roadmap/goal/${plan.goal.id}/` : 'roadmap/',
    source: metricSource(plan?.metric, portal),
    answer: plan ? sentence(`${plan.goal.title}: ${plan.course}`) : unmeasured('lead-time'),
  };
}

function goalToPlanBy(portal: Portal): GoalState | undefined {
  const lead = measuring(portal, 'lead-time');
  const number = thisNumber(portal);
  return (
    portal.goals.find((state) => lead && state.metric === lead) ??
    portal.goals.find((state) => number && state.metric === number)
  );
}

function fairComparison(portal: Portal): RoleQuestion {
  const compared = live(portal).flatMap((state) => comparedLines(state) ?? []);
  return {
    about: 'gates',
    question: 'Which lines were the comparison, and is that fair?',
    path: 'lens/ot/#effects',
    source: records(portal),
    answer: compared.length === 0 ? 'No pilot names comparison lines.' : sentence(few(compared, 2)),
  };
}

function comparedLines({ initiative, effects }: InitiativeState): string | null {
  const { comparison, title } = initiative;
  if (!comparison) return null;
  const { controls, treated, whyThesePilots } = comparison;
  const chosen = whyThesePilots ? `; chosen because ${whyThesePilots}` : '';
  const note = effects[0]?.notes[0] ? `. ${effects[0].notes[0]}` : '';
  return `${title}: ${listOf(controls)} against ${listOf(treated)}${chosen}${note}`;
}

function mayAverage(portal: Portal): RoleQuestion {
  const number = thisNumber(portal);
  return {
    about: 'metrics',
    question: 'May I average these plants?',
    path: pageOf(number),
    source: metricSource(number, portal),
    answer: !number
      ? unmeasured('delivery-reliability')
      : number.metric.value.kind === 'ratio'
        ? `${number.metric.title}: no. The total is the ratio of the sums over all plants, never the mean of their ratios; each plant stands on the page of the number.`
        : `${number.metric.title}: the total on the page is the one to use; it is made as its definition says.`,
  };
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
