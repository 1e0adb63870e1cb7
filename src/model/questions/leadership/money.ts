import { formatNumber, formatThousands } from '#model/words/format.ts';
import type { Computed } from '../overview.ts';
import type { Answer } from '#model/portal.ts';
import { answer } from './answer.ts';

export function money({ portfolio, money: sums }: Computed): Answer {
  const question = 'Is the money real?';
  if (sums.planned + sums.spent === 0)
    return answer(question, 'No benefit and no spending is recorded.', 'initiatives/', {
      tone: 'unknown',
    });
  const { currency } = portfolio.settings;
  const technology = portfolio.initiatives.reduce(
    (total, initiative) => total + (initiative.investment?.technology ?? 0),
    0,
  );
  const text = `Finance confirmed ${formatThousands(sums.confirmed, currency)} of ${formatNumber(sums.claimed, 0)} claimed and ${formatNumber(sums.planned, 0)} planned; spent ${formatNumber(sums.spent, 0)} of ${formatNumber(sums.budget, 0)}${technology > 0 && sums.spent > 0 ? `, ${formatNumber((100 * technology) / sums.spent, 0)} % of it on technology` : ''}.`;
  return answer(question, text, 'initiatives/', {
    number:
      sums.planned === 0
        ? null
        : `${formatNumber((100 * sums.confirmed) / sums.planned, 0)} % of plan`,
    tone: sums.confirmed < sums.planned / 2 ? 'bad' : 'neutral',
  });
}
