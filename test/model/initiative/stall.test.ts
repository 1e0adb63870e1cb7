import { describe, expect, it } from 'vitest';
import { stallOf } from '#model/initiative/stall.ts';
import { reviewGate } from '#model/gate/reviewGate.ts';
import { computeMetrics } from '#model/metric/computeMetric.ts';
import { addDays } from '#model/time/date.ts';
import { initiativeSchema } from '#ingest/schemas/initiative.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import examples from '../examples.json' with { type: 'json' };
import { AS_OF, weeks, world, type World } from '../gate/evidence.ts';

const FLAT = Array.from({ length: 30 }, (_, at) => 13 + (at % 3));
/** Rows arrive every week up to today, and say that nothing changes. */
const facts: World = { cells: weeks('A', FLAT) };
const USE = [{ id: 'use', role: 'primary' }];
const ago = (days: number) => addDays(AS_OF, -days);
const gate = (due: string, decision?: string) => ({
  id: `g-${due}`,
  phase: 'pilot',
  due,
  ...(decision
    ? { decision: { outcome: 'advance', date: decision, decider: 'D', reason: 'r' } }
    : {}),
});

function stall(
  initiative: Record<string, unknown>,
  more: Partial<World> = {},
  steps: number[] = [],
) {
  const { portfolio, initiative: own } = world({
    ...facts,
    ...more,
    initiative: { metrics: USE, sites: [{ site: 'A' }], ...initiative },
  });
  // Others that took so many days from their start to their gate.
  const others = steps.map((days, at) => ({
    id: `other-${at}`,
    ...initiativeSchema.parse({
      title: 'Other',
      phase: 'pilot',
      start: ago(500),
      gates: [gate(ago(500 - days), ago(500 - days))],
    }),
  })) as unknown as Portfolio['initiatives'];
  const [pilot] = portfolio.frameworks[0]?.phases ?? [];
  if (pilot) portfolio.frameworks[0]?.phases.push({ ...pilot, id: 'scale' });
  const whole = { ...portfolio, initiatives: [own as (typeof others)[number], ...others] };
  const reviews = own.gates.map((review) => reviewGate(review, own, whole));
  return stallOf(own, reviews, whole, computeMetrics(whole));
}

describe('a stall is a lack of progress, not of rows', () => {
  it('rows that arrive every week do not hide that nothing moves', () => {
    expect(stall({ start: ago(315) })).toMatchObject({ state: 'stalled' });
    expect(stall({ start: ago(315) }).because).toMatch(
      /^no gate, no plant, .* for 315 days, since its start/,
    );
  });
  it.each(['pilot', 'scale', 'frame'])('in phase %s', (phase) =>
    expect(stall({ start: ago(315), phase }).state).toBe('stalled'),
  );
  it.each<[string, Record<string, unknown>]>([
    ['a gate was decided', { gates: [gate(ago(20), ago(20))] }],
    [
      'a plant went live',
      {
        sites: [
          { site: 'A', live: ago(300) },
          { site: 'B', live: ago(20) },
        ],
      },
    ],
    [
      'a try ended',
      { iterations: [{ period: '2026-08/2026-09', tried: 't', learned: 'l', changed: 'c' }] },
    ],
    ['operators accepted it', { checkpoints: [{ date: ago(20), site: 'A', operators: 5 }] }],
  ])('%s lately: it moves', (_, more) =>
    expect(stall({ start: ago(315), ...more }).state).toBe('moving'),
  );
  it('use that grows is progress, and use that wavers is not', () => {
    const grows = weeks(
      'A',
      Array.from({ length: 30 }, (_, at) => 10 + 2 * at),
    );
    expect(stall({ start: ago(315) }, { cells: grows }).state).toBe('moving');
    expect(stall({ start: ago(315) }).state).toBe('stalled');
  });
  it('use at its target at every plant is no stall, and at one plant of a roll-out it is', () => {
    const at = { metric: { target: { value: 10 } } };
    const [A, B] = ['A', 'B'].map((site) => ({ site, live: ago(300) }));
    const scaled = { start: ago(315), phase: 'scale' };
    expect(stall({ ...scaled, sites: [A, B] }, at).state).toBe('moving');
    expect(stall({ ...scaled, sites: [A] }, at).state).toBe('stalled');
    expect(stall({ ...scaled, sites: [A, { site: 'B' }] }, at).state).toBe('stalled');
  });
  it('a refused validation and a hold are no progress', () => {
    const refused = { date: ago(20), site: 'A', operators: 5, outcome: 'rejected' };
    const hold = {
      ...gate(ago(20)),
      decision: { outcome: 'hold', date: ago(20), decider: 'D', until: 'May' },
    };
    expect(stall({ start: ago(315), checkpoints: [refused], gates: [hold] }).state).toBe('stalled');
  });
});

describe('how long is too long', () => {
  const { initiative_days, pilot_days_median_of_finished: usual } = examples.E18_stall;
  it('more than twice the usual time of finished steps', () => {
    const steps = [usual - 20, usual, usual + 20];
    expect(stall({ start: ago(initiative_days) }, {}, steps).state).toBe('stalled');
    expect(stall({ start: ago(2 * usual) }, {}, steps).state).toBe('moving');
    expect(stall({ start: ago(2 * usual + 1) }, {}, steps).because).toContain(
      `half of the steps here took ${usual} days or less`,
    );
  });
  it('half a year where fewer than three steps are finished', () => {
    expect(stall({ start: ago(180) }, {}, [20, 30]).state).toBe('moving');
    expect(stall({ start: ago(181) }, {}, [20, 30]).state).toBe('stalled');
  });
  it('what has no date at all is not told', () =>
    expect(stall({})).toEqual({
      state: 'unknown',
      because: 'no dated step says whether it moves',
    }));
});

describe('an overdue gate with questions between functions', () => {
  const question = (resolved: string | null) =>
    [
      {
        id: 'F1',
        initiative: 'trial',
        from: 'ot',
        to: 'it',
        severity: 1,
        site: null,
        opened: `${ago(40)}T08:00`,
        firstResponse: null,
        resolved,
        title: 'Who patches the gateway?',
      },
    ] as unknown as NonNullable<World['friction']>;
  const started = { start: ago(60), gates: [gate(ago(30))] };
  it('is a stall however young the initiative is', () => {
    expect(stall(started, { friction: question(null) }).because).toMatch(
      /working days overdue, and OT waits for IT since .*who patches the gateway/i,
    );
  });
  it('is none once the question is answered', () =>
    expect(stall(started, { friction: question(`${ago(5)}T08:00`) }).state).toBe('moving'));
});
