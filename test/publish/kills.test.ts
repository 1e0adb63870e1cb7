import { expect, it } from 'vitest';
import { kills } from '../bench/kills.ts';

// `node test/bench/kills.ts 300` is the long form, about half an hour on two busy cores; `… 300 600` begins no turn after 600 seconds.
it('builds, freezes, publishes, rollbacks and nights are killed: a reader never meets a missing or mixed portal, and the next night publishes', async () => {
  const { faults, nights, looks, killed, badDisks } = await kills(10);
  expect(faults).toEqual([]);
  expect(nights).toBeGreaterThanOrEqual(3);
  expect(looks).toBeGreaterThan(10);
  expect(Object.keys(killed).length).toBeGreaterThan(2);
  if (Object.keys(badDisks).length === 0)
    console.warn('Nights on a full or read-only disk were not run: this user may not mount one.');
});
