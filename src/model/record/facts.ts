import type { Audience } from './audience.ts';
import type { Changes } from './changes.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { Standing } from './standing.ts';

/** Version of the facts files; a reader of a later version still reads the earlier ones. */
export const FACTS_VERSION = 1;

/** `content/reports/<id>.facts.json`: what a report showed, where it came from, and a hash that proves it was not altered. */
export interface Facts<Shown = unknown> {
  version: number;
  report: string;
  title: string;
  period: string;
  asOf: IsoDate;
  /** Whose edition it holds; null: everything. */
  audience: Audience | null;
  /** Version of the software that computed it. */
  trilens: string;
  /** Titles of exports that were stale or refused and accepted so. */
  stale: string[];
  /** Why it was frozen again, the oldest first, with the hash of what stood before. */
  again: { asOf: IsoDate; reason: string; replaces: string }[];
  /** The exports that it was computed from. */
  exports: {
    name: string;
    title: string;
    extracted: IsoDate | null;
    freshness: string;
    contract: string;
    files: { path: string; sha256: string; rowsIn: number; accepted: number }[];
  }[];
  /** Hash of each metric's definition. */
  definitions: Record<string, string>;
  /** What it is compared by later. */
  standing: Standing;
  /** Against the frozen report before it, on the day it was frozen. */
  changes: Changes | null;
  /** Every number that its page shows: a `FrozenPortal`, which only thawing reads. */
  shown: Shown;
  /** SHA-256 of everything above. */
  hash: string;
}
