/** A word, or letters and digits that signs hold together: `AB-1234/56`, `P101.A`, `DOC_SOP_0042`, `P&ID`. */
const WORD =
  /[\p{Letter}\p{Number}][\p{Letter}\p{Mark}\p{Number}]*(?:[-./_&‐‑][\p{Letter}\p{Number}][\p{Letter}\p{Mark}\p{Number}]*)*/gu;

/** The words of all pages, so that the browser can tell a misspelt word from a rare one. */
export class Vocabulary {
  private readonly counts: Map<string, number>;

  /** `counted`: what an earlier build counted. */
  constructor(counted: Iterable<[string, number]> = []) {
    this.counts = new Map(counted);
  }

  add(html: string): void {
    const text = html
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/&(?:amp|#38|#x26);/gi, '&')
      .replaceAll(/&[#\w]+;/g, ' ')
      .toLowerCase();
    for (const whole of text.match(WORD) ?? []) {
      this.count(whole, 1);
      const parts = whole.split(/[^\p{Letter}\p{Mark}\p{Number}]/u);
      if (parts.length > 1) for (const part of parts) if (part !== '') this.count(part, 1);
    }
  }

  join(other: Vocabulary): void {
    for (const [word, times] of other.counts) this.count(word, times);
  }

  counted(): [string, number][] {
    return [...this.counts];
  }

  /** The most frequent first; words of one frequency by the alphabet. */
  list(): string[] {
    return [...this.counts]
      .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
      .map(([word]) => word);
  }

  private count(word: string, times: number): void {
    this.counts.set(word, (this.counts.get(word) ?? 0) + times);
  }
}
