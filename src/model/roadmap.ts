import type { IsoDate } from './date.ts';
import type { Lens } from './lens.ts';

export const ITEM_STATUSES = ['planned', 'in-progress', 'done', 'blocked'] as const;
export type ItemStatus = (typeof ITEM_STATUSES)[number];

export const ITEM_KINDS = ['goal-milestone', 'capability', 'equipment', 'training', 'policy', 'decommission'] as const;
export const ITEM_CONFIDENCES = ['committed', 'target', 'guess'] as const;

/** One item of `content/roadmap/*.yaml`. */
export interface RoadmapItem {
  id: string;
  file: string;
  line: number;
  title: string;
  layer: Lens;
  initiative?: string | undefined;
  goals: string[];
  owner?: string | undefined;
  /** First and last day; a quarter is read as its whole span. */
  start: IsoDate;
  end: IsoDate;
  /** As written: `2026-Q4`. */
  when: string;
  status: ItemStatus;
  /** The day on which it was done; a gate that was decided earlier does not count it. */
  doneOn?: IsoDate | undefined;
  needs: string[];
  sites: string[];
  note?: string | undefined;
  kind?: (typeof ITEM_KINDS)[number] | undefined;
  /** How firm the date is. */
  confidence?: (typeof ITEM_CONFIDENCES)[number] | undefined;
  /** The stop of the line that it waits for; `needed` while none is booked. */
  stopWindow?: 'needed' | { from: IsoDate; to: IsoDate } | undefined;
  /** Number of the management of change; `missing` while it is not given. */
  moc?: string | undefined;
  /** Earlier promised ends, oldest first. */
  moved: { from: string; reason?: string | undefined }[];
}
