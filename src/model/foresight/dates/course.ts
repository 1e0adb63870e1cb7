import type { IsoDate } from '#model/time/date.ts';

/** What was promised first of an item or a gate, and when it came: how nightly builds keep slips without anybody typing them. */
export interface Course {
  kind: 'item' | 'gate';
  id: string;
  start: IsoDate | null;
  promised: IsoDate;
  /** Null: not yet, or nobody knows on which day. */
  done: IsoDate | null;
  /** It was seen when it was not done yet: then the day on which it is seen done is known. */
  seenOpen: boolean;
  /** It is not done, and by its plan it has begun. */
  isOpen: boolean;
}
