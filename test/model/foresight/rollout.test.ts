import { describe, expect, it } from 'vitest';
import {
  bestOrder,
  costOf,
  type Job,
  permutations,
  startsOf,
} from '#model/foresight/rollout/bestOrder.ts';
import { orderSentence } from '#model/foresight/rollout/orderSentence.ts';
import type { Metric } from '#model/record/metric.ts';
import { random } from '#model/statistics/random.ts';

const next = random(21);
const job = (begins: number[] | null = null): Job => ({
  weight: 1 + Math.floor(50 * next()),
  days: 10 + Math.floor(100 * next()),
  begins,
});
const stops = () => Array.from({ length: 12 }, (_, at) => 60 * at + Math.floor(50 * next()));

describe('the order of plants', () => {
  it('is the best of all orders up to seven, stops or none, as brute force written apart finds', () => {
    for (let run = 0; run < 20; run++) {
      const jobs = Array.from({ length: 2 + (run % 5) }, () => job(run % 2 ? stops() : null));
      let least = Number.POSITIVE_INFINITY;
      const walk = (left: number[], free: number, cost: number): void => {
        if (left.length === 0) least = Math.min(least, cost);
        for (const at of left) {
          const { weight, days, begins } = jobs[at] as Job;
          const start = begins === null ? free : (begins.find((day) => day >= free) ?? 1e9);
          walk(
            left.filter((one) => one !== at),
            start + days,
            cost + weight * Math.min(3653, start + days),
          );
        }
      };
      walk(
        jobs.map((_, at) => at),
        0,
        0,
      );
      const { cost, isExact } = bestOrder(jobs);
      expect(isExact).toBe(true);
      expect(cost).toBeCloseTo(least, 6);
    }
  });
  it("is Smith's rule where nothing waits for a stop, of seven and of twelve", () => {
    for (const count of [7, 12]) {
      const jobs = Array.from({ length: count }, () => job());
      const smith = jobs
        .map((_, at) => at)
        .toSorted(
          (a, b) =>
            (jobs[b] as Job).weight / (jobs[b] as Job).days -
            (jobs[a] as Job).weight / (jobs[a] as Job).days,
        );
      expect(bestOrder(jobs).cost).toBeCloseTo(costOf(jobs, smith), 6);
    }
  });
  it('of equal plants is the one with the earliest stop first, and the order of the records without stops', () => {
    const same = (begins: number[] | null): Job => ({ weight: 5, days: 30, begins });
    expect(bestOrder([same([90, 300]), same([20, 300]), same([200])]).order).toEqual([1, 0, 2]);
    expect(bestOrder([same(null), same(null), same(null)]).order).toEqual([0, 1, 2]);
  });
  it('never puts a plant later for having more headroom', () => {
    for (let run = 0; run < 30; run++) {
      const jobs = Array.from({ length: 5 }, () => job(run % 2 ? stops() : null));
      const place = (list: Job[]) => bestOrder(list).order.indexOf(2);
      const more = jobs.map((one, at) => (at === 2 ? { ...one, weight: one.weight + 20 } : one));
      expect(place(more)).toBeLessThanOrEqual(place(jobs));
    }
  });
  it('begins at a stop, and counts what has none left as never', () => {
    const jobs: Job[] = [
      { weight: 1, days: 30, begins: [10, 100] },
      { weight: 1, days: 30, begins: [20] },
    ];
    expect(startsOf(jobs, [0, 1])).toEqual([10, Number.POSITIVE_INFINITY]);
    expect(bestOrder(jobs).order).toEqual([1, 0]);
  });
  it('tries every order once', () => {
    const all = [...permutations([0, 1, 2, 3])];
    expect(new Set(all.map(String)).size).toBe(24);
  });
});

describe('the sentence about an order', () => {
  const plant = (site: string) => ({
    site,
    weight: 1,
    days: 91,
    start: '2026-10-07',
    end: '2027-01-06',
    load: 1,
  });
  const say = (excess: number, before = 2) =>
    orderSentence(
      {
        initiative: 'x',
        metric: 'm',
        plants: [plant('N'), plant('S')],
        first: [
          { site: 'N', excess: 0 },
          { site: 'S', excess },
        ],
        isExact: true,
        unknown: [],
      },
      before,
      [],
      { title: 'Unplanned stops' } as Metric,
    );
  it('calls a flat optimum a tie, and makes no winner of it', () => {
    expect(say(0.03)).toContain('S first would be as good');
    expect(say(0.03)).not.toContain('least is lost');
    expect(say(0.2)).toContain('S first loses 20 % more');
  });
  it('says where the time is only assumed', () => {
    expect(say(0.2, 0)).toContain('assumed to be a quarter');
  });
});
