import { blankResult } from '#model/gate/criteria/result.ts';
import type { SpendCriterion } from '#model/record/criterion.ts';
import type { IsoDate } from '#model/time/date.ts';
import { parsePeriod, periodEnd } from '#model/time/period.ts';
import { formatNumber, formatThousands } from '#model/words/format.ts';
import { A_LIMIT, undecided, verdict, type CriterionKind } from './kind.ts';

/** Spent so far against a ceiling: of the cash flow where one is recorded, else of the investment. Money has no day in an investment. */
export const spend: CriterionKind<SpendCriterion> = {
  words: ({ atMost }) =>
    atMost === undefined ? 'spending within the budget' : `spending of at most ${atMost}`,
  isLimit: A_LIMIT,
  judge: (criterion, view) => {
    const { investment, cashFlow } = view.initiative;
    const { currency } = view.portfolio.settings;
    const dated = cashFlow.filter(
      (entry) => entry.cost !== undefined && endOf(entry.period) <= view.asOf,
    );
    const spent =
      cashFlow.length > 0
        ? dated.reduce((sum, entry) => sum + (entry.cost ?? 0), 0)
        : investment?.spent;
    const ceiling = criterion.atMost ?? investment?.planned;
    const blank = { ...blankResult(criterion, view), unit: `k ${currency}` };
    if (spent === undefined || ceiling === undefined)
      return undecided(blank, 'no-investment', 'no spending or no ceiling is recorded');
    const margin = ceiling - spent;
    return verdict(
      { ...blank, value: spent, threshold: ceiling, margin, n: dated.length },
      margin >= 0,
      margin >= 0 ? 'within-ceiling' : 'above-ceiling',
      `${formatThousands(spent, currency)} spent, ceiling ${formatNumber(ceiling, 0)}`,
    );
  },
};

function endOf(period: string): IsoDate {
  if (/^\d{4}$/.test(period)) return `${period}-12-31`;
  const parsed = parsePeriod(period);
  return parsed ? periodEnd(parsed.start, parsed.grain) : '9999-12-31';
}
