import type { IsoDate } from '#model/time/date.ts';

/** What a text said at one revision, as hashes: of the whole, of each step by its title, and of what is around the steps. */
export interface TextMarks {
  text: string;
  rest: string;
  steps: Record<string, string>;
}

/** A revision as it was issued; `trilens lock` prints it. */
export interface Revision extends TextMarks {
  revision: string;
  date: IsoDate;
  /** First day on which it holds; absent: the day it was issued. */
  validFrom?: IsoDate | undefined;
  /** Why it was issued. */
  note?: string | undefined;
}

/** Somebody stands for one text: `text` is its hash, so that the approval ends when the text changes. */
export interface Approval {
  role: string;
  name: string;
  date: IsoDate;
  text: string;
}
