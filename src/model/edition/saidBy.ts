import { personOf } from '#model/initiative/people.ts';
import type { Portfolio } from '#model/record/portfolio.ts';

/** What the records of a portfolio say, apart from what portfolio.yaml says by itself. */
export interface Said {
  /** Names in what people wrote about records, without offices. */
  names: ReadonlySet<string>;
  /** Whether a word, or several in a row, are in some text of theirs. */
  says: (words: string) => boolean;
}

export function saidBy(portfolio: Portfolio): Said {
  const names = new Set<string>();
  const texts = textsIn([
    portfolio.goals,
    portfolio.metrics,
    portfolio.roadmap,
    portfolio.friction,
    portfolio.exports.map(({ contract }) => contract),
    portfolio.initiatives,
    portfolio.playbooks,
    // Whom a frozen report names stays in the record that it froze.
    portfolio.reports.map(({ facts: _, ...report }) => report),
  ]);
  for (const text of texts) names.add(personOf(text));
  let folded: string | null = null;
  return {
    names,
    says: (words) => {
      folded ??= texts.map(wordsOf).join('\n');
      return folded.includes(wordsOf(words));
    },
  };
}

function textsIn(value: unknown, texts: string[] = []): string[] {
  if (typeof value === 'string') texts.push(value);
  else if (Array.isArray(value)) for (const part of value) textsIn(part, texts);
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) textsIn(part, texts);
  return texts;
}

/** Words with a space on each side, without tags and accents: part of a word is no word. */
function wordsOf(text: string): string {
  const words = text
    .replaceAll(/<[^<>]*>/g, ' ')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return ` ${(words ?? []).join(' ')} `;
}
