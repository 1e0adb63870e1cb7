/** Where the straight line from `baseline` at `t0` to `target` at `t1` stands at `t`. */
export function trajectoryAt(
  baseline: number,
  target: number,
  t0: number,
  t1: number,
  t: number,
): number {
  return baseline + ((target - baseline) * (t - t0)) / (t1 - t0);
}

/** Share of the way from baseline to target that has been covered; negative when it went the other way. Null where there is no way. */
export function shareOfDistance(baseline: number, target: number, actual: number): number | null {
  return target === baseline ? null : (actual - baseline) / (target - baseline);
}
