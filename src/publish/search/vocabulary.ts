/** The words of all pages, so that the browser can tell a misspelt word from a rare one. */
export class Vocabulary {
  private readonly counts: Map<string, number>;

  /** `counted`: what an earlier build counted. */
  constructor(counted: Iterable<[string, number]> = []) {
    this.counts = new Map(counted);
  }

  add(html: string): void {
    for (const word of html
      .replaceAll(/<[^>]*>|&[#\w]+;/g, ' ')
      .toLowerCase()
      .match(/\p{Letter}{4,24}/gu) ?? [])
      this.count(word, 1);
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
