import { netPresentValue, payback, periodRate, returnOnInvestment } from './statistics/cash.ts';

/** Costs and benefits of one period, thousands of the portfolio's currency. Absent actuals: the period has not come. */
export interface CashPeriod {
  period: string;
  plannedCost: number;
  cost?: number | undefined;
  planned: number;
  claimed?: number | undefined;
  /** What finance confirmed. */
  validated?: number | undefined;
}

export interface Case {
  net: number[];
  npv: number;
  /** (Benefits − costs) / costs over the whole horizon; null without costs. */
  roi: number | null;
  /** Periods after the end of the first until the cumulated flow turns and stays positive; null when it does not. */
  payback: number | null;
}

/** The business case as planned and as it is likely to come. */
export interface BusinessCase {
  periodsPerYear: number;
  /** Yearly. */
  discountRate: number;
  plan: Case;
  /** Confirmed actuals, then the plan times `rate`. Null before the first actual period. */
  forecast: Case | null;
  /** The same from what is claimed, beside it: the difference is what finance has not confirmed. */
  claimed: Case | null;
  /** Confirmed of planned benefits to date. */
  realisation: number | null;
  /** Confirmed of planned in the last two actual periods: what the forecast applies to the future. */
  rate: number | null;
  last: CashPeriod | null;
}

/** Plan and forecast of one initiative (domain.md 6.9): the first period is not discounted, flows come at the end of a period. */
export function businessCase(cash: readonly CashPeriod[], discountRate: number): BusinessCase | null {
  if (cash.length < 2) return null;
  const periodsPerYear = /Q[1-4]$/.test(cash[0]?.period ?? '') ? 4 : /^\d{4}-\d{2}$/.test(cash[0]?.period ?? '') ? 12 : 1;
  const rate = periodRate(discountRate, periodsPerYear);
  const actual = cash.filter((entry) => entry.cost !== undefined);
  const planned = actual.reduce((sum, entry) => sum + entry.planned, 0);
  const share = (pick: (entry: CashPeriod) => number, entries: readonly CashPeriod[]) => {
    const plan = entries.reduce((sum, entry) => sum + entry.planned, 0);
    return plan === 0 ? null : entries.reduce((sum, entry) => sum + pick(entry), 0) / plan;
  };
  const confirmed = (entry: CashPeriod) => entry.validated ?? 0;
  const claimed = (entry: CashPeriod) => entry.claimed ?? 0;
  const project = (pick: (entry: CashPeriod) => number) => {
    const recent = share(pick, actual.slice(-2));
    if (actual.length === 0 || recent === null) return null;
    return judge(cash.map((entry) => (entry.cost === undefined ? { cost: entry.plannedCost, benefit: entry.planned * recent } : { cost: entry.cost, benefit: pick(entry) })), rate);
  };
  return {
    periodsPerYear,
    discountRate,
    plan: judge(cash.map((entry) => ({ cost: entry.plannedCost, benefit: entry.planned })), rate),
    forecast: project(confirmed),
    claimed: project(claimed),
    realisation: planned === 0 ? null : share(confirmed, actual),
    rate: share(confirmed, actual.slice(-2)),
    last: actual.at(-1) ?? null,
  };
}

function judge(flows: readonly { cost: number; benefit: number }[], rate: number): Case {
  const net = flows.map(({ cost, benefit }) => benefit - cost);
  const sum = (pick: (flow: { cost: number; benefit: number }) => number) => flows.reduce((total, flow) => total + pick(flow), 0);
  return { net, npv: netPresentValue(net, rate), roi: returnOnInvestment(sum((flow) => flow.benefit), sum((flow) => flow.cost)), payback: payback(net) };
}
