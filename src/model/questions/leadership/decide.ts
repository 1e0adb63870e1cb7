import { POSITION_TERMS } from '#model/gate/position.ts';
import { workingDaysAt } from '#model/record/calendar.ts';
import { longDate } from '#model/time/date.ts';
import { countOf, numberWord } from '#model/words/format.ts';
import type { Computed } from '../overview.ts';
import type { Answer } from '#model/portal.ts';
import { answer, counted, initiativeTitle } from './answer.ts';

export function decide({ portfolio, reviews, roadmap }: Computed): Answer {
  const held = (items: readonly string[]) => {
    const count = new Set(
      roadmap
        .filter((state) => items.includes(state.item.id))
        .flatMap((state) => state.holdsInitiatives),
    ).size;
    return count > 1 ? `, holding ${countOf(count, 'initiative')}` : '';
  };
  const question = 'What must be decided, and by when?';
  const due = reviews.filter((review) => review.state !== 'decided');
  const requests = portfolio.initiatives.flatMap((initiative) =>
    initiative.decisionsOpen.map((request) => ({
      ...request,
      at: initiative.sites.map((entry) => entry.site),
    })),
  );
  if (due.length + requests.length === 0)
    return answer(question, 'No decision is due.', 'decisions/');
  const waiting = [
    ...due.map((review) => ({
      what: `${review.gate} of ${initiativeTitle(portfolio.initiatives, review.initiative)}`,
      who: '',
      by: review.review.due,
      at: review.review.sites,
      rest: `, ${POSITION_TERMS[review.position]}`,
    })),
    ...requests.map((request) => ({
      what: request.question,
      who: ` (${request.decider})`,
      by: request.neededBy,
      at: request.at,
      rest: held(request.holds),
    })),
  ].sort((a, b) => (a.by < b.by ? -1 : 1));
  const late = waiting.filter((one) => one.by < portfolio.asOf);
  const overdue = late
    .slice(0, 2)
    .map(
      (one) =>
        `${one.what}${one.who}, ${countOf(workingDaysAt(one.at, portfolio.sites, one.by, portfolio.asOf), 'working day')}${one.rest}`,
    );
  const ahead = waiting.find((one) => one.by >= portfolio.asOf);
  const next = ahead ? `Next: ${ahead.what}${ahead.who}, ${longDate(ahead.by)}${ahead.rest}` : '';
  const past =
    late.length === 0
      ? ''
      : `${late.length === 1 ? 'Overdue' : 'Longest overdue'}: ${overdue.join('; ')}${late.length > overdue.length ? `; ${numberWord(late.length - overdue.length)} more` : ''}. `;
  return answer(question, `${past}${next}`.replace(/[. ]*$/, '.'), 'decisions/', {
    number: counted(waiting.length, 'decision'),
    tone: late.length > 0 ? 'bad' : 'neutral',
  });
}
