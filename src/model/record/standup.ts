import type { IsoDate } from '#model/time/date.ts';
import type { Lens } from './lens.ts';

/** One planned meeting of a pod, from the standup log: whether it was held, and how many of each function came. */
export interface Standup {
  initiative: string;
  date: IsoDate;
  held: boolean;
  attendance: Record<Lens, number>;
}
