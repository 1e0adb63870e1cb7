import type { Rule } from '#model/finding.ts';
import { LENSES, LENS_NAMES } from '#model/lens.ts';
import type { Portal } from '#model/portal.ts';
import { listOf, monthYear } from '#model/format.ts';
import { aboutGoal } from './about.ts';

const active = (portal: Portal) => portal.goals.filter((state) => state.goal.status === 'active');

export const goalRules: Rule<Portal>[] = [
  {
    id: 'goal/one-north-star', severity: 'error', what: 'exactly one North Star with an outcome metric', why: 'competing stars are none', fix: 'name one goal with an outcome metric as northStar in portfolio.yaml',
    check: (portal) => {
      const star = portal.goals.find((state) => state.isNorthStar);
      if (!star) return portal.goals[0] ? [aboutGoal(portal.goals[0].goal, 'No goal is named as the North Star.')] : [];
      return star.metric?.metric.type === 'outcome' ? [] : [aboutGoal(star.goal, 'The North Star has no outcome metric.')];
    },
  },
  {
    id: 'goal/too-many', severity: 'warn', what: 'at most five active business outcomes', why: 'three to five breakthrough goals are what an organisation can follow', fix: 'retire or sequence some',
    check: (portal) => {
      const outcomes = active(portal).filter((state) => !state.isNorthStar);
      return outcomes.length > 5 && outcomes[0] ? [aboutGoal(outcomes[0].goal, `${outcomes.length} outcomes are active at once.`)] : [];
    },
  },
  {
    id: 'goal/quantified', severity: 'error', what: 'metric, baseline, target and date are given', why: 'a goal that cannot be measured cannot be reached', fix: 'complete the fields',
    check: (portal) =>
      active(portal).flatMap((state) => {
        const lacks = [state.metric ? '' : 'metric', (state.goal.baseline ?? state.metric?.baseline) == null ? 'baseline' : '', (state.goal.target ?? state.metric?.metric.target?.by) ? '' : 'target with a date'].filter(Boolean);
        return lacks.length > 0 ? [aboutGoal(state.goal, `It lacks ${listOf(lacks)}.`)] : [];
      }),
  },
  {
    id: 'goal/lens-contribution', severity: 'error', what: 'business, IT and OT each bring something to every goal', why: 'a shared goal must be translated for three functions', fix: 'write the missing contribution',
    check: (portal) =>
      active(portal).flatMap((state) => {
        const lacks = LENSES.filter((lens) => state.goal.contributions[lens].length === 0).map((lens) => LENS_NAMES[lens]);
        return lacks.length > 0 ? [aboutGoal(state.goal, `Nothing is written for ${listOf(lacks)}.`)] : [];
      }),
  },
  {
    id: 'goal/orphan', severity: 'warn', what: 'an active goal has a live initiative', why: 'without one the goal remains a wish', fix: 'assign an initiative or retire the goal',
    check: (portal) =>
      active(portal)
        .filter((state) => !state.isNorthStar && !portal.initiatives.some((entry) => entry.initiative.goals.includes(state.goal.id) && !['stopped', 'done'].includes(entry.initiative.status)))
        .map((state) => aboutGoal(state.goal, 'No live initiative works for it.')),
  },
  {
    id: 'goal/no-guardrail', severity: 'error', what: 'the North Star has a counter-metric', why: 'what is pushed alone is gamed', fix: 'add guardrails, such as returns or injuries',
    check: (portal) => portal.goals.filter((state) => state.isNorthStar && state.goal.guardrails.length === 0).map((state) => aboutGoal(state.goal, 'It names no guardrail.')),
  },
  {
    id: 'goal/unreachable-pace', severity: 'warn', what: 'the projected range does not exclude the due date', why: 'lateness said late costs most', fix: 'decide: more, later or less',
    check: (portal) =>
      active(portal).flatMap((state) => {
        const by = state.goal.target?.by ?? state.metric?.metric.target?.by;
        const low = state.metric?.projection?.low;
        return by && low && low > by ? [aboutGoal(state.goal, `At the present pace ${monthYear(low)} at the earliest, due ${monthYear(by)}.`)] : [];
      }),
  },
];
