import type { ResultState } from '#model/record/gate.ts';

/** All of them, in three-valued logic: one failure decides, else one unknown leaves it open. */
export function allOf(states: readonly ResultState[]): ResultState {
  if (states.includes('not-met')) return 'not-met';
  return unknownIn(states) ?? 'met';
}

/** Any of them: one success decides, else one unknown leaves it open. */
export function anyOf(states: readonly ResultState[]): ResultState {
  if (states.includes('met')) return 'met';
  return unknownIn(states) ?? 'not-met';
}

function unknownIn(states: readonly ResultState[]): ResultState | null {
  if (states.includes('stale')) return 'stale';
  return states.includes('insufficient-data') ? 'insufficient-data' : null;
}
