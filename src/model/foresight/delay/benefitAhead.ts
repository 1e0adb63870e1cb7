import { daysBetween, type IsoDate } from '#model/time/date.ts';
import type { Benefit, CashPeriod, Initiative } from '#model/record/initiative.ts';
import { closedBy } from '#model/record/site.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Pool } from '#model/initiative/claims.ts';
import { span } from '#model/time/period.ts';

/** Mean days of a month in the Gregorian calendar. */
export const DAYS_A_MONTH = 365.2425 / 12;

/** What an initiative has yet to bring, thousands of the currency a month; null where nobody wrote what it brings. */
export interface BenefitAhead {
  initiative: string;
  perMonth: number | null;
  /** It is a sum over plants of which only some are held, or a share of an effect that others claim too. */
  isAtMost: boolean;
}

interface Setting {
  asOf: IsoDate;
  /** Yearly: what capital costs that is not freed. */
  discountRate: number;
  pools: readonly Pool[];
  /** Plants at which nothing comes any more. */
  closed: ReadonlySet<string>;
}

export function settingOf({
  portfolio: { asOf, sites, settings },
  pools,
}: {
  portfolio: Pick<Portfolio, 'asOf' | 'sites' | 'settings'>;
  pools: readonly Pool[];
}): Setting {
  return { asOf, pools, discountRate: settings.discountRate, closed: closedBy(asOf, sites) };
}

/**
 * What is planned and what finance has not confirmed yet, a month: from the cash flow of the next twelve months where one is
 * written, else from the benefits, each over its horizon. Capital that is not freed costs its interest. `sites`: only there; empty: everywhere.
 */
export function benefitAhead(
  initiative: Pick<Initiative, 'id' | 'benefits' | 'cashFlow'>,
  sites: readonly string[],
  setting: Setting,
): BenefitAhead {
  const counted = initiative.benefits.filter(
    (benefit) => benefit.inTotal && benefit.class !== 'dis-benefit' && benefit.planned > 0,
  );
  const here = counted.filter(
    ({ site }) =>
      site === undefined ||
      ((sites.length === 0 || sites.includes(site)) && !setting.closed.has(site)),
  );
  const flow = flowAhead(initiative.cashFlow, setting.asOf);
  const share = unclaimedShare(initiative.id, here, setting.pools);
  const isAtMost =
    share < 1 || (sites.length > 0 && here.some(({ site }) => site === undefined || flow !== null));
  const known = { initiative: initiative.id, isAtMost };
  if (counted.length === 0 && flow === null) return { ...known, perMonth: null };
  // Every benefit that is written comes elsewhere.
  if (counted.length > 0 && here.length === 0) return { ...known, perMonth: 0 };
  const capital = here.filter((benefit) => benefit.class === 'working-capital');
  const interest = (sum(capital, remaining) * setting.discountRate) / 12;
  const running = here.filter((benefit) => benefit.class !== 'working-capital');
  const perMonth = flow ?? sum(running, (benefit) => remaining(benefit) / benefit.horizonMonths);
  return { ...known, perMonth: share * (perMonth + (flow === null ? interest : 0)) };
}

/** Planned a month over the next twelve, less what finance validated a month in the newest period that has come; null without a plan ahead. */
function flowAhead(cash: readonly CashPeriod[], asOf: IsoDate): number | null {
  const dated = cash.flatMap((entry) => {
    const range = span(entry.period);
    return range ? [{ ...entry, ...range, days: daysBetween(range.from, range.to) + 1 }] : [];
  });
  const ahead = dated.flatMap(({ from, to, days, planned }) => {
    const overlap = Math.min(daysBetween(asOf, to), 365) - Math.max(daysBetween(asOf, from), 0) + 1;
    return overlap > 0 && to >= asOf
      ? [{ days: overlap, planned: (planned * overlap) / days }]
      : [];
  });
  if (ahead.length === 0) return null;
  const come = dated
    .filter(({ to, validated }) => validated !== undefined && to <= asOf)
    .toSorted((a, b) => (a.to < b.to ? -1 : 1))
    .at(-1);
  const planned = sum(ahead, (one) => one.planned) / sum(ahead, (one) => one.days);
  const flowing = come ? (come.validated ?? 0) / come.days : 0;
  return Math.max(0, (planned - flowing) * DAYS_A_MONTH);
}

function remaining({ planned, realized, confirmedBy }: Benefit): number {
  return Math.max(0, planned - (confirmedBy === undefined ? 0 : realized));
}

/** Of an effect of which several claim more than the whole, no one's delay costs more than its part of the whole. */
function unclaimedShare(
  initiative: string,
  benefits: readonly Benefit[],
  pools: readonly Pool[],
): number {
  const planned = sum(benefits, (benefit) => benefit.planned);
  if (planned === 0) return 1;
  const counted = sum(benefits, (benefit) => {
    const over = pools
      .filter(
        (pool) =>
          pool.metric === benefit.metric &&
          benefit.share !== undefined &&
          (benefit.site === undefined || pool.site === null || pool.site === benefit.site) &&
          pool.claims.some((claim) => claim.initiative === initiative),
      )
      .map((pool) => pool.shareSum);
    return benefit.planned / Math.max(1, ...over);
  });
  return counted / planned;
}

function sum<T>(list: readonly T[], pick: (entry: T) => number): number {
  return list.reduce((total, entry) => total + pick(entry), 0);
}
