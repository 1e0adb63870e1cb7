import { formatNumber, formatThousands, lower } from '#model/words/format.ts';
import type { Computed } from '../overview.ts';
import type { Answer } from '#model/portal.ts';
import { answer } from './answer.ts';

export function learned({ portfolio }: Computed): Answer {
  const question = 'What did we learn, and stop?';
  const { currency } = portfolio.settings;
  const stops = portfolio.initiatives
    .filter((initiative) => initiative.status === 'stopped')
    .map(
      (initiative) =>
        `${initiative.title} stopped${initiative.investment ? ` at ${formatNumber(initiative.investment.spent, 0)} of ${formatThousands(initiative.investment.planned, currency)}` : ''}`,
    );
  const tries = portfolio.initiatives.flatMap((initiative) =>
    initiative.iterations.length === 0
      ? []
      : [`${initiative.title} iterated: ${lower(initiative.iterations[0]?.learned ?? '')}`],
  );
  return answer(
    question,
    stops.length + tries.length === 0
      ? 'Nothing was stopped or iterated yet.'
      : `${[...stops, ...tries].slice(0, 3).join('. ')}.`.replaceAll('..', '.'),
    'initiatives/',
  );
}
