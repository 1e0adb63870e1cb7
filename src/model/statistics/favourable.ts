/** A difference to the plan, positive on the good side. */
export function favourable(actual: number, plan: number, direction: 'up' | 'down'): number {
  return direction === 'up' ? actual - plan : plan - actual;
}
