import type { IsoDate } from '#model/time/date.ts';

/** One event of the calendar as it was published. */
export interface EventBefore {
  date: IsoDate;
  sequence: number;
  /** The day on which it last changed. */
  changed: IsoDate;
  /** Hash of its words. */
  mark: string;
}

/** What subscribers have from a build, by stable ids: a later build dates its news and numbers its events by it. */
export interface Subscribed {
  asOf: IsoDate;
  /** Day of each item of the feeds. */
  news: Record<string, IsoDate>;
  events: Record<string, EventBefore>;
}
