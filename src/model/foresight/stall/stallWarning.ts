import type { IsoDate } from '#model/time/date.ts';

/** What speaks for a stall before a date slips. */
export const SIGNS = [
  'question-open',
  'standups-missed',
  'sign-off-overdue',
  'date-moved',
  'use-falling',
] as const;
type Sign = (typeof SIGNS)[number];

/** One sign at one initiative, since the day on which it was first there. */
export interface SignSeen {
  sign: Sign;
  since: IsoDate;
  /** What exactly, in half a sentence. */
  what: string;
}

/** An initiative that shows enough signs today. */
export interface StallWarning {
  initiative: string;
  since: IsoDate;
  signs: SignSeen[];
  sentence: string;
}

/** How such warnings did in this portfolio's own past: each gate that came due is one event. */
export interface WarningRecord {
  /** Gates that had come due, and of them those that were late. */
  due: number;
  slipped: number;
  /** Of the late ones warned of before the due day, and by how many days, the middle one. */
  caught: number;
  leadDays: number | null;
  /** Of the gates decided in time, how many had a warning. */
  false: number;
  sentence: string;
}

export interface StallForesight {
  warnings: StallWarning[];
  record: WarningRecord;
}
