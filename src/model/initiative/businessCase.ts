import { compareTexts } from '#model/words/compareTexts.ts';
import {
  netPresentValue,
  payback,
  periodRate,
  returnOnInvestment,
} from '#model/statistics/cash.ts';
import type { CashPeriod } from '#model/record/initiative.ts';

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
  /** First period, to which everything is discounted. */
  first: string;
  plan: Case;
  /** Confirmed actuals, then the plan times `rate`. Null before the first actual period. */
  forecast: Case | null;
  /** The same from what is claimed, beside it: the difference is what finance has not confirmed. */
  claimed: Case | null;
  /** Confirmed of planned benefits to date. */
  realisation: number | null;
  /** Confirmed of planned in the last two actual periods: what the forecast applies to the future. Null for several cash flows, each with its own. */
  rate: number | null;
  last: CashPeriod | null;
  /** Periods that have come. */
  toDate: {
    cost: number;
    planned: number;
    claimed: number;
    confirmed: number;
    net: number;
    roi: number | null;
    costOverrun: number | null;
    claimedOfPlanned: number | null;
    confirmedOfClaimed: number | null;
  };
}

interface Flow {
  period: string;
  cost: number;
  benefit: number;
}

/** Plan and forecast of one initiative (domain of finance: the first period is not discounted, flows come at the end of a period). */
export function businessCase(
  cash: readonly CashPeriod[],
  discountRate: number,
): BusinessCase | null {
  return cash.length < 2 ? null : together([cash], coarsest(cash), discountRate);
}

/** Several cash flows as one, each forecast by its own rate: in the coarsest of their periods, since months add up to quarters and not the other way. */
export function businessCaseOfAll(
  flows: readonly (readonly CashPeriod[])[],
  discountRate: number,
): { whole: BusinessCase; initiatives: number } | null {
  const recorded = flows.filter((cash) => cash.length >= 2);
  if (recorded.length === 0) return null;
  return {
    whole: together(recorded, coarsest(recorded.flat()), discountRate),
    initiatives: recorded.length,
  };
}

const CONFIRMED = (entry: CashPeriod) => entry.validated ?? 0;
const CLAIMED = (entry: CashPeriod) => entry.claimed ?? 0;

function together(
  flows: readonly (readonly CashPeriod[])[],
  periodsPerYear: number,
  discountRate: number,
): BusinessCase {
  const rate = periodRate(discountRate, periodsPerYear);
  const actual = inOrder(flows.flatMap((cash) => cash.filter(hasCome)));
  const plan = flows.flatMap((cash) =>
    cash.map((entry): Flow => ({
      period: entry.period,
      cost: entry.plannedCost,
      benefit: entry.planned,
    })),
  );
  const whole = (list: readonly Flow[]) => judge(sumByPeriod(list, periodsPerYear), rate);
  const projected = (pick: (entry: CashPeriod) => number) =>
    actual.length === 0 ? null : whole(flows.flatMap((cash) => projection(cash, pick)));
  return {
    periodsPerYear,
    discountRate,
    first: sumByPeriod(plan, periodsPerYear)[0]?.period ?? '',
    plan: whole(plan),
    forecast: projected(CONFIRMED),
    claimed: projected(CLAIMED),
    realisation: shareOfPlan(actual, CONFIRMED),
    rate: flows.length === 1 ? shareOfPlan(actual.slice(-2), CONFIRMED) : null,
    last: actual.at(-1) ?? null,
    toDate: toDate(actual),
  };
}

/** Actuals, then the plan times what the last two actual periods brought of theirs; before any plan was due, the plan. */
function projection(cash: readonly CashPeriod[], pick: (entry: CashPeriod) => number): Flow[] {
  const recent = shareOfPlan(inOrder(cash.filter(hasCome)).slice(-2), pick) ?? 1;
  return cash.map((entry) =>
    hasCome(entry)
      ? { period: entry.period, cost: entry.cost ?? 0, benefit: pick(entry) }
      : { period: entry.period, cost: entry.plannedCost, benefit: entry.planned * recent },
  );
}

/** Something of it is known: a period may bring benefits and cost nothing. */
export function hasCome({ cost, claimed, validated }: CashPeriod): boolean {
  return cost !== undefined || claimed !== undefined || validated !== undefined;
}

/** In the order of time, however they are written. */
function inOrder(cash: readonly CashPeriod[]): CashPeriod[] {
  return cash.toSorted((a, b) => compareTexts(a.period, b.period));
}

function shareOfPlan(
  entries: readonly CashPeriod[],
  pick: (entry: CashPeriod) => number,
): number | null {
  const plan = entries.reduce((sum, entry) => sum + entry.planned, 0);
  return plan === 0 ? null : entries.reduce((sum, entry) => sum + pick(entry), 0) / plan;
}

function sumByPeriod(flows: readonly Flow[], periodsPerYear: number): Flow[] {
  const sums = new Map<string, Flow>();
  for (const { period: own, cost, benefit } of flows) {
    const period = coarser(own, periodsPerYear);
    const held = sums.get(period) ?? { period, cost: 0, benefit: 0 };
    sums.set(period, { period, cost: held.cost + cost, benefit: held.benefit + benefit });
  }
  const known = [...sums.keys()].sort();
  // A period without a line is one without money, and time passes in it all the same.
  return neighbours(known[0], known.at(-1), periodsPerYear).map(
    (period) => sums.get(period) ?? { period, cost: 0, benefit: 0 },
  );
}

/** All periods of a length from one to another. */
export function neighbours(
  first: string | undefined,
  last: string | undefined,
  periodsPerYear: number,
): string[] {
  if (first === undefined || last === undefined) return [];
  const place = (period: string) =>
    Number(period.slice(0, 4)) * periodsPerYear +
    (periodsPerYear === 1 ? 0 : Number(period.slice(periodsPerYear === 4 ? 6 : 5)) - 1);
  const name = (at: number) => {
    const [year, part] = [Math.floor(at / periodsPerYear), (at % periodsPerYear) + 1];
    return periodsPerYear === 1
      ? `${year}`
      : periodsPerYear === 4
        ? `${year}-Q${part}`
        : `${year}-${String(part).padStart(2, '0')}`;
  };
  return Array.from({ length: place(last) - place(first) + 1 }, (_, more) =>
    name(place(first) + more),
  );
}

function judge(flows: readonly Flow[], rate: number): Case {
  const net = flows.map(({ cost, benefit }) => benefit - cost);
  const sum = (pick: (flow: Flow) => number) =>
    flows.reduce((total, flow) => total + pick(flow), 0);
  return {
    net,
    npv: netPresentValue(net, rate),
    roi: returnOnInvestment(
      sum((flow) => flow.benefit),
      sum((flow) => flow.cost),
    ),
    payback: payback(net),
  };
}

function toDate(actual: readonly CashPeriod[]): BusinessCase['toDate'] {
  const sum = (pick: (entry: CashPeriod) => number | undefined) =>
    actual.reduce((total, entry) => total + (pick(entry) ?? 0), 0);
  const [cost, plannedCost, planned] = [
    sum((entry) => entry.cost),
    sum((entry) => entry.plannedCost),
    sum((entry) => entry.planned),
  ];
  const [claimed, confirmed] = [sum(CLAIMED), sum(CONFIRMED)];
  const of = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  return {
    cost,
    planned,
    claimed,
    confirmed,
    net: confirmed - cost,
    roi: returnOnInvestment(confirmed, cost),
    costOverrun: of(cost - plannedCost, plannedCost),
    claimedOfPlanned: of(claimed, planned),
    confirmedOfClaimed: of(confirmed, claimed),
  };
}

/** Periods a year of the longest of them: months add up to quarters, and both to years. */
export function coarsest(cash: readonly CashPeriod[]): number {
  return Math.min(...cash.map((entry) => perYear(entry.period)));
}

/** Periods of this length a year. */
function perYear(period: string): number {
  return /Q[1-4]$/.test(period) ? 4 : /^\d{4}-\d{2}$/.test(period) ? 12 : 1;
}

export function coarser(period: string, periodsPerYear: number): string {
  if (periodsPerYear === 1) return period.slice(0, 4);
  return periodsPerYear === 4 && perYear(period) === 12
    ? `${period.slice(0, 4)}-Q${Math.ceil(Number(period.slice(5)) / 3)}`
    : period;
}
