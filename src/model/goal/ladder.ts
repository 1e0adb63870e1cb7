import { formulaParts } from '#model/metric/series/formula.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Portfolio } from '#model/record/portfolio.ts';

/** One record on the ladder between what is measured or done and the North Star. */
export interface Rung {
  kind: 'goal' | 'initiative' | 'item' | 'metric' | 'export';
  id: string;
  title: string;
  path: string;
}
export interface Ladder {
  /** Ways up to the top, each from the record's nearest rung to the last goal. */
  up: Rung[][];
  /** What carries it, one step down. */
  down: { name: string; rungs: Rung[] }[];
}

interface Parts {
  portfolio: Portfolio;
}

/** From a metric up to the North Star, by the goals that name it, the initiatives that move it, and the metrics that it moves or is a part of; and down to what feeds it. */
export function metricLadder(id: string, { portfolio }: Parts): Ladder {
  const metric = portfolio.metrics.find((one) => one.id === id);
  const early = portfolio.metrics.filter((other) => other.leads.some((lead) => lead.metric === id));
  const source =
    metric && metric.value.kind !== 'formula' && metric.export
      ? [exportRung(metric.export, portfolio)]
      : [];
  return {
    up: unique(metricWays(id, portfolio)),
    down: groups([
      ['Leading indicators', early.map((other) => rung(portfolio, 'metric', other.id))],
      ['Made of', partsOf(metric).map((part) => rung(portfolio, 'metric', part))],
      ['Drawn from', source],
    ]),
  };
}

/** From an item of the roadmap: its goals, or its initiative's; where it has neither, those of what needs it. */
export function itemLadder(id: string, { portfolio }: Parts): Ladder {
  const item = portfolio.roadmap.find((one) => one.id === id);
  return {
    up: unique(itemWays(id, portfolio)),
    down: groups([['Needs', (item?.needs ?? []).map((need) => rung(portfolio, 'item', need))]]),
  };
}

export function initiativeLadder(id: string, { portfolio }: Parts): Ladder {
  const initiative = portfolio.initiatives.find((one) => one.id === id);
  return {
    up: unique((initiative?.goals ?? []).map((goal) => goalChain(goal, portfolio))),
    down: groups([
      [
        'Delivered by roadmap items',
        portfolio.roadmap
          .filter((item) => item.initiative === id)
          .map((item) => rung(portfolio, 'item', item.id)),
      ],
      [
        'Measured by',
        (initiative?.metrics ?? []).map((entry) => rung(portfolio, 'metric', entry.id)),
      ],
    ]),
  };
}

/** From a goal to the goals above it; and down to its metric, and to all that works for it. */
export function goalLadder(id: string, { portfolio }: Parts): Ladder {
  const goal = portfolio.goals.find((one) => one.id === id);
  const initiatives = portfolio.initiatives.filter((initiative) => initiative.goals.includes(id));
  const items = portfolio.roadmap.filter(
    (item) =>
      item.goals.includes(id) &&
      !initiatives.some((initiative) => initiative.id === item.initiative),
  );
  return {
    up: [goalChain(id, portfolio).slice(1)].filter((chain) => chain.length > 0),
    down: groups([
      ['Measured by', goal?.metric ? [rung(portfolio, 'metric', goal.metric)] : []],
      [
        'Delivered by goals',
        portfolio.goals
          .filter((one) => one.parent === id)
          .map((one) => rung(portfolio, 'goal', one.id)),
      ],
      [
        'Delivered by initiatives',
        initiatives.map((initiative) => rung(portfolio, 'initiative', initiative.id)),
      ],
      ['Delivered by roadmap items', items.map((item) => rung(portfolio, 'item', item.id))],
    ]),
  };
}

/** A goal and the goals above it, up to the North Star or to where the ladder ends. */
export function goalChain(id: string, portfolio: Portfolio): Rung[] {
  const chain: Rung[] = [];
  for (
    let at: string | undefined = id;
    at !== undefined && !chain.some((one) => one.id === at);
    at = portfolio.goals.find((goal) => goal.id === at)?.parent
  )
    chain.push(rung(portfolio, 'goal', at));
  return chain;
}

function metricWays(id: string, portfolio: Portfolio, seen = new Set<string>()): Rung[][] {
  seen.add(id);
  const { goals, initiatives, metrics } = portfolio;
  const named = goals.filter(
    (goal) =>
      goal.metric === id ||
      goal.guardrails.includes(id) ||
      Object.values(goal.contributions)
        .flat()
        .some((entry) => entry.metric === id),
  );
  const users = initiatives.filter((initiative) =>
    initiative.metrics.some((entry) => entry.id === id),
  );
  const moved = metrics.find((metric) => metric.id === id)?.leads.map((lead) => lead.metric) ?? [];
  const wholes = metrics
    .filter((metric) => partsOf(metric).includes(id))
    .map((metric) => metric.id);
  return [
    ...named.map((goal) => goalChain(goal.id, portfolio)),
    ...users.flatMap((initiative) =>
      initiative.goals.map((goal) => [
        rung(portfolio, 'initiative', initiative.id),
        ...goalChain(goal, portfolio),
      ]),
    ),
    // Through another metric one way is enough; metrics may move each other in a circle.
    ...[...moved, ...wholes].flatMap((other) => {
      const [way] = seen.has(other) ? [] : metricWays(other, portfolio, seen);
      return way ? [[rung(portfolio, 'metric', other), ...way]] : [];
    }),
  ];
}

function itemWays(id: string, portfolio: Portfolio, seen = new Set<string>()): Rung[][] {
  seen.add(id);
  const item = portfolio.roadmap.find((one) => one.id === id);
  const initiative = portfolio.initiatives.find((one) => one.id === item?.initiative);
  const goals = item && item.goals.length > 0 ? item.goals : (initiative?.goals ?? []);
  if (goals.length > 0)
    return goals.map((goal) => [
      ...(initiative ? [rung(portfolio, 'initiative', initiative.id)] : []),
      ...goalChain(goal, portfolio),
    ]);
  return portfolio.roadmap
    .filter((other) => other.needs.includes(id))
    .flatMap((other) => {
      const [way] = seen.has(other.id) ? [] : itemWays(other.id, portfolio, seen);
      return way ? [[rung(portfolio, 'item', other.id), ...way]] : [];
    });
}

function partsOf(metric: Metric | undefined): string[] {
  return metric?.value.kind === 'formula' ? formulaParts(metric.value.expression) : [];
}

const RUNGS = {
  goal: { of: (portfolio: Portfolio) => portfolio.goals, path: (id: string) => `goals/${id}/` },
  initiative: {
    of: (portfolio: Portfolio) => portfolio.initiatives,
    path: (id: string) => `initiatives/${id}/`,
  },
  item: { of: (portfolio: Portfolio) => portfolio.roadmap, path: (id: string) => `roadmap/#${id}` },
  metric: {
    of: (portfolio: Portfolio) => portfolio.metrics,
    path: (id: string) => `metrics/${id}/`,
  },
};

function rung(portfolio: Portfolio, kind: keyof typeof RUNGS, id: string): Rung {
  const { of, path } = RUNGS[kind];
  const records: readonly { id: string; title: string }[] = of(portfolio);
  return { kind, id, title: records.find((one) => one.id === id)?.title ?? id, path: path(id) };
}

function exportRung(name: string, portfolio: Portfolio): Rung {
  return {
    kind: 'export',
    id: name,
    title:
      portfolio.exports.find((report) => report.contract.name === name)?.contract.title ?? name,
    path: `data/#${name}`,
  };
}

function unique(ways: Rung[][]): Rung[][] {
  const seen = new Map(
    ways.map((way) => [way.map((one) => `${one.kind}/${one.id}`).join(' '), way]),
  );
  return [...seen.values()];
}

function groups(list: [string, Rung[]][]): Ladder['down'] {
  return list.filter(([, rungs]) => rungs.length > 0).map(([name, rungs]) => ({ name, rungs }));
}
