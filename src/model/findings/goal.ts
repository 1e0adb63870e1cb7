import type { Rule } from '#model/record/finding.ts';
import { projectedDate } from '#model/metric/projectedDate.ts';
import { formatDifference, formatNumber, listOf, monthYear } from '#model/words/format.ts';
import type { Contribution } from '#model/record/goal.ts';
import { LENSES, LENS_NAMES } from '#model/record/lens.ts';
import type { GoalState, Portal } from '#model/portal.ts';
import { movedSilently } from '#model/report/nextSnapshot.ts';
import { coverOf } from '#model/goal/goalCover.ts';
import { aboutGoal } from './about.ts';
import { liveInitiatives } from './live.ts';

const active = (portal: Portal) => portal.goals.filter((state) => state.goal.status === 'active');

/** Verbs of change with which a goal in English begins; other languages are not judged by them. */
const CHANGE_VERBS =
  /^(achieve|avoid|bring|build|close|cut|decrease|deliver|double|eliminate|end|expand|gain|grow|halve|hold|improve|increase|keep|lift|lower|maintain|make|move|raise|reach|reduce|remove|replace|restore|retain|save|shift|shorten|shrink|stabili[sz]e|stop|treble|triple|win)\b/i;

/** A report comes once a month: the projection of the report before leaves out this many newest periods. */
const PERIODS_A_REPORT = { day: 30, week: 4, month: 1, quarter: 1, year: 1 };

export const goalRules: Rule<Portal>[] = [
  {
    id: 'goal/one-north-star',
    severity: 'error',
    what: 'exactly one active North Star, with an outcome metric',
    why: 'competing stars are none',
    fix: 'name one goal with an outcome metric as northStar in portfolio.yaml, and give the others a parent',
    check: (portal) => {
      const star = portal.goals.find((state) => state.isNorthStar);
      if (!star)
        return portal.goals[0]
          ? [aboutGoal(portal.goals[0].goal, 'No goal is named as the North Star.')]
          : [];
      const ladder = portal.goals.some((state) => state.goal.parent !== undefined);
      const rivals = ladder
        ? active(portal).filter((state) => !state.isNorthStar && state.goal.parent === undefined)
        : [];
      const found = rivals.map((state) =>
        aboutGoal(
          state.goal,
          `It has no parent, so it stands beside the North Star "${star.goal.title}".`,
          { records: [`goals/${star.goal.id}`] },
        ),
      );
      if (star.goal.status !== 'active')
        found.push(
          aboutGoal(star.goal, `The North Star is ${star.goal.status}.`, { field: ['status'] }),
        );
      else if (star.metric?.metric.type !== 'outcome')
        found.push(
          aboutGoal(star.goal, 'The North Star has no outcome metric.', { field: ['metric'] }),
        );
      return found;
    },
  },
  {
    id: 'goal/too-many',
    severity: 'warn',
    what: 'three to five business outcomes are active',
    why: 'more breakthrough goals than an organisation can follow are followed by nobody',
    fix: 'retire some, or take them one after the other',
    limits: { most: 5 },
    check: (portal, { most = 5 }) => {
      const outcomes = active(portal).filter((state) => !state.isNorthStar);
      return outcomes.length > most && outcomes[0]
        ? [
            aboutGoal(outcomes[0].goal, `${outcomes.length} outcomes are active at once.`, {
              records: outcomes.map((state) => `goals/${state.goal.id}`),
            }),
          ]
        : [];
    },
  },
  {
    id: 'goal/quantified',
    severity: 'error',
    what: 'baseline, target, unit and date are given, and the statement begins with a verb of change',
    why: 'a goal that cannot be measured cannot be reached',
    fix: 'complete the fields; write "Cut … from … to … by …"',
    check: (portal) =>
      active(portal).flatMap(({ goal, metric }) => {
        const lacks = [
          metric ? '' : 'a metric',
          (goal.baseline ?? metric?.metric.baseline) == null ? 'a baseline' : '',
          (goal.target ?? metric?.metric.target?.by) ? '' : 'a target with a date',
          metric && metric.metric.unit === '' ? 'a unit' : '',
        ].filter(Boolean);
        if (lacks.length > 0) return [aboutGoal(goal, `It lacks ${listOf(lacks)}.`)];
        const english = portal.portfolio.settings.locale.startsWith('en');
        if (goal.statement === '') return [aboutGoal(goal, 'It has no statement.')];
        return english && !CHANGE_VERBS.test(goal.statement.trim())
          ? [
              aboutGoal(
                goal,
                `The statement begins with "${goal.statement.trim().split(/\s+/)[0]}" and not with what changes.`,
                { field: ['statement'] },
              ),
            ]
          : [];
      }),
  },
  {
    id: 'goal/lens-contribution',
    severity: 'error',
    what: 'business, IT and OT each bring something to every goal, with a metric and an owner',
    why: 'a shared goal must be translated for three functions',
    fix: 'write the contribution, or the reason for none under reasonNone',
    check: (portal) =>
      active(portal).flatMap(({ goal }) => {
        const lacks = LENSES.filter(
          (lens) =>
            !goal.reasonNone[lens] &&
            !goal.contributions[lens].some((entry) => entry.metric && entry.owner),
        );
        if (lacks.length === 0) return [];
        const words = lacks.map(
          (lens) => `${LENS_NAMES[lens]} (${lacking(goal.contributions[lens])})`,
        );
        return [
          aboutGoal(goal, `Not complete for ${listOf(words)}.`, {
            field: ['contributions', lacks[0] as string],
          }),
        ];
      }),
  },
  {
    id: 'goal/orphan',
    severity: 'warn',
    what: 'an active goal has a live initiative',
    why: 'without one the goal remains a wish',
    fix: 'assign an initiative or retire the goal',
    check: (portal) => {
      const served = new Set(liveInitiatives(portal).flatMap((state) => state.initiative.goals));
      return active(portal)
        .filter((state) => !state.isNorthStar && !served.has(state.goal.id))
        .map((state) => aboutGoal(state.goal, 'No live initiative works for it.'));
    },
  },
  {
    id: 'goal/cover-gap',
    severity: 'warn',
    what: 'what live initiatives are likely to bring covers the distance that remains',
    why: 'such a plan cannot reach the target even if all goes well',
    fix: 'add, re-scope or re-target',
    check: (portal) =>
      active(portal).flatMap((state) => {
        const cover = coverOf(state, portal);
        if (!cover || cover.likely >= cover.remaining) return [];
        return [
          aboutGoal(
            state.goal,
            `Live initiatives are likely to bring ${difference(state, cover.likely)}; ${difference(state, cover.remaining)} remain.`,
            { field: ['contributions'] },
          ),
        ];
      }),
  },
  {
    id: 'goal/cover-belief',
    severity: 'info',
    what: 'at most half of the cover rests on belief',
    why: 'a link that nobody tested may not hold',
    fix: 'plan a test of the link',
    limits: { share: 0.5 },
    check: (portal, { share = 0.5 }) =>
      active(portal).flatMap((state) => {
        const cover = coverOf(state, portal);
        if (!cover || cover.likely <= 0 || cover.belief / cover.likely <= share) return [];
        return [
          aboutGoal(
            state.goal,
            `${formatNumber((100 * cover.belief) / cover.likely, 0)} % of what is expected rests on belief.`,
            { field: ['contributions'] },
          ),
        ];
      }),
  },
  {
    id: 'goal/no-guardrail',
    severity: 'error',
    what: 'the North Star has a counter-metric',
    why: 'what is pushed alone is gamed',
    fix: 'add guardrails, such as returns or injuries',
    check: (portal) =>
      portal.goals
        .filter((state) => state.isNorthStar && state.goal.guardrails.length === 0)
        .map((state) => aboutGoal(state.goal, 'It names no guardrail.')),
  },
  {
    id: 'goal/moved-silently',
    severity: 'error',
    what: 'baseline and target stay, or the change is recorded',
    why: 'moved goalposts make every later number meaningless',
    fix: 'record the change and its decision under history, or restore the value',
    compares: 'what an earlier build on this machine saw (records.json in the cache folder)',
    check: (portal) =>
      portal.goals.flatMap(({ goal }) =>
        movedSilently(portal.portfolio.before, goal).map((move) =>
          aboutGoal(
            goal,
            `The ${move.field === 'by' ? 'due date' : move.field} was ${move.from} and is ${move.to ?? 'gone'}; no change is recorded.`,
            { field: move.field === 'by' ? ['target', 'by'] : [move.field, 'value'] },
          ),
        ),
      ),
  },
  {
    id: 'goal/unreachable-pace',
    severity: 'warn',
    what: 'the projected range does not exclude the due date two reports in a row',
    why: 'lateness said late costs most',
    fix: 'decide: more, later or less',
    compares:
      'the projection as it was one report ago, from the same series without its newest month',
    check: (portal) =>
      active(portal).flatMap(({ goal, metric }) => {
        const by = goal.target?.by ?? metric?.metric.target?.by;
        const low = metric?.projection?.low;
        if (!metric || !by || !low || low <= by) return [];
        const { periods, values } = metric.all;
        const end = -PERIODS_A_REPORT[metric.metric.grain];
        const before = projectedDate(metric.metric, {
          periods: periods.slice(0, end),
          values: values.slice(0, end),
        }).projection;
        return before && before.low > by
          ? [
              aboutGoal(
                goal,
                `At the present pace ${monthYear(low)} at the earliest, due ${monthYear(by)}; so it was one report ago.`,
                { field: ['target', 'by'], records: [`metrics/${metric.metric.id}`] },
              ),
            ]
          : [];
      }),
  },
];

function lacking(entries: Contribution[]): string {
  if (entries.length === 0) return 'nothing is written';
  return entries.some((entry) => entry.metric)
    ? 'no owner'
    : entries.some((entry) => entry.owner)
      ? 'no metric'
      : 'no metric and owner';
}

function difference({ metric }: GoalState, amount: number): string {
  return metric ? formatDifference(metric.metric, amount) : String(amount);
}
