import type { IsoDate } from './date.ts';
import type { Lens } from './lens.ts';

export const ITEM_STATUSES = ['planned', 'in-progress', 'done', 'blocked'] as const;
export type ItemStatus = (typeof ITEM_STATUSES)[number];

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
  /** Earlier promised ends, oldest first. */
  moved: { from: string; reason?: string | undefined }[];
}
