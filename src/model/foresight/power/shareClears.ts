import type { Comparator } from '#model/record/criterion.ts';
import { binomialChances } from '#model/statistics/binomial.ts';
import { normalCdf } from '#model/statistics/normal.ts';
import { unfavourable } from './sampleBound.ts';

/** A share of so many cases that is held against a threshold, all in per cent. */
export interface Share {
  level: number;
  threshold: number;
  comparator: Comparator;
  cases: number;
}

/** With more cases the normal law is within a hundredth of it. */
const MOST_SUMMED = 2000;

/** The chance that the share of all cases of some periods clears the threshold: exact for few cases. */
export function shareClears(share: Share): number | null {
  const n = Math.round(share.cases);
  const p = share.level / 100;
  if (n < 1 || p < 0 || p > 1) return null;
  if (n > MOST_SUMMED && p > 0 && p < 1) {
    const up = share.comparator.startsWith('>') ? 1 : -1;
    return normalCdf((up * (p - share.threshold / 100)) / Math.sqrt((p * (1 - p)) / n));
  }
  return summed(n, p, (k) => clears((100 * k) / n, share));
}

/** The same of a sample: it clears the threshold when the unfavourable end of its interval does. */
export function sampleClears(share: Share): number | null {
  const n = Math.round(share.cases);
  const p = share.level / 100;
  if (n < 1 || p < 0 || p > 1) return null;
  return summed(n, p, (k) => clears(unfavourable(k, n, share.comparator), share));
}

/** All outcomes that pass, by their chances. */
function summed(n: number, p: number, passes: (k: number) => boolean): number {
  return binomialChances(n, p).reduce((sum, chance, k) => (passes(k) ? sum + chance : sum), 0);
}

function clears(value: number, { threshold, comparator }: Share): boolean {
  const beyond = comparator.startsWith('>') ? value - threshold : threshold - value;
  return comparator.endsWith('=') ? beyond >= -1e-9 : beyond > 1e-9;
}
