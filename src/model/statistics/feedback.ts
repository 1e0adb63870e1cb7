import { meanInterval } from '#model/statistics/interval/meanInterval.ts';

/** UMUX-Lite of one person or of item means: two items from 1 to 7, as 0 to 100. */
export function umuxLite(useful: number, easy: number): number {
  return ((useful + easy - 2) * 100) / 12;
}

/** The usability of several answers: mean of the persons' scores with its t interval, and the means of both items. */
export function usability(
  answers: readonly (readonly [useful: number, easy: number])[],
  level = 95,
): {
  mean: number;
  low: number;
  high: number;
  sd: number;
  n: number;
  useful: number;
  easy: number;
} {
  const average = (pick: 0 | 1) =>
    answers.reduce((sum, answer) => sum + answer[pick], 0) / answers.length;
  return {
    ...meanInterval(
      answers.map(([useful, easy]) => umuxLite(useful, easy)),
      level,
    ),
    useful: average(0),
    easy: average(1),
  };
}

/** Net promoter score in points with the half width of its 95 % interval. */
export function netPromoterScore(
  promoters: number,
  passives: number,
  detractors: number,
): { score: number; margin: number } {
  const n = promoters + passives + detractors;
  const score = (promoters - detractors) / n;
  return {
    score: 100 * score,
    margin: 100 * 1.959963984540054 * Math.sqrt(((promoters + detractors) / n - score * score) / n),
  };
}
