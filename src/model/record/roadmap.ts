import type { Translatable } from '#model/language/inLanguage.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { Lens } from './lens.ts';

export const ITEM_STATUSES = ['planned', 'in-progress', 'done', 'blocked'] as const;
export type ItemStatus = (typeof ITEM_STATUSES)[number];
export const ITEM_KINDS = [
  'goal-milestone',
  'capability',
  'equipment',
  'training',
  'policy',
  'decommission',
] as const;
type ItemKind = (typeof ITEM_KINDS)[number];
/** How an item waits for another; where none is named, it begins when the other is finished. */
export const NEED_TYPES = ['finish-start', 'start-start', 'finish-finish'] as const;
type NeedType = (typeof NEED_TYPES)[number];

export const ITEM_CONFIDENCES = ['committed', 'target', 'guess'] as const;

/** One item of `content/roadmap/*.yaml`. */
export interface RoadmapItem extends Translatable {
  id: string;
  file: string;
  line: number;
  title: string;
  layer: Lens;
  initiative?: string | undefined;
  /** Who may know of it; absent: everybody. */
  audience?: string | undefined;
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
  /** Where waiting does not mean that the other is finished first. */
  needTypes: Record<string, NeedType>;
  isa95Level?: number | undefined;
  ownerLayer?: Lens | undefined;
  sites: string[];
  note?: string | undefined;
  kind?: ItemKind | undefined;
  /** How firm the date is. */
  confidence?: (typeof ITEM_CONFIDENCES)[number] | undefined;
  /** The stop of the line that it waits for; `needed` while none is booked. */
  stopWindow?: 'needed' | 'not-needed' | { from: IsoDate; to: IsoDate } | undefined;
  /** Number of the management of change; `missing` while it is not given, `not-needed` where none is due. */
  moc?: string | undefined;
  /** Earlier promised ends, oldest first. */
  moved: { from: string; reason?: string | undefined }[];
}
