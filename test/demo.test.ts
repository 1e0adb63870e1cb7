import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Portal } from '#model/portal.ts';
import { composePortal } from '#site/compose.ts';

let portal: Portal;
beforeAll(async () => {
  const composed = await composePortal({ contentDir: resolve('content'), dataDir: resolve('data'), asOf: null, cacheDir: await mkdtemp(join(tmpdir(), 'trilens-')) });
  expect(composed.problems).toEqual([]);
  portal = composed.portal as Portal;
});

describe('the demonstration portfolio', () => {
  it('reads the same values from semicolons, decimal commas, UTF-16, wide and long files', () => {
    const last = (id: string) => portal.metrics.get(id)?.all.latest?.value;
    expect(last('ccape')).toBeCloseTo(398.9, 1);
    expect(last('unplanned-downtime')).toBeCloseTo(9.724, 2);
    expect(last('first-pass-yield')).toBeCloseTo(93.539, 2);
    expect(last('otif-first-confirmed')).toBeCloseTo(86.307, 2);
    expect(last('furnace-energy')).toBeCloseTo(622.893, 2);
    expect(last('recordable-injuries')).toBeCloseTo(0.651, 2);
    expect(last('work-order-wau')).toBeCloseTo(79.2148, 3);
  });
  it('every row is accepted, set aside or ignored', () => {
    for (const report of portal.portfolio.exports) expect(report.accepted + report.quarantined + report.ignored, report.contract.name).toBe(report.rowsIn);
  });
  it.each([
    ['early-warning-g1', 'supports-advance', 'supported'],
    ['early-warning-g2', 'supports-advance', 'supported'],
    ['early-warning-g3-cmi', 'supports-iterate', 'open'],
    ['work-orders-g3-vel', 'supports-advance', 'supported'],
    ['work-orders-g3-tar', 'supports-advance', 'supported'],
    ['work-orders-g3-cmi', 'supports-advance', 'supported'],
    ['work-orders-g3-esk', 'supports-iterate', 'open'],
    ['work-orders-g3-stn-wave', 'supports-iterate', 'override-expired'],
    ['work-orders-g3-stn', 'supports-iterate', 'overdue'],
    ['defect-capture-g1', 'supports-iterate', 'supported'],
    ['defect-capture-g2', 'supports-advance-with-conditions', 'supported'],
    ['oee-walls-g2', 'supports-iterate', 'unsupported'],
    ['sequence-assist-g1', 'undetermined', 'overdue'],
    ['seal-vision-g1', 'supports-advance', 'evidence-changed'],
    ['load-aware-furnace-g1', 'supports-stop', 'supported'],
    ['supplier-signals-g1', 'supports-iterate', 'supported'],
    ['supplier-signals-g1-repeat', 'undetermined', 'open'],
    ['traceable-torque-g1', 'undetermined', 'open'],
  ])('gate %s has the position %s and is %s', (id, position, kind) => {
    const review = portal.reviews.find((candidate) => candidate.review.id === id);
    expect([review?.position, review?.class], JSON.stringify(review?.results.map((result) => result.sentence))).toEqual([position, kind]);
  });
  it('projects the North Star to May 2028 and says the variance', () => {
    const star = portal.goals[0];
    expect(star?.sentence).toContain('398.9 EUR against 389.7 EUR planned for September 2026: 9.2 EUR unfavourable');
    expect(star?.sentence).toContain('May 2028 (Feb 2028 to Sept 2028)');
  });
  it('counts money only when finance confirmed it', () => expect(portal.money).toEqual({ planned: 1520, claimed: 1043, confirmed: 545, spent: 2633, budget: 2955 }));
  it('says that IT waits longest for OT', () => {
    expect(portal.trust.pairs.find((pair) => pair.from === 'it' && pair.to === 'ot')).toMatchObject({ n: 3, within: 1, medianHours: 504 });
    expect(portal.trust.open[0]?.id).toBe('F-012');
  });
  it.each(['initiative/purgatory', 'export/stale', 'metric/cumulative-progress', 'metric/delivery-as-success', 'export/non-human', 'gate/unsupported', 'pod/roles', 'pod/one-hat', 'finding/lagging-site', 'gate/override-expired', 'benefit/soft-as-cash', 'finding/restated', 'gate/evidence-changed', 'goal/orphan', 'benefit/double-claim', 'roadmap/date-drift', 'finding/comparison-favourable', 'trust/validation-thin'])('raises %s', (rule) => {
    expect(portal.findings.map((finding) => finding.rule)).toContain(rule);
  });
});
