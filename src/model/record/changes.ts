import type { IsoDate } from '#model/time/date.ts';

/** What a change is about, in the order in which leadership reads it. */
export const CHANGE_GROUPS = [
  'gates',
  'signals',
  'targets',
  'restated',
  'dates',
  'definitions',
  'initiatives',
  'texts',
  'friction',
  'people',
  'findings',
  'exports',
] as const;

export type ChangeGroup = (typeof CHANGE_GROUPS)[number];

export interface Change {
  group: ChangeGroup;
  /** Stable within its group: the gate, the metric and site, the finding. */
  id: string;
  tone: 'good' | 'bad' | 'neutral';
  text: string;
  /** Page that says more, relative to the portal's root. */
  path: string;
}

/** What is different since another day, group by group. */
export interface Changes {
  /** The day of comparison, and the report whose frozen facts it stands on, where it is one. */
  since: { asOf: IsoDate; report: { id: string; title: string } | null };
  list: Change[];
}
