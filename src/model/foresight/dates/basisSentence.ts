import { binomialChances } from '#model/statistics/binomial.ts';
import { countOf, formatNumber } from '#model/words/format.ts';
import { historyOf, LEAST_FINISHED, quantile, type Slips } from './slips.ts';

const NAMES = { item: 'roadmap items', gate: 'gates' } as const;
/** A span that held so rarely in the past is not leaned on. */
const RARE = 0.05;
const PROMISED = 0.8;
/** With fewer nothing is said of how well the promise is kept. */
const LEAST_SCORED = 5;

/** "By 24 finished roadmap items, of which half took 1.2 times the planned time or less; …" */
export function basisSentence(
  kind: 'item' | 'gate',
  slips: Slips,
  { scored, within }: { scored: number; within: number },
): string {
  const { length } = slips.finished;
  const count =
    length === 1 ? `One ${NAMES[kind].slice(0, -1)} has` : `${length || 'No'} ${NAMES[kind]} have`;
  const finished = `${count} finished on a known day`;
  if (length < LEAST_FINISHED)
    return `${finished}; with fewer than ${LEAST_FINISHED} no date is forecast.`;
  const open =
    slips.open.length === 0
      ? ''
      : `, and ${countOf(slips.open.length, 'other')} that ${slips.open.length === 1 ? 'is' : 'are'} ${kind === 'gate' ? 'overdue' : 'under way'} ${slips.open.length === 1 ? 'counts' : 'count'} as longer than so far`;
  return `${finished}${open}. ${half(kind, quantile(historyOf(slips), 0.5))} ${tested(scored, within)}`;
}

function half(kind: 'item' | 'gate', middle: number | null): string {
  if (middle === null) return 'Half of them take longer than any that has come.';
  if (kind === 'item')
    return `Half of them take ${formatNumber(middle, 1)} times the planned time or less.`;
  const days = countOf(Math.abs(Math.round(middle)), 'day');
  return Math.round(middle) === 0
    ? 'Half of them are decided on their first date or earlier.'
    : `Half of them are decided ${days} ${middle < 0 ? 'before' : 'after'} their first date or earlier.`;
}

function tested(scored: number, within: number): string {
  if (scored === 0) return 'Too few to hold the spans against their own past.';
  const said = `Held against their own past, ${within} of ${scored} came within the span that promises 80 %`;
  const asFew = binomialChances(scored, PROMISED)
    .slice(0, within + 1)
    .reduce((sum, chance) => sum + chance, 0);
  if (asFew < RARE) return `${said}: do not lean on these dates.`;
  return scored < LEAST_SCORED
    ? `${said}, and so few say nothing of how well it is kept.`
    : `${said}.`;
}
