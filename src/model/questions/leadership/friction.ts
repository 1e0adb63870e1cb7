import { countOf, numberWord } from '#model/words/format.ts';
import { LENS_NAMES } from '#model/record/lens.ts';
import type { Computed } from '../overview.ts';
import type { Answer } from '#model/portal.ts';
import { hoursWords } from '#model/trust/response.ts';
import { slowestPair } from '#model/trust/trustSentence.ts';
import { answer } from './answer.ts';

export function friction({ trust }: Computed): Answer {
  const question = 'Where is work stuck between functions?';
  const slow = slowestPair(trust);
  const late = trust.pairs
    .filter(
      (pair) => pair.n >= 3 && pair !== slow && pair.attainment !== null && pair.attainment < 0.5,
    )
    .toSorted((a, b) => b.n - a.n)[0];
  if (!slow)
    return answer(
      question,
      trust.pairs.length === 0 ? 'No friction log is read.' : 'Too few items for a statement.',
      'trust/',
      { tone: 'unknown' },
    );
  const wait = `${LENS_NAMES[slow.from]} waits longest for ${LENS_NAMES[slow.to]}: ${slow.medianHours === null ? `not yet half of ${slow.n} items are answered` : `${hoursWords(slow.medianHours)} to an answer (median of ${numberWord(slow.n)})`}${late ? `; ${LENS_NAMES[late.to]} answered ${late.within} of ${late.within + late.late + late.openOverdue} questions of ${LENS_NAMES[late.from]} in time` : ''}`;
  const open = trust.open[0]
    ? `the oldest for ${countOf(trust.open[0].ageDays, 'day')}`
    : 'nothing is unresolved';
  return answer(question, `${wait}; ${open}.`, 'trust/', {
    number: trust.open.length > 0 ? `${trust.open.length} unresolved` : null,
    tone: trust.open.length > 0 ? 'bad' : 'good',
  });
}
