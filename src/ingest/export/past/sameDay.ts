import type { Digest, DigestCell } from '#ingest/export/digest.ts';

/** The same day of the same site as two dumps give it. */
export interface Known {
  before: DigestCell;
  after: DigestCell | undefined;
}

export const dayKey = (date: string, site: string | null) => `${date}|${site ?? ''}`;

/** True where a day holds what it held: as many rows, and the same sums of the columns that both know. */
export function sameCell(
  before: DigestCell,
  after: DigestCell,
  previous: Digest,
  current: Digest,
): boolean {
  return (
    before.rows === after.rows &&
    previous.columns.every((name, was) => {
      const is = current.columns.indexOf(name);
      return is < 0 || near(before.sums[was]!, after.sums[is]!);
    })
  );
}

/** Equal but for the last bits, in which sums differ when rows come in another order. */
export function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
