import { capital, formatNumber, formatThousands } from '#model/words/format.ts';
import type { Benefit } from '#model/record/initiative.ts';
import type { Portal } from '#model/portal.ts';

interface ClassRow {
  name: string;
  planned: number;
  claimed: number;
  /** Realised and confirmed by a name in finance. */
  confirmed: number;
}

const NAMES: Record<Benefit['class'], string> = {
  cashable: 'Cashable',
  revenue: 'Revenue',
  'working-capital': 'Working capital',
  'dis-benefit': 'Dis-benefit',
  'cost-avoidance': 'Cost avoidance',
  capacity: 'Capacity',
  risk: 'Risk',
};
/** What a ledger knows; a dis-benefit subtracts. */
const CASH = ['cashable', 'revenue', 'working-capital', 'dis-benefit'] as const;
/** These are real and are not money. */
const REST = ['cost-avoidance', 'capacity', 'risk'] as const satisfies readonly Exclude<
  Benefit['class'],
  (typeof CASH)[number]
>[];

/** Benefits by class and spending by kind. Cash and the rest stay apart, since a sum of both means nothing. */
export function moneyByClass({ initiatives, portfolio }: Portal): {
  cash: ClassRow[];
  rest: ClassRow[];
  spent: { name: string; spent: number; share: number }[];
  forecast: string[];
} {
  const benefits = initiatives.flatMap(({ initiative }) => initiative.benefits);
  const row = (of: Benefit['class']): ClassRow[] => {
    const own = benefits.filter((benefit) => benefit.class === of);
    const sum = (pick: (benefit: Benefit) => number) =>
      own.reduce((total, benefit) => total + pick(benefit), 0);
    return own.length === 0
      ? []
      : [
          {
            name: NAMES[of],
            planned: sum((benefit) => benefit.planned),
            claimed: sum((benefit) => benefit.claimed),
            confirmed: sum((benefit) => (benefit.confirmedBy ? benefit.realized : 0)),
          },
        ];
  };
  const kinds = (['technology', 'process', 'adoption'] as const).map((kind) => ({
    name: capital(kind),
    spent: initiatives.reduce(
      (total, { initiative }) => total + (initiative.investment?.[kind] ?? 0),
      0,
    ),
  }));
  const all = kinds.reduce((total, kind) => total + kind.spent, 0);
  const { currency } = portfolio.settings;
  return {
    cash: CASH.flatMap(row),
    rest: REST.flatMap(row),
    spent: all === 0 ? [] : kinds.map((kind) => ({ ...kind, share: kind.spent / all })),
    forecast: initiatives.flatMap(({ initiative, businessCase }) =>
      businessCase?.forecast
        ? [
            `${initiative.title}: net present value ${formatThousands(businessCase.forecast.npv, currency)} forecast, ${formatNumber(businessCase.plan.npv, 0)} planned.`,
          ]
        : [],
    ),
  };
}
