import { daysBetween, longDate } from '#model/time/date.ts';
import type { Found, Rule } from '#model/record/finding.ts';
import { listOf } from '#model/words/format.ts';
import { LENSES, LENS_NAMES, type Lens } from '#model/record/lens.ts';
import { parsePeriod, periodEnd } from '#model/time/period.ts';
import type { Portal } from '#model/portal.ts';
import type { RoadmapItem } from '#model/record/roadmap.ts';
import { outOfOrder } from '#model/roadmap/needOrder.ts';
import { aboutGoal, aboutInitiative, aboutItem } from './about.ts';
import { liveInitiatives } from './live.ts';

const byId = (portal: Portal) => new Map(portal.portfolio.roadmap.map((item) => [item.id, item]));
const open = (item: RoadmapItem) => item.status !== 'done';
/** Systems between IT and OT, by what people call them. */
const LEVEL_3 = /\b(MES|MOM|LIMS|CMMS|historian)\b/i;

/** Whether the three layers of the roadmap fit each other. */
export const roadmapRules: Rule<Portal>[] = [
  {
    id: 'roadmap/missing-layer',
    severity: 'error',
    what: 'a goal, and an initiative, has items in all three layers',
    why: 'a roadmap built by one function',
    fix: 'add the missing items, or the reason for none under reasonNone',
    check: (portal) => [...missingForGoals(portal), ...missingForInitiatives(portal)],
  },
  {
    id: 'roadmap/owner-layer',
    severity: 'warn',
    what: 'the owner of an item works in its layer',
    why: 'nobody can promise for another function',
    fix: 'give the item to its layer; where the function of somebody is not known, name it under people in portfolio.yaml',
    check: (portal) => {
      const functions = functionsOf(portal);
      return portal.portfolio.roadmap.filter(open).flatMap((item) => {
        const lenses = functions.get(item.owner ?? '');
        return lenses && lenses.size > 0 && !lenses.has(item.layer)
          ? [
              aboutItem(
                item,
                `${item.owner} works for ${listOf([...lenses].map((lens) => LENS_NAMES[lens]))}; the item is in the layer ${LENS_NAMES[item.layer]}.`,
                { field: ['owner'] },
              ),
            ]
          : [];
      });
    },
  },
  {
    id: 'roadmap/cycle',
    severity: 'error',
    what: 'what items need does not go in a circle',
    why: 'then none of them can ever begin',
    fix: 'break it at one place',
    stopsTheBuild: true,
    check: () => [],
  },
  {
    id: 'roadmap/order',
    severity: 'error',
    what: 'an item ends before what needs it starts',
    why: 'otherwise one of the two dates is wrong',
    fix: 're-date; or say with needs: { item, type } that it need not be finished first',
    check: (portal) => {
      const items = byId(portal);
      return portal.portfolio.roadmap.filter(open).flatMap((item) =>
        item.needs.flatMap((need, index) => {
          const before = items.get(need);
          if (!before || !open(before)) return [];
          const type = outOfOrder(item, before);
          if (type === null) return [];
          const words =
            type === 'finish-start'
              ? `begins ${longDate(item.start)}; ${before.title}, which must be done first, ends ${longDate(before.end)}`
              : type === 'start-start'
                ? `begins ${longDate(item.start)}; ${before.title}, which must begin first, begins ${longDate(before.start)}`
                : `ends ${longDate(item.end)}; ${before.title}, which it needs, ends ${longDate(before.end)}`;
          return [
            aboutItem(item, `It ${words}.`, {
              records: [`roadmap/${before.id}`],
              field: ['needs', index],
            }),
          ];
        }),
      );
    },
  },
  {
    id: 'roadmap/no-window',
    severity: 'error',
    what: 'work on a running line has a stop window',
    why: 'changes of OT wait for stops; who misses one waits for the next',
    fix: 'book it as stopWindow, or say that none is needed',
    check: (portal) =>
      portal.portfolio.roadmap
        .filter(
          (item) =>
            open(item) &&
            item.layer === 'ot' &&
            (item.kind === 'equipment' || item.stopWindow === 'needed') &&
            item.stopWindow !== 'not-needed',
        )
        .flatMap((item) => {
          const window = typeof item.stopWindow === 'object' ? item.stopWindow : null;
          const closed = item.sites
            .flatMap((id) => {
              const site = portal.portfolio.sites.find((one) => one.id === id);
              return [...(site?.closed ?? []), ...(site?.stops ?? []).map((stop) => stop.from)];
            })
            .filter((day) => day > portal.portfolio.asOf)
            .sort()[0];
          const next = closed ? ` The next stop begins ${longDate(closed)}.` : '';
          if (!window) return [aboutItem(item, `No stop window is booked.${next}`)];
          return window.to < portal.portfolio.asOf
            ? [
                aboutItem(
                  item,
                  `Its stop window ended on ${longDate(window.to)} and it is not done.${next}`,
                  { field: ['stopWindow'] },
                ),
              ]
            : [];
        }),
  },
  {
    id: 'roadmap/level3-owner',
    severity: 'warn',
    what: 'an item of level 3 (MES, historian) says which layer answers for it',
    why: "level 3 is nobody's and everybody's",
    fix: 'add ownerLayer',
    check: (portal) =>
      portal.portfolio.roadmap
        .filter(
          (item) =>
            open(item) &&
            !item.ownerLayer &&
            (item.isa95Level === 3 || (item.isa95Level === undefined && LEVEL_3.test(item.title))),
        )
        .map((item) => aboutItem(item, 'No layer is named that answers for it.')),
  },
  {
    id: 'roadmap/date-drift',
    severity: 'warn',
    what: 'a date moves at most twice, and not by a quarter without a reason',
    why: 'drift hides a decision that nobody took',
    fix: 'explain or re-plan',
    limits: { moves: 2, days: 90 },
    compares: 'earlier promises as recorded under moved',
    check: (portal, { moves = 2, days = 90 }) =>
      portal.portfolio.roadmap.flatMap((item) => {
        const dates = [...item.moved.map((move) => endOf(move.from)), item.end];
        const silent = item.moved.reduce(
          (sum, move, index) =>
            sum + (move.reason ? 0 : Math.max(0, daysBetween(dates[index]!, dates[index + 1]!))),
          0,
        );
        if (item.moved.length <= moves && silent <= days) return [];
        return [
          aboutItem(
            item,
            `Promised for ${listOf([...item.moved.map((move) => move.from), item.when])}${silent > days ? `; ${silent} days without a reason` : ''}.`,
            { field: ['moved'] },
          ),
        ];
      }),
  },
  {
    id: 'roadmap/half-done',
    severity: 'warn',
    what: 'what OT finished is used by IT within a month, and the reverse',
    why: 'sensors that nobody can read',
    fix: 'connect them',
    limits: { days: 30 },
    check: (portal, { days = 30 }) => {
      const items = byId(portal);
      return portal.portfolio.roadmap
        .filter((item) => open(item) && item.layer !== 'business')
        .flatMap((item) =>
          item.needs.flatMap((need) => {
            const before = items.get(need);
            const done = before?.doneOn ?? before?.end ?? '';
            const other =
              before &&
              before.layer !== 'business' &&
              before.layer !== item.layer &&
              before.status === 'done';
            const waited = other ? daysBetween(done, portal.portfolio.asOf) : 0;
            return before && waited > days && item.start <= portal.portfolio.asOf
              ? [
                  aboutItem(
                    item,
                    `${before.title} (${LENS_NAMES[before.layer]}) is done since ${longDate(done)}, ${waited} days; this is ${item.status.replace('-', ' ')}.`,
                    { records: [`roadmap/${before.id}`] },
                  ),
                ]
              : [];
          }),
        );
    },
  },
  {
    id: 'roadmap/no-training',
    severity: 'warn',
    what: 'where equipment or a capability comes, people are trained',
    why: 'adoption needs both',
    fix: 'add an item of the kind training',
    check: (portal) => {
      const trained = new Set(
        portal.portfolio.roadmap
          .filter((item) => item.kind === 'training')
          .map((item) => item.initiative),
      );
      const coming = portal.portfolio.roadmap.filter(
        (item) =>
          open(item) &&
          (item.kind === 'equipment' || item.kind === 'capability') &&
          !trained.has(item.initiative),
      );
      return [...Map.groupBy(coming, (item) => item.initiative ?? item.id).values()].flatMap(
        (items) =>
          items[0]
            ? [
                aboutItem(
                  items[0],
                  items.length === 1
                    ? 'No training is planned with it.'
                    : `No training is planned with it, nor with ${listOf(items.slice(1).map((item) => item.title))}.`,
                  { records: items.slice(1).map((item) => `roadmap/${item.id}`) },
                ),
              ]
            : [],
      );
    },
  },
  {
    id: 'roadmap/no-owner',
    severity: 'warn',
    what: 'every item has an owner',
    why: 'a date without a person',
    fix: 'name an owner',
    check: (portal) =>
      portal.portfolio.roadmap
        .filter((item) => !item.owner && open(item))
        .map((item) => aboutItem(item, 'No owner is named.')),
  },
  {
    id: 'roadmap/orphan',
    severity: 'warn',
    what: 'every item leads up to a goal',
    why: 'work that serves nothing',
    fix: 'link a goal or drop it',
    check: (portal) => {
      const items = byId(portal);
      return portal.orphans
        .filter((orphan) => orphan.kind === 'roadmap')
        .flatMap((orphan) => {
          const item = items.get(orphan.id);
          return item ? [aboutItem(item, 'It leads up to no goal.')] : [];
        });
    },
  },
  {
    id: 'roadmap/blocked',
    severity: 'warn',
    what: 'nothing is blocked without a way out',
    why: 'what waits on it waits as well',
    fix: 'take the decision it waits for',
    check: (portal) => {
      const waiting = Map.groupBy(
        portal.portfolio.roadmap.flatMap((item) => item.needs.map((need) => ({ need, item }))),
        (entry) => entry.need,
      );
      return portal.portfolio.roadmap
        .filter((item) => item.status === 'blocked')
        .map((item) => {
          const held = (waiting.get(item.id) ?? []).map((entry) => entry.item);
          return aboutItem(
            item,
            `Blocked${item.note ? `: ${item.note}` : ''}${held.length > 0 ? `; ${listOf(held.map((other) => other.title))} wait${held.length === 1 ? 's' : ''} on it` : ''}.`,
            { records: held.map((other) => `roadmap/${other.id}`) },
          );
        });
    },
  },
];

function missingForGoals(portal: Portal): Found[] {
  const layers = new Map<string, Set<Lens>>();
  for (const item of portal.portfolio.roadmap)
    for (const goal of item.goals)
      layers.set(goal, (layers.get(goal) ?? new Set<Lens>()).add(item.layer));
  return portal.goals
    .filter((state) => state.goal.status === 'active' && !state.isNorthStar)
    .flatMap(({ goal }) => {
      const lacks = LENSES.filter(
        (lens) => !layers.get(goal.id)?.has(lens) && !goal.reasonNone[lens],
      );
      return portal.portfolio.roadmap.length > 0 && lacks.length > 0
        ? [aboutGoal(goal, `No roadmap item for ${listOf(lacks.map((lens) => LENS_NAMES[lens]))}.`)]
        : [];
    });
}

/** An initiative is in a layer through its own items, what they need, and what needs them. */
function missingForInitiatives(portal: Portal): Found[] {
  const items = byId(portal);
  const layers = new Map<string, Set<Lens>>();
  const stands = (initiative: string | undefined, layer: Lens) =>
    initiative !== undefined &&
    layers.set(initiative, (layers.get(initiative) ?? new Set<Lens>()).add(layer));
  for (const item of portal.portfolio.roadmap) {
    stands(item.initiative, item.layer);
    for (const need of item.needs) {
      const before = items.get(need);
      if (!before) continue;
      stands(item.initiative, before.layer);
      stands(before.initiative, item.layer);
    }
  }
  return liveInitiatives(portal).flatMap(({ initiative }) => {
    const lacks = LENSES.filter(
      (lens) => !layers.get(initiative.id)?.has(lens) && !initiative.reasonNone[lens],
    );
    return portal.portfolio.roadmap.length > 0 && lacks.length > 0
      ? [
          aboutInitiative(
            initiative,
            `No roadmap item for ${listOf(lacks.map((lens) => LENS_NAMES[lens]))}.`,
            'executiveSponsor',
          ),
        ]
      : [];
  });
}

/** The functions that people work for: as portfolio.yaml says, else as they lead in pods. */
function functionsOf({ portfolio }: Portal): Map<string, Set<Lens>> {
  const functions = new Map<string, Set<Lens>>();
  const add = (name: string | undefined, lens: Lens) =>
    name && functions.set(name, (functions.get(name) ?? new Set<Lens>()).add(lens));
  for (const { pod } of portfolio.initiatives) {
    add(pod.itLead?.name, 'it');
    add(pod.otLead?.name, 'ot');
    add(pod.businessLead?.name, 'business');
  }
  for (const person of portfolio.settings.people ?? [])
    if (person.lens) functions.set(person.name, new Set([person.lens]));
  return functions;
}

function endOf(when: string): string {
  const parsed = parsePeriod(when);
  return parsed ? periodEnd(parsed.start, parsed.grain) : when;
}
