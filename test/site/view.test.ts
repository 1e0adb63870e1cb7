import { expect, it } from 'vitest';
import { mapView, view } from '#site/view.ts';

const whole = { title: 'Stops', owner: 'Operations' };

it('what a view shows may be read as often as one likes', () => {
  const watch = { more: false };
  const seen = view(whole, { title: 'Stops' }, watch);
  expect(seen.title + seen.title).toBe('StopsStops');
  expect(watch.more).toBe(false);
});

it.each<[string, (seen: typeof whole) => unknown, unknown]>([
  ['another member', (seen) => seen.owner, 'Operations'],
  ['its members by name', (seen) => Object.keys(seen), ['title', 'owner']],
  ['a copy of it', (seen) => ({ ...seen }), whole],
  ['whether it has a member', (seen) => 'owner' in seen, true],
])('whoever asks for %s gets the true answer and is noticed', (_, ask, answer) => {
  const watch = { more: false };
  expect(ask(view(whole, { title: 'Stops' }, watch))).toEqual(answer);
  expect(watch.more).toBe(true);
});

it.each<[string, (seen: Map<string, number>) => unknown, unknown, boolean]>([
  ['an entry that is shown', (seen) => seen.get('a'), 1, false],
  ['an entry that is shown as absent', (seen) => seen.get('none'), undefined, false],
  ['another entry', (seen) => seen.get('b'), 2, true],
  ['all entries', (seen) => [...seen.values()], [1, 2], true],
  ['how many there are', (seen) => seen.size, 2, true],
])('a map of which one entry counts, asked for %s', (_, ask, answer, noticed) => {
  const watch = { more: false };
  expect(
    ask(
      mapView(
        new Map([
          ['a', 1],
          ['b', 2],
        ]),
        new Map([
          ['a', 1],
          ['none', undefined],
        ]),
        watch,
      ),
    ),
  ).toEqual(answer);
  expect(watch.more).toBe(noticed);
});
