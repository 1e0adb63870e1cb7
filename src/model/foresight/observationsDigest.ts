import type { Observation, Observations } from '#model/record/observation.ts';

const PRIME = 16_777_619;
const START = 2_166_136_261;
const number = new Float64Array(1);
const bits = new Uint32Array(number.buffer);

/**
 * What of the data an unchanged build is known by. The newest cells follow from files whose hashes, contracts and metrics are known
 * beside it, so of millions of them one number is enough (Fowler, Noll and Vo's hash over their bits); what earlier dumps said is
 * known from here alone, and is given whole.
 */
export function observationsDigest(held: Observations): unknown {
  const { latest, free = {}, ...rest } = held;
  return {
    ...rest,
    latest: digestOf(latest),
    free: Object.entries(free).map(([name, cells]) => [name, digestOf(cells)]),
  };
}

function digestOf(cells: readonly Observation[]): { cells: number; digest: number } {
  let digest = START;
  for (const { value, numerator = 0, denominator = 0, n } of cells)
    digest = mixed(mixed(mixed(mixed(digest, value), numerator), denominator), n);
  return { cells: cells.length, digest: digest >>> 0 };
}

function mixed(digest: number, value: number): number {
  number[0] = value;
  return Math.imul(Math.imul(digest ^ bits[0]!, PRIME) ^ bits[1]!, PRIME);
}
