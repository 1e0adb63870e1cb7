/** A ratio over several sites or periods: the sum of the numerators by the sum of the denominators, never the mean of the ratios. */
export function ratioOfSums(parts: readonly { numerator: number; denominator: number }[]): number | null {
  const denominator = parts.reduce((sum, part) => sum + part.denominator, 0);
  return denominator === 0 ? null : parts.reduce((sum, part) => sum + part.numerator, 0) / denominator;
}
