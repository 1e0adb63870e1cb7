/** A: every dimension is full; B: the weakest has one of two points; C: it has none. The weakest decides, never the mean. */
export function confidenceLabel(points: readonly number[]): 'A' | 'B' | 'C' {
  const least = Math.min(...points);
  return least >= 2 ? 'A' : least === 1 ? 'B' : 'C';
}
