import { longDate } from '#model/time/date.ts';
import { formatNumber, formatDifference, countOf, listFew, listOf } from '#model/words/format.ts';
import { siteName } from '#model/record/site.ts';
import type { Portal } from '#model/portal.ts';
import type { DelayCost } from './delayCost.ts';
import { DAYS_A_MONTH } from './benefitAhead.ts';
import { daysLater } from './stopsAhead.ts';

type Cost = Omit<DelayCost, 'sentence'>;
type Parts = Pick<Portal, 'portfolio' | 'goals'>;

/** "Each month of waiting costs up to 14.9 k EUR and holds back 0.6 pp of Unplanned downtime. …" */
export function delaySentence(cost: Cost, portal: Parts): string {
  if (cost.items.length + cost.initiatives.length === 0)
    return 'Nothing that is recorded waits for it, so no cost of waiting is counted.';
  const parts = [money(cost, portal), points(cost, portal), ...stops(cost, portal)];
  return parts.filter((part) => part !== '').join(' ');
}

/** Thousands a month with as many digits as say something: `0.7 k EUR`, `15 k EUR`. */
export function monthly(perMonth: number, currency: string): string {
  return `${formatNumber(perMonth, perMonth < 100 ? 1 : 0)} k ${currency}`;
}

function money(cost: Cost, { portfolio }: Parts): string {
  const title = (id: string) => portfolio.initiatives.find((one) => one.id === id)?.title ?? id;
  const silent = cost.benefits.filter(({ perMonth }) => perMonth === null);
  const names = listFew(silent.map(({ initiative }) => title(initiative)));
  if (cost.perMonth === null)
    return silent.length === 0
      ? `${held(cost)} ${verb(cost)} for it and lead to no live initiative, so what waiting costs in money cannot be said.`
      : `${held(cost)} ${verb(cost)} for it; no benefit is recorded for ${names}, so what waiting costs in money cannot be said.`;
  const more = silent.length === 0 ? '' : ` For ${names} no benefit is recorded.`;
  if (cost.perMonth === 0)
    return `Waiting costs no money that is recorded: no planned benefit is outstanding where it holds something.${more}`;
  const most = cost.isAtMost ? 'up to ' : '';
  const after = cost.kind === 'gate' ? ' past its date' : '';
  return `Each month of waiting${after} costs ${most}${monthly(cost.perMonth, portfolio.settings.currency)} of planned benefit.${more}`;
}

function held({ items, initiatives }: Cost): string {
  const parts = [
    items.length > 0 ? countOf(items.length, 'item') : '',
    initiatives.length > 0 ? countOf(initiatives.length, 'initiative') : '',
  ].filter((part) => part !== '');
  const [first = '', ...rest] = listOf(parts);
  return first.toUpperCase() + rest.join('');
}

function verb({ items, initiatives }: Cost): string {
  return items.length + initiatives.length === 1 ? 'waits' : 'wait';
}

function points(cost: Cost, { goals }: Parts): string {
  const parts = cost.points.flatMap(({ goal: id, likely, low, high, isNorthStar, isAtMost }) => {
    const state = goals.find(({ goal }) => goal.id === id);
    if (!state?.metric) return [];
    const { metric } = state.metric;
    const range =
      low === likely && high === likely
        ? ''
        : ` (${formatNumber(low, metric.decimals)} to ${formatNumber(high, metric.decimals)})`;
    return [
      `${isAtMost ? 'up to ' : ''}${formatDifference(metric, likely)}${range} of ${isNorthStar ? 'the North Star' : state.goal.title}`,
    ];
  });
  return parts.length === 0 ? '' : `Until then ${listOf(parts)} cannot come.`;
}

function stops(cost: Cost, { portfolio }: Parts): string[] {
  const { sites, asOf, settings } = portfolio;
  return cost.stops.map(({ site, next, after }) => {
    const name = siteName(sites, site);
    if (next === null) return `No stop of ${name} is recorded in which the work could be done.`;
    const begin = `The next stop of ${name} is on ${longDate(next)}`;
    if (after === null) return `${begin}; no later one is recorded.`;
    const days = daysLater([{ stops: [{ from: next }, { from: after }] }], asOf, after) ?? 0;
    const lost =
      cost.perMonth === null || cost.perMonth === 0
        ? ''
        : `: to miss it costs ${cost.isAtMost ? 'up to ' : ''}${monthly((cost.perMonth * days) / DAYS_A_MONTH, settings.currency)}`;
    return `${begin}, and the one after on ${longDate(after)}${lost}.`;
  });
}
