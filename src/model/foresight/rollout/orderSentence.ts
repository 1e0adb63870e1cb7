import type { Metric } from '#model/record/metric.ts';
import { siteName, type Site } from '#model/record/site.ts';
import { countOf, formatNumber, listOf, lower } from '#model/words/format.ts';
import type { RolloutOrder } from './rolloutOrder.ts';

/** Orders that lose no more than this beside the best are as good: the figures behind it are no finer. */
const FLAT = 0.05;

/** "North, then West and South loses least of unplanned downtime; West first loses 3 % more, which is as good." */
export function orderSentence(
  { plants, first, isExact, unknown }: Omit<RolloutOrder, 'sentence'>,
  before: number,
  sites: readonly Site[],
  metric: Metric,
): string {
  const name = (id: string) => siteName(sites, id);
  const [head = '', ...rest] = plants.map(({ site }) => name(site));
  const equal = first.filter(({ site, excess }) => excess <= FLAT && site !== plants[0]?.site);
  const others = first.filter(({ excess }) => excess > FLAT);
  const flat =
    equal.length === 0
      ? ''
      : ` ${listOf(equal.map(({ site }) => name(site)))} first would be as good: within ${formatNumber(100 * FLAT, 0)} %, which is less than these figures can tell apart.`;
  const worse =
    others.length === 0
      ? ''
      : ` ${listOf(others.map(({ site, excess }) => `${name(site)} first loses ${formatNumber(100 * excess, 0)} % more`))}.`;
  const basis =
    before === 0
      ? ' No plant has reached use by four in five yet, so the time is assumed to be a quarter everywhere.'
      : ` The time is that of ${countOf(before, 'plant')} before.`;
  const missing =
    unknown.length === 0
      ? ''
      : ` ${listOf(unknown.map(name))} cannot be placed: no values, or no stop that is recorded.`;
  const there = plants.filter(({ weight }) => weight === 0).map(({ site }) => name(site));
  const atTarget =
    there.length === 0
      ? ''
      : ` ${listOf(there)} ${there.length === 1 ? 'is' : 'are'} at the target already.`;
  const tried = isExact ? '' : ' Not every order was tried.';
  return `${equal.length > 0 ? 'One good order is ' : ''}${head}, then ${listOf(rest)}${equal.length > 0 ? '.' : ` is the way on which least is lost in ${lower(metric.title)}.`}${flat}${worse}${atTarget}${basis}${missing}${tried}`;
}
