/** What each period has to bring from now on to be at the target in time; null when no period is left. */
export function requiredPace(now: number, target: number, periodsLeft: number): number | null {
  return periodsLeft <= 0 ? null : (target - now) / periodsLeft;
}
