import type { IsoDate } from '#model/time/date.ts';
import type { HeavyPage } from '#publish/pages/pageBudget.ts';
import type { TwinFacts } from '#publish/twin/twin.ts';

/** Where and how the pages of a portal are finished. */
export interface Workshop {
  /** The built folder. */
  out: string;
  cacheDir: string;
  /** Which of the portals whose pages are kept in that cache. */
  name: string;
  /** Units that numbers are bound to. */
  units: readonly string[];
  asOf: IsoDate;
  /** What the Markdown twins say beside their pages. */
  twins: TwinFacts;
}

/** A page as it was just drawn; one with a key is kept for the next build. */
export interface DrawnPage {
  kind: 'drawn';
  /** Under the base: `playbooks/triage/`. */
  address: string;
  key: string | null;
  html: string;
}

/** A page as an earlier build left it. */
export interface KeptBefore {
  kind: 'kept';
  address: string;
  key: string;
  html: Uint8Array;
  mark: string | null;
}

/** What is handed to the thread, in order; the end says whether all pages were drawn. */
export type Task = DrawnPage | KeptBefore | { kind: 'end'; isWhole: boolean };

/** What the thread says: a page is done with, and whether it is too large; all are written; the search index is. */
export type Said = 'page' | 'written' | 'searched' | HeavyPage;
