interface Cell {
  numerator: number;
  denominator: number;
}

/**
 * Splits the change of a total rate into what the sites did (`rate`) and what their shares did (`mix`), with midpoint weights:
 * the two add up to the change exactly. Both are fractions of the rate's own unit.
 */
export function mixEffects(
  before: readonly Cell[],
  after: readonly Cell[],
): { change: number; rate: number; mix: number } {
  const total = (cells: readonly Cell[]) => cells.reduce((sum, cell) => sum + cell.denominator, 0);
  const rateOf = (cell: Cell) => cell.numerator / cell.denominator;
  let rate = 0;
  let mix = 0;
  for (const [index, first] of before.entries()) {
    const second = after[index]!;
    const shares = [first.denominator / total(before), second.denominator / total(after)] as const;
    rate += (rateOf(second) - rateOf(first)) * ((shares[0] + shares[1]) / 2);
    mix += (shares[1] - shares[0]) * ((rateOf(first) + rateOf(second)) / 2);
  }
  return { change: rate + mix, rate, mix };
}
