import { type IsoDate, longDate } from '#model/time/date.ts';

const BEGINS = '<time data-as-of ';
const ENDS = '</time>';

/** The day in the footer of every page: the one thing of a kept page that is always of this build. */
export class DayStamp {
  private readonly stamp: Buffer;

  /** `set`: how the text of a page is set. */
  constructor(asOf: IsoDate, set: (html: string) => string) {
    this.stamp = Buffer.from(set(`${BEGINS}datetime="${asOf}">${longDate(asOf)}${ENDS}`));
  }

  /** A kept page with this day in place of the one it was drawn on. */
  onto(html: Buffer): Buffer {
    const from = html.lastIndexOf(BEGINS);
    if (from < 0) return html;
    return Buffer.concat([
      html.subarray(0, from),
      this.stamp,
      html.subarray(html.indexOf(ENDS, from) + ENDS.length),
    ]);
  }
}
