import { capital, listFew } from '#model/words/format.ts';
import type { Computed } from '../overview.ts';
import type { Answer } from '#model/portal.ts';
import { answer, initiativeTitle } from './answer.ts';

export function positions({ portfolio, reviews }: Computed): Answer {
  const question = 'Which may scale, must iterate, should stop?';
  const due = reviews.filter((review) => review.state !== 'decided');
  const again = reviews.filter((review) => review.class === 'evidence-changed');
  const groups = [
    ['ready', due.filter((review) => review.position.startsWith('supports-advance'))],
    ['improve and try again', due.filter((review) => review.position === 'supports-iterate')],
    ['stop', due.filter((review) => review.position === 'supports-stop')],
    ['not enough evidence yet', due.filter((review) => review.position === 'undetermined')],
    ['data corrected since the decision', again],
  ] as const;
  const said = groups.flatMap(([what, list]) =>
    list.length === 0
      ? []
      : [
          `${capital(listFew([...new Set(list.map((review) => `${initiativeTitle(portfolio.initiatives, review.initiative)}${review.position === 'undetermined' ? undecided(review) : ''}`))]))}: ${what}`,
        ],
  );
  return answer(question, said.length === 0 ? 'No gate is open.' : `${said.join('. ')}.`, 'gates/');
}

/** Why the evidence decides nothing: data that stopped, too little of it, or words that are missing. */
function undecided({ results }: Computed['reviews'][number]): string {
  const musts = results.filter((result) => result.criterion.level === 'must');
  return musts.some((result) => result.state === 'stale')
    ? ' (stale data)'
    : musts.some((result) => result.state === 'insufficient-data')
      ? ' (too little data)'
      : ' (not signed)';
}
