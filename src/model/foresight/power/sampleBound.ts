import type { Comparator } from '#model/record/criterion.ts';
import { wilson } from '#model/statistics/interval/wilson.ts';

/** The end of the 80 % interval of a share that counts against it, in per cent: what a gate holds against its threshold. */
export function unfavourable(k: number, n: number, comparator: Comparator): number {
  const { low, high } = wilson(k, n, 80);
  return 100 * (comparator.startsWith('>') ? low : high);
}
