import type { IsoDate } from '#model/time/date.ts';

/** When an item is done or a gate decided, as its own kind came so far: 80 % of cases lie within. */
export interface DateForecast {
  kind: 'item' | 'gate';
  id: string;
  planned: IsoDate;
  /** Null: later than anything that the past can say. */
  low: IsoDate | null;
  middle: IsoDate | null;
  high: IsoDate | null;
}

/** What the dates rest on. */
export interface DateBasis {
  kind: 'item' | 'gate';
  finished: number;
  /** Of finished ones whose date could have been forecast, how many came within the span. */
  backtest: { scored: number; within: number };
  sentence: string;
}

export interface DateForecasts {
  basis: DateBasis[];
  dates: DateForecast[];
}
