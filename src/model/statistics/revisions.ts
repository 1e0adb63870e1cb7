export interface Revisions {
  /** Of all values, those that did not change included: the bias. */
  mean: number;
  meanSize: number;
  /** All that changed went one way. */
  oneWay: boolean;
}

/** Latest minus first, value by value: their mean (bias), mean size, and whether all go one way, which speaks for a definition and not for noise. */
export function revisions(pairs: readonly { first: number; latest: number }[]): Revisions {
  const changes = pairs.map(({ first, latest }) => latest - first).filter((change) => change !== 0);
  const average = (values: readonly number[]) =>
    pairs.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / pairs.length;
  return {
    mean: average(changes),
    meanSize: average(changes.map(Math.abs)),
    oneWay:
      changes.length > 1 && changes.every((change) => Math.sign(change) === Math.sign(changes[0]!)),
  };
}
