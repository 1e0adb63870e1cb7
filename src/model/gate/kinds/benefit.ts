import { ageOf, blankResult } from '#model/gate/criteria/result.ts';
import type { BenefitCriterion } from '#model/record/criterion.ts';
import { formatThousands, listOf } from '#model/words/format.ts';
import { NO_LIMIT, verdict, type CriterionKind } from './kind.ts';

/** A benefit is realised only when somebody in finance confirmed it; with a date, from that day on. */
export const benefit: CriterionKind<BenefitCriterion> = {
  words: () => 'a benefit that finance confirmed',
  isLimit: NO_LIMIT,
  judge: (criterion, view) => {
    const { sites } = criterion;
    const confirmed = view.initiative.benefits.filter(
      (one) =>
        (sites.length === 0 || sites.includes(one.site ?? '')) &&
        one.confirmedBy &&
        one.realized > 0 &&
        (one.confirmedOn ?? '') <= view.asOf,
    );
    const sum = confirmed.reduce((total, one) => total + one.realized, 0);
    const { currency } = view.portfolio.settings;
    const newest = confirmed
      .flatMap((one) => one.confirmedOn ?? [])
      .toSorted()
      .at(-1);
    const blank = {
      ...blankResult(criterion, view),
      value: sum,
      threshold: 0,
      margin: sum,
      unit: `k ${currency}`,
      sites,
      n: confirmed.length,
      vintage: newest ?? null,
      ageDays: ageOf(newest ?? null, view.asOf),
    };
    if (confirmed.length === 0)
      return verdict(blank, false, 'not-confirmed', 'finance has confirmed no benefit');
    const names = new Set(confirmed.flatMap((one) => one.confirmedBy ?? []));
    return verdict(
      blank,
      true,
      'confirmed',
      `${formatThousands(sum, currency)} confirmed by ${listOf([...names])}`,
    );
  },
};
