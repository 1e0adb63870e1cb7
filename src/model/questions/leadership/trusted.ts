import { countOf, listFew, listOf } from '#model/words/format.ts';
import type { Computed } from '../overview.ts';
import type { Answer } from '#model/portal.ts';
import { answer } from './answer.ts';

export function trusted({ portfolio, metrics, reviews }: Computed): Answer {
  const question = 'Can these numbers be trusted?';
  const labels = [...metrics.values()].map((state) => state.confidence.label);
  if (labels.length === 0)
    return answer(question, 'There is no number yet.', 'data/', { tone: 'unknown' });
  const count = (label: string) => labels.filter((other) => other === label).length;
  const stale = portfolio.exports.filter((report) => report.freshness === 'stale' || report.failed);
  const doubts = [
    ...(stale.length > 0
      ? [
          `${listFew(stale.map((report) => `${report.contract.title ?? report.contract.name} ${report.failed ? 'refused' : 'stale'}`))}`,
        ]
      : []),
    ...said(
      reviews.filter((review) => review.class === 'evidence-changed').length,
      'gate',
      'restated',
    ),
    ...said(
      reviews.filter((review) => review.class === 'unsupported').length,
      'decision',
      'approved without the evidence',
    ),
    ...said(
      reviews.filter((review) => review.class === 'override-expired').length,
      'override',
      'expired',
    ),
  ];
  const confidence = (['A', 'B', 'C'] as const).flatMap((label) =>
    count(label) > 0 ? [`${label} for ${count(label)}`] : [],
  );
  const graded =
    labels.length === 1
      ? `Confidence in the one metric is ${labels[0]}`
      : `Of ${countOf(labels.length, 'metric')}, confidence is ${listOf(confidence)}`;
  return answer(
    question,
    `${graded}; ${doubts.length > 0 ? listOf(doubts) : 'nothing is stale, refused or restated'}.`,
    'data/',
    { tone: doubts.length > 0 ? 'bad' : 'good' },
  );
}

function said(count: number, word: string, what: string): string[] {
  return count === 0 ? [] : [`${countOf(count, word)} ${what}`];
}
