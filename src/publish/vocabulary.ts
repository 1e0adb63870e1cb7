/** The words of all pages, so that the browser can tell a misspelt word from a rare one. */
export class Vocabulary {
  private readonly counts = new Map<string, number>();

  add(html: string): void {
    for (const [word] of html.replaceAll(/<[^>]*>|&[#\w]+;/g, ' ').matchAll(/\p{Letter}{4,24}/gu)) {
      const small = word.toLowerCase();
      this.counts.set(small, (this.counts.get(small) ?? 0) + 1);
    }
  }

  /** The most frequent first; words of one frequency by the alphabet. */
  list(): string[] {
    return [...this.counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([word]) => word);
  }
}
