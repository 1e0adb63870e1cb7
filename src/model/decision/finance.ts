import type { Portal } from '#model/portal.ts';
import { formatNumber, formatThousands } from '#model/words/format.ts';
import { type DecisionDue, decisionsDue } from '#model/questions/decisionsDue.ts';
import type { Readers } from './reader.ts';

/** One figure of a reader's first screen: what it is, the value, and what to hold it against. */
export interface MoneyFact {
  name: string;
  value: string;
  against: string;
  tone: 'good' | 'warn' | '';
}

const FINANCE = /\b(cfo|finance|financial|controller|controlling|treasur\w+)\b/i;

/** Decisions that finance is asked for: of a person or a body whose name or office says so. */
export function financeDecisions(portal: Portal, readers: Readers): DecisionDue[] {
  return decisionsDue(portal).filter(({ decider }) => {
    const reader = readers.of(decider);
    return FINANCE.test(`${decider} ${reader?.office ?? ''}`);
  });
}

/** "Finance confirmed 313 of the 457 k EUR claimed; 579 of 1,020 are spent". */
export function moneyHeadline({ money, portfolio }: Portal): string {
  const { currency } = portfolio.settings;
  if (money.planned + money.claimed + money.spent + money.budget === 0)
    return 'No benefit and no spending is recorded';
  const spent =
    money.budget > 0
      ? `${formatThousands(money.spent, currency)} of ${formatNumber(money.budget, 0)} are spent`
      : `${formatThousands(money.spent, currency)} are spent, without a recorded budget`;
  return money.claimed === 0
    ? `${spent}, and no benefit is claimed yet`
    : `${spent}; finance confirmed ${formatNumber(money.confirmed, 0)} of ${formatNumber(money.claimed, 0)} claimed`;
}

/** Spent, planned, claimed, confirmed, claimed twice, return and payback; what nobody recorded is said to be unknown. */
export function moneyFacts({ money, pools, businessCase, portfolio }: Portal): MoneyFact[] {
  const amount = (value: number) => formatThousands(value, portfolio.settings.currency);
  const share = (part: number, whole: number, of: string) =>
    whole > 0 ? `${formatNumber((100 * part) / whole, 0)} % of ${of}` : '';
  const twice = pools.reduce((sum, { overclaim }) => sum + overclaim, 0);
  const whole = businessCase?.whole;
  const some = businessCase
    ? `${businessCase.initiatives} of ${portfolio.initiatives.length} initiatives record cash flows`
    : 'no cash flow is recorded';
  const percent = (value: number) => `${formatNumber(100 * value, 0)} %`;
  return [
    {
      name: 'Spent',
      value: amount(money.spent),
      against: share(money.spent, money.budget, `the budget of ${formatNumber(money.budget, 0)}`),
      tone: money.budget > 0 && money.spent > money.budget ? 'warn' : '',
    },
    { name: 'Planned benefits', value: amount(money.planned), against: '', tone: '' },
    {
      name: 'Claimed',
      value: amount(money.claimed),
      against: share(money.claimed, money.planned, 'planned'),
      tone: '',
    },
    {
      name: 'Confirmed by finance',
      value: amount(money.confirmed),
      against: share(money.confirmed, money.claimed, 'claimed'),
      tone: '',
    },
    {
      name: 'Claimed twice',
      value: amount(twice),
      against:
        twice > 0 ? 'more than the effects that are shared' : 'of effects with shared claims',
      tone: twice > 0 ? 'warn' : '',
    },
    {
      name: 'Return to date',
      value: whole?.toDate.roi == null ? 'unknown' : percent(whole.toDate.roi),
      against: whole
        ? `${amount(whole.toDate.confirmed)} confirmed for ${amount(whole.toDate.cost)}`
        : some,
      tone: '',
    },
    {
      name: 'Return, forecast',
      value: whole?.forecast?.roi == null ? 'unknown' : percent(whole.forecast.roi),
      against: whole?.plan.roi == null ? some : `planned ${percent(whole.plan.roi)}; ${some}`,
      tone: whole?.forecast?.roi != null && whole.forecast.roi < 0 ? 'warn' : '',
    },
    {
      name: 'Payback, forecast',
      value: paybackWords(whole?.forecast?.payback, whole?.periodsPerYear),
      against: whole ? `planned ${paybackWords(whole.plan.payback, whole.periodsPerYear)}` : some,
      tone: whole?.forecast && whole.forecast.payback === null ? 'warn' : '',
    },
  ];
}

function paybackWords(periods: number | null | undefined, perYear = 1): string {
  if (periods === undefined) return 'unknown';
  if (periods === null) return 'not in the horizon';
  return `${formatNumber(periods / perYear, 1)} years`;
}
