import type { IsoDate } from '#model/time/date.ts';

export const EVENT_KINDS = ['incident', 'change', 'other'] as const;

/** What happened on a day and is in no other record; from `events` in `content/portfolio.yaml`. */
export interface WrittenEvent {
  date: IsoDate;
  title: string;
  kind: (typeof EVENT_KINDS)[number];
  /** Empty: everywhere. */
  sites: string[];
  /** Empty: every metric there. */
  metrics: string[];
  audience?: string | undefined;
}
