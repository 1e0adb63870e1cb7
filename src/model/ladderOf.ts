import type { Portal } from './portal.ts';

/** One record on the ladder between what is measured or done and the North Star. */
interface Rung {
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

type Parts = Pick<Portal, 'portfolio' | 'goals'>;

/** From a metric up to the North Star, through the initiatives that move it and the goals that name it, and down to what feeds it. */
export function metricLadder(id: string, portal: Parts): Ladder {
  const { portfolio } = portal;
  const named = portal.goals.filter(({ goal }) => goal.metric === id || goal.guardrails.includes(id) || Object.values(goal.contributions).flat().some((entry) => entry.metric === id)).map(({ goal }) => goal.id);
  const users = portfolio.initiatives.filter((initiative) => initiative.metrics.some((entry) => entry.id === id));
  const leads = portfolio.metrics.find((metric) => metric.id === id)?.leads ?? [];
  const metric = portfolio.metrics.find((one) => one.id === id);
  return {
    up: unique([
      ...named.map((goal) => goalChain(goal, portal)),
      ...users.flatMap((initiative) => initiative.goals.map((goal) => [rung(portal, 'initiative', initiative.id), ...goalChain(goal, portal)])),
      ...leads.map((lead) => [rung(portal, 'metric', lead.metric)]),
    ]),
    down: groups([
      ['Moved early by', portfolio.metrics.filter((other) => other.leads.some((lead) => lead.metric === id)).map((other) => rung(portal, 'metric', other.id))],
      ['Drawn from', metric && metric.value.kind !== 'formula' && metric.export ? [{ kind: 'export', id: metric.export, title: portfolio.exports.find((report) => report.contract.name === metric.export)?.contract.title ?? metric.export, path: `data/#${metric.export}` }] : []],
    ]),
  };
}

export function initiativeLadder(id: string, portal: Parts): Ladder {
  const { portfolio } = portal;
  const initiative = portfolio.initiatives.find((one) => one.id === id);
  return {
    up: unique((initiative?.goals ?? []).map((goal) => goalChain(goal, portal))),
    down: groups([
      ['Items of the roadmap', portfolio.roadmap.filter((item) => item.initiative === id).map((item) => rung(portal, 'item', item.id))],
      ['Metrics', (initiative?.metrics ?? []).map((entry) => rung(portal, 'metric', entry.id))],
    ]),
  };
}

export function goalLadder(id: string, portal: Parts): Ladder {
  const { portfolio } = portal;
  return {
    up: unique([goalChain(id, portal).slice(1)].filter((chain) => chain.length > 0)),
    down: groups([
      ['Goals', portal.goals.filter(({ goal }) => goal.parent === id).map(({ goal }) => rung(portal, 'goal', goal.id))],
      ['Initiatives', portfolio.initiatives.filter((initiative) => initiative.goals.includes(id)).map((initiative) => rung(portal, 'initiative', initiative.id))],
    ]),
  };
}

/** A goal and the goals above it, up to the North Star or to where the ladder ends. */
function goalChain(id: string, portal: Parts): Rung[] {
  const chain: Rung[] = [];
  for (let at: string | undefined = id; at !== undefined && !chain.some((one) => one.id === at); at = portal.goals.find(({ goal }) => goal.id === at)?.goal.parent) chain.push(rung(portal, 'goal', at));
  return chain;
}

function rung({ portfolio, goals }: Parts, kind: Exclude<Rung['kind'], 'export'>, id: string): Rung {
  const title = { goal: () => goals.find(({ goal }) => goal.id === id)?.goal.title, initiative: () => portfolio.initiatives.find((one) => one.id === id)?.title, item: () => portfolio.roadmap.find((one) => one.id === id)?.title, metric: () => portfolio.metrics.find((one) => one.id === id)?.title }[kind]() ?? id;
  return { kind, id, title, path: { goal: `goals/${id}/`, initiative: `initiatives/${id}/`, item: `roadmap/#${id}`, metric: `metrics/${id}/` }[kind] };
}

function unique(ways: Rung[][]): Rung[][] {
  const seen = new Map(ways.map((way) => [way.map((one) => `${one.kind}/${one.id}`).join(' '), way]));
  return [...seen.values()];
}

function groups(list: [string, Rung[]][]): Ladder['down'] {
  return list.filter(([, rungs]) => rungs.length > 0).map(([name, rungs]) => ({ name, rungs }));
}
