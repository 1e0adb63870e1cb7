interface Estimate {
  value: number;
  low: number | null;
  high: number | null;
}

/**
 * The 95 % interval of the ratio of two independent positive estimates from the interval of each, by the method of variance
 * estimates recovery on the log scale (Zou and Donner 2008; for medians Bonett and Price 2020). Null: open on that side.
 */
export function ratioInterval(above: Estimate, below: Estimate): Estimate | null {
  if (above.value <= 0 || below.value <= 0) return null;
  const value = above.value / below.value;
  const reach = (one: number | null, other: number | null) =>
    one === null || other === null || one <= 0 || other <= 0
      ? null
      : Math.hypot(Math.log(above.value / one), Math.log(below.value / other));
  const down = reach(above.low, below.high);
  const up = reach(above.high, below.low);
  return {
    value,
    low: down === null ? null : value * Math.exp(-down),
    high: up === null ? null : value * Math.exp(up),
  };
}
