import { longDate } from '#model/time/date.ts';
import { countOf, formatValue, listOf } from '#model/words/format.ts';
import type { FrictionItem } from '#model/record/friction.ts';
import type { GoalState, Portal } from '#model/portal.ts';
import { disputes } from '#model/trust/disputes.ts';
import { writtenDefinition } from '#model/metric/metricDefinition.ts';
import { siteName } from '#model/record/site.ts';
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

/** The questions of a controls engineer, answered from the records. */
export function controlsEngineer(portal: Portal): RoleQuestion[] {
  return [
    toolsAnswered(portal),
    goalInMyUnits(portal),
    whoAnswersInIt(portal),
    agreesWithLineBoard(portal),
    changesAndStops(portal),
    effectOfPilots(portal),
    definitionOfChart(portal),
  ];
}

function toolsAnswered(portal: Portal): RoleQuestion {
  const raised = toolItems(portal);
  const open = raised.filter((item) => item.resolved === null);
  const answered = raised.filter((item) => item.firstResponse).length;
  return {
    about: 'misalignment',
    question: 'Which tools changed my cycle or added steps, and was that ever answered?',
    path: 'lens/ot/#raised',
    source: logSource(portal),
    answer:
      raised.length === 0
        ? nothingLogged(portal, 'OT has raised nothing of the kind in the log.')
        : sentence(
            `${answered} of ${raised.length} items of OT about a tool or the way of working were answered, ${raised.length - open.length} resolved; open: ${open.length === 0 ? 'none' : few(open.map((item) => item.title))}`,
          ),
  };
}

/** What OT raised about a tool or the way of working; all that it asked of IT where the log does not say what its items are about. */
function toolItems({ portfolio }: Portal): FrictionItem[] {
  const own = portfolio.friction.filter((item) => item.from === 'ot');
  return own.every((item) => item.category == null)
    ? own.filter((item) => item.to === 'it')
    : own.filter((item) => item.category === 'workflow' || item.category === 'usability');
}

/** The goal that is nearest to a machine: measured by line, else in the words of OT, else the first with a metric. */
function nearestGoal({ goals }: Portal): GoalState | undefined {
  return (
    goals.find((state) => state.metric && state.metric.byLine.length > 1) ??
    goals.find((state) => !state.isNorthStar && state.metric?.metric.lenses.ot?.title) ??
    goals.find((state) => state.metric)
  );
}

function goalInMyUnits(portal: Portal): RoleQuestion {
  const goal = nearestGoal(portal);
  return {
    about: 'goals',
    question: 'What does the goal mean for my machines, in my units?',
    path: goal ? `goals/${goal.goal.id}/` : 'goals/',
    source: metricSource(goal?.metric, portal),
    answer: goal ? meaning(goal) : 'No goal has a metric.',
  };
}

function meaning({ goal, metric: state }: GoalState): string {
  if (!state) return 'No goal has a metric.';
  const { metric, all } = state;
  const target = goal.target?.value ?? metric.target?.value;
  const contributions = goal.contributions.ot.map((entry) => entry.text).join('; ');
  return sentence(
    `${metric.lenses.ot?.title ?? metric.title}: ${formatValue(metric, all.latest?.value)} to ${formatValue(metric, target)}; ${contributions || 'no OT contribution is written'}`,
  );
}

function whoAnswersInIt(portal: Portal): RoleQuestion {
  const leads = live(portal).flatMap(({ initiative: { pod, title } }) =>
    pod.itLead
      ? [
          `${pod.itLead.name} for ${title}${pod.itLead.deputy ? `, deputy ${pod.itLead.deputy}` : ''}`,
        ]
      : [],
  );
  const agreed = portal.portfolio.settings.responseHours.map(
    (hours, index) => `${hours} hours at severity ${index + 1}`,
  );
  return {
    about: 'pods',
    question: 'Who in IT answers me, by when, and who is the deputy?',
    path: 'pods/',
    source: records(portal),
    answer:
      leads.length === 0
        ? 'No IT lead is named.'
        : sentence(`${few(leads, 5)}. Agreed: a first answer within ${listOf(agreed)}`),
  };
}

function agreesWithLineBoard(portal: Portal): RoleQuestion {
  return {
    about: 'trust',
    question: 'Does the dashboard agree with my line board, and if not, which definition differs?',
    path: 'lens/ot/#disputed',
    source: logSource(portal),
    answer: disputed(portal),
  };
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

function changesAndStops(portal: Portal): RoleQuestion {
  const changes = portal.roadmap
    .filter(
      ({ item }) =>
        item.layer === 'ot' &&
        item.status !== 'done' &&
        (item.moc !== undefined || item.stopWindow !== undefined),
    )
    .map((state) => `${state.item.title}: ${bookedAndNumbered(state)}`);
  return {
    about: 'roadmap',
    question:
      'Which change of equipment needs a management-of-change number and a stop, and is it booked?',
    path: 'lens/ot/#changes',
    source: records(portal),
    answer:
      changes.length === 0 ? 'No open item names a stop or a number.' : sentence(few(changes, 4)),
  };
}

/** "stop booked 3 May 2026, MOC-12" */
function bookedAndNumbered({ item, stop }: Portal['roadmap'][number]): string {
  const booked = stop?.booked ? `stop booked ${longDate(stop.booked.from)}` : 'no stop booked';
  const number = item.moc === 'missing' ? 'number missing' : item.moc;
  return [stop ? booked : '', number].filter(Boolean).join(', ');
}

function effectOfPilots(portal: Portal): RoleQuestion {
  const effects = live(portal).flatMap((state) =>
    state.effects.map((effect) => `${state.initiative.title}: ${effect.sentence}`),
  );
  return {
    about: 'gates',
    question: 'What did the pilot do to the line?',
    path: 'lens/ot/#effects',
    source: records(portal),
    answer: effects.length === 0 ? 'No effect is measured.' : sentence(few(effects, 2)),
  };
}

function definitionOfChart(portal: Portal): RoleQuestion {
  const chart =
    nearestGoal(portal)?.metric ??
    [...portal.metrics.values()].find((state) => state.metric.type === 'outcome');
  const validated = chart?.metric.validatedByOt;
  const compared = validated
    ? `compared at the line by ${validated.name}, ${longDate(validated.date)}`
    : 'nobody has compared it at the line';
  return {
    about: 'metrics',
    question: 'Which definition applies to this chart?',
    path: chart ? `metrics/${chart.metric.id}/` : 'metrics/',
    source: metricSource(chart, portal),
    answer: chart
      ? sentence(
          `${chart.metric.title}: ${writtenDefinition(chart.metric) ?? 'nobody has written down what is counted'}; ${compared}`,
        )
      : 'No outcome has a metric.',
  };
}
