import { longDate } from '#model/time/date.ts';
import { countOf, listOf } from '#model/words/format.ts';
import type { Initiative } from '#model/record/initiative.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import type { Portal } from '#model/portal.ts';
import { writtenDefinition } from '#model/metric/metricDefinition.ts';
import { itemDate } from '#model/roadmap/roadmapSentence.ts';
import {
  few,
  initiativeTitle,
  live,
  metricSource,
  records,
  sentence,
  type RoleQuestion,
} from '../question.ts';

/** The questions of a data architect, answered from the records. */
export function dataArchitect(portal: Portal): RoleQuestion[] {
  return [
    doneNotConnected(portal),
    systemsBehindNorthStar(portal),
    whoMayChange(portal),
    awaitingValidation(portal),
    orderOfPlants(portal),
    undecidableByData(portal),
    whereDefined(portal),
  ];
}

function doneNotConnected(portal: Portal): RoleQuestion {
  const apart = deliveredApart(portal);
  const silent = portal.portfolio.exports
    .filter((report) => report.freshness === 'stale' || report.failed)
    .map((report) => report.contract.title ?? report.contract.name);
  return {
    about: 'misalignment',
    question:
      'Which deliveries of OT are done but not connected, and which data is promised but absent?',
    path: 'lens/it/#feeds',
    source: records(portal),
    answer: sentence(
      `${apart.length === 0 ? 'nothing done by OT waits for IT' : few(apart)}; ${silent.length === 0 ? 'every promised export arrives' : `absent: ${few(silent)}`}`,
    ),
  };
}

/** Deliveries of OT that are done beside the items of IT that wait on them and are not. */
function deliveredApart({ roadmap }: Portal): string[] {
  const items = new Map(roadmap.map(({ item }) => [item.id, item]));
  return roadmap
    .filter(({ item }) => item.layer === 'ot' && item.status === 'done')
    .flatMap((state) =>
      state.neededBy
        .flatMap((id) => items.get(id) ?? [])
        .filter((item) => item.layer === 'it' && item.status !== 'done')
        .map((item) => `${state.item.title} is done, ${item.title} is not`),
    );
}

function systemsBehindNorthStar(portal: Portal): RoleQuestion {
  const state = portal.goals.find((goal) => goal.isNorthStar)?.metric;
  return {
    about: 'goals',
    question:
      'From which systems do numerator and denominator come, and who approved the definition?',
    path: state ? `metrics/${state.metric.id}/` : 'metrics/',
    source: metricSource(state, portal),
    answer: state ? originOf(state) : 'No North Star has a metric.',
  };
}

function originOf({ metric, export: report }: MetricState): string {
  const from = report?.contract.system ?? report?.contract.title ?? 'computed from other metrics';
  const validated = metric.validatedByOt
    ? `validated by ${metric.validatedByOt.name}, ${longDate(metric.validatedByOt.date)}`
    : 'not validated by OT';
  return sentence(
    `${metric.title}: ${writtenDefinition(metric) ?? 'nobody has written down what is counted'}; from ${from}, owner ${metric.owner ?? 'not named'}, steward ${metric.steward ?? 'not named'}; ${validated}`,
  );
}

function whoMayChange(portal: Portal): RoleQuestion {
  const rights = live(portal).flatMap(({ initiative }) =>
    definers(initiative).map((name) => `${name} (${initiative.title})`),
  );
  const stewards = [
    ...new Set([...portal.metrics.values()].flatMap((state) => state.metric.steward ?? [])),
  ];
  return {
    about: 'pods',
    question: 'Who may change a metric definition?',
    path: 'lens/it/#definitions',
    source: records(portal),
    answer: sentence(
      `${rights.length > 0 ? `${listOf(rights)} by decision right` : 'no pod has written it down'}; owner and steward of each metric answer for it${stewards.length > 0 ? `, stewards: ${few(stewards)}` : ''}`,
    ),
  };
}

/** Who decides on definitions in a pod: by a member's own right, and by the rights of the pod. */
function definers({ pod, decisionRights }: Initiative): string[] {
  return [
    ...Object.values(pod)
      .filter((member) => member?.decisionRights.some((right) => /definition/i.test(right)))
      .flatMap((member) => member?.name ?? []),
    ...decisionRights
      .filter((right) => /definition/i.test(right.class))
      .flatMap((right) => right.decider),
  ];
}

function awaitingValidation(portal: Portal): RoleQuestion {
  const unvalidated = [...portal.metrics.values()]
    .filter((state) => !state.metric.validatedByOt)
    .map((state) => state.metric.title);
  const none =
    portal.metrics.size === 0
      ? 'There is no metric yet.'
      : 'None: each was compared with what the machines did.';
  return {
    about: 'trust',
    question: 'Which metrics await validation by OT?',
    path: 'lens/it/#definitions',
    source: records(portal),
    answer:
      unvalidated.length === 0
        ? none
        : sentence(`${unvalidated.length} of ${portal.metrics.size}: ${few(unvalidated)}`),
  };
}

function orderOfPlants(portal: Portal): RoleQuestion {
  const rollout = portal.roadmap
    .filter(({ item }) => item.layer === 'it' && item.sites.length > 0)
    .toSorted((a, b) => (a.item.end < b.item.end ? -1 : a.item.end > b.item.end ? 1 : 0))
    .map(({ item, holds }) => {
      const waiting = holds.length > 0 ? ` (${countOf(holds.length, 'item')} waiting)` : '';
      return `${itemDate(item.when)} ${item.title}${waiting}`;
    });
  return {
    about: 'roadmap',
    question: 'In what order do plants get the data platform, and what waits on it?',
    path: 'roadmap/it/',
    source: records(portal),
    answer: rollout.length === 0 ? 'No IT item names a plant.' : sentence(few(rollout, 5)),
  };
}

function undecidableByData(portal: Portal): RoleQuestion {
  const undecidable = portal.reviews
    .filter((review) => review.state !== 'decided')
    .flatMap((review) =>
      review.results
        .filter(({ state }) => state === 'stale' || state === 'insufficient-data')
        .map(
          (result) =>
            `${initiativeTitle(portal, review.initiative)}: ${result.sentence.replace(/[.]$/, '')}${result.export ? ` (${result.export})` : ''}`,
        ),
    );
  return {
    about: 'gates',
    question: 'Which criterion cannot be decided because of data, and whose data?',
    path: 'gates/',
    source: records(portal),
    answer: undecidable.length === 0 ? 'None.' : sentence(few(undecidable)),
  };
}

function whereDefined(portal: Portal): RoleQuestion {
  const metrics = [...portal.metrics.values()].map((state) => state.metric);
  const written = metrics.filter((metric) => writtenDefinition(metric) !== null).length;
  const changed = metrics.filter((metric) => metric.definitions.length > 1).length;
  return {
    about: 'metrics',
    question: 'Where is the definition, its version and its source?',
    path: 'lens/it/#definitions',
    source: records(portal),
    answer: sentence(
      `On each metric's page and in one list, of ${countOf(metrics.length, 'metric')}: what is counted is written for ${written}, and the definition has changed in ${changed}`,
    ),
  };
}
