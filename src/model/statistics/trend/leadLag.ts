import { addDays, type IsoDate } from '#model/time/date.ts';

/**
 * Did the lagging metric follow the leading one? Check by `lagWeeks` after the leading metric reached its threshold; an improvement signal
 * up to four weeks later is accepted. Before that day without a signal: waiting.
 */
export function leadLag(facts: {
  reached: IsoDate;
  lagWeeks: number;
  signal: IsoDate | null;
  asOf: IsoDate;
}): { checkBy: IsoDate; latest: IsoDate; state: 'waiting' | 'confirmed' | 'not-confirmed' } {
  const checkBy = addDays(facts.reached, 7 * facts.lagWeeks);
  const latest = addDays(checkBy, 28);
  const confirmed =
    facts.signal !== null && facts.signal >= facts.reached && facts.signal <= latest;
  return {
    checkBy,
    latest,
    state: confirmed ? 'confirmed' : facts.asOf > latest ? 'not-confirmed' : 'waiting',
  };
}
