/** The word that was meant: null where `word` begins a word of the vocabulary, or nothing is near. The vocabulary has the most frequent first. */
export function nearWord(word: string, vocabulary: readonly string[]): string | null {
  if (
    word.length < 4 ||
    /[^\p{Letter}]/u.test(word) ||
    vocabulary.some((known) => known.startsWith(word))
  )
    return null;
  const most = word.length < 6 ? 1 : 2;
  let best: string | null = null;
  let least = most + 1;
  for (const known of vocabulary) {
    if (Math.abs(known.length - word.length) > most) continue;
    // The first letter is seldom wrong; where it differs, the word counts as one step farther.
    const steps = distance(word, known, most) + (known[0] === word[0] ? 0 : 1);
    if (steps < least) {
      least = steps;
      best = known;
    }
  }
  return best;
}

/** Letters changed, left out, put in, or swapped with their neighbour (optimal string alignment); more than `most` is `most + 1`. */
export function distance(a: string, b: string, most: number): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let steps = Math.min(row[j - 1]! + same, row[j]! + 1, next[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        steps = Math.min(steps, before[j - 2]! + 1);
      next.push(steps);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[b.length]!;
}

/** Up to three words that are near, the nearest first and of those the most frequent. */
export function nearWords(word: string, vocabulary: readonly string[]): string[] {
  const most = word.length < 5 ? 1 : 2;
  return [...new Set(vocabulary)]
    .filter((known) => known.length > 3 && Math.abs(known.length - word.length) <= most)
    .map((known) => ({ known, steps: distance(word, known, most) }))
    .filter(({ steps }) => steps <= most)
    .sort((a, b) => a.steps - b.steps)
    .slice(0, 3)
    .map(({ known }) => known);
}
