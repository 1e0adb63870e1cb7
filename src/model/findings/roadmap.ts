import type { Rule } from '#model/finding.ts';
import { listOf } from '#model/format.ts';
import { LENSES, LENS_NAMES } from '#model/lens.ts';
import type { Portal } from '#model/portal.ts';
import { aboutGoal, aboutItem } from './about.ts';

export const roadmapRules: Rule<Portal>[] = [
  {
    id: 'roadmap/missing-layer', severity: 'error', what: 'a goal has items in all three layers', why: 'a roadmap built by one function', fix: 'add the missing items',
    check: (portal) =>
      portal.goals.filter((state) => state.goal.status === 'active' && !state.isNorthStar).flatMap(({ goal }) => {
        const items = portal.portfolio.roadmap.filter((item) => item.goals.includes(goal.id));
        const lacks = LENSES.filter((lens) => !items.some((item) => item.layer === lens));
        return items.length > 0 && lacks.length > 0 ? [aboutGoal(goal, `No item in the layer ${listOf(lacks.map((lens) => LENS_NAMES[lens]))}.`)] : [];
      }),
  },
  {
    id: 'roadmap/order', severity: 'error', what: 'an item ends before what needs it starts', why: 'otherwise one of the two dates is wrong', fix: 're-date',
    check: (portal) => portal.portfolio.roadmap.flatMap((item) => item.needs.flatMap((need) => { const before = portal.portfolio.roadmap.find((other) => other.id === need); return before && before.start > item.end ? [aboutItem(item, `It ends ${item.when}; ${before.title}, which it needs, begins later (${before.when}).`)] : []; })),
  },
  {
    id: 'roadmap/date-drift', severity: 'warn', what: 'dates move at most once without a reason', why: 'drift hides a decision nobody took', fix: 'explain or re-plan',
    check: (portal) => portal.portfolio.roadmap.filter((item) => item.moved.length > 1).map((item) => aboutItem(item, `Moved ${item.moved.length} times: ${[...item.moved.map((move) => move.from), item.when].join(', ')}.`)),
  },
  {
    id: 'roadmap/no-owner', severity: 'warn', what: 'every item has an owner', why: 'a date without a person', fix: 'name one',
    check: (portal) => portal.portfolio.roadmap.filter((item) => !item.owner && item.status !== 'done').map((item) => aboutItem(item, 'No owner is named.')),
  },
  {
    id: 'roadmap/orphan', severity: 'warn', what: 'every item leads up to a goal', why: 'work that serves nothing', fix: 'link a goal or drop it',
    check: (portal) => portal.orphans.filter((orphan) => orphan.kind === 'roadmap').flatMap((orphan) => { const item = portal.portfolio.roadmap.find((candidate) => candidate.id === orphan.id); return item ? [aboutItem(item, 'It leads up to no goal.')] : []; }),
  },
  {
    id: 'roadmap/blocked', severity: 'warn', what: 'nothing is blocked without a way out', why: 'what waits on it waits as well', fix: 'take the decision it waits for',
    check: (portal) => portal.portfolio.roadmap.filter((item) => item.status === 'blocked').map((item) => { const held = portal.portfolio.roadmap.filter((other) => other.needs.includes(item.id)); return aboutItem(item, `Blocked${item.note ? `: ${item.note}` : ''}${held.length > 0 ? `; ${listOf(held.map((other) => other.title))} wait${held.length === 1 ? 's' : ''} on it` : ''}.`); }),
  },
];
