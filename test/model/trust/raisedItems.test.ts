import { expect, it } from 'vitest';
import type { FrictionItem } from '#model/record/friction.ts';
import { raisedItems } from '#model/trust/raisedItems.ts';

const item = (id: number, made: Partial<FrictionItem> = {}): FrictionItem => ({
  id: `F-${id}`,
  initiative: null,
  from: 'ot',
  to: 'it',
  severity: 2,
  site: null,
  opened: `2026-${String(1 + (id % 9)).padStart(2, '0')}-10`,
  firstResponse: null,
  resolved: null,
  title: 'A question',
  ...made,
});

it('what a function raised is shown whole in a small log: open first, the newest first', () => {
  const log = [
    item(1, { resolved: '2026-04-01' }),
    item(2),
    item(3),
    item(4, { from: 'business' }),
    item(8, { resolved: '2026-09-20' }),
  ];
  const { shown, moreOpen, moreResolved } = raisedItems(log, 'ot');
  expect(shown.map(({ id }) => id)).toEqual(['F-3', 'F-2', 'F-8', 'F-1']);
  expect([moreOpen, moreResolved]).toEqual([0, 0]);
});

it('of a log of thousands a hundred are shown, and the rest is counted, nothing lost', () => {
  const log = [
    ...Array.from({ length: 120 }, (_, at) => item(at)),
    ...Array.from({ length: 6000 }, (_, at) => item(200 + at, { resolved: '2026-09-30' })),
  ];
  const { shown, moreOpen, moreResolved } = raisedItems(log, 'ot');
  expect(shown).toHaveLength(100);
  expect([moreOpen, moreResolved]).toEqual([20, 6000]);
});
