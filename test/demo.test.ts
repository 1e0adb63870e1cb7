import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MetricState } from '#model/metric/metricState.ts';
import type { Portal } from '#model/portal.ts';
import { podsMeeting } from '#model/trust/trust.ts';
import { trustEffect } from '#model/trust/trustEffect.ts';
import { usageByRole } from '#model/metric/usageByRole.ts';
import { composePortal } from '#site/compose.ts';

let portal: Portal;
beforeAll(async () => {
  const composed = await composePortal({
    contentDir: resolve('content'),
    dataDir: resolve('data'),
    asOf: null,
    cacheDir: await mkdtemp(join(tmpdir(), 'trilens-')),
  });
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
  it('goes plant by plant in a metric that tells plants apart: a primary one that counts them together is no use there', () => {
    const { rollout } = portal.initiatives.find(({ initiative }) => initiative.id === 'oee-walls')!;
    expect(new Set(rollout.map((entry) => entry.metric))).toEqual(
      new Set(['oee-wall-supervisor-wau']),
    );
    expect(rollout.every((entry) => entry.now !== null)).toBe(true);
    expect(
      portal.initiatives.find(({ initiative }) => initiative.id === 'paperless-work-orders')
        ?.rollout[0]?.metric,
    ).toBe('work-order-wau');
  });
  it('every row is accepted, quarantined or ignored', () => {
    for (const report of portal.portfolio.exports)
      expect(report.accepted + report.quarantined + report.ignored, report.contract.name).toBe(
        report.rowsIn,
      );
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
    expect(
      [review?.position, review?.class],
      JSON.stringify(review?.results.map((result) => result.sentence)),
    ).toEqual([position, kind]);
  });
  it.each([
    ['seal-vision-g1', 'met: Test bench 1 36.8 per 1,000, −37.1 % against the baseline'],
    ['defect-capture-g1', 'not met: Eskmoor 19.0 % (needs 60.0 %)'],
    [
      'traceable-torque-g1',
      'never, with 30 from the next full week on; earliest possible 2026-11-09',
    ],
    [
      'sequence-assist-g1',
      'stale: Tarnholm: last week received 17 August 2026, due 2 September 2026',
    ],
    ['work-orders-g3-esk', 'not met: Eskmoor 3 of 4 weeks'],
    [
      'early-warning-g1',
      'larger than in any of the 5 comparison lines, smallest possible p with 6 lines is 1/6',
    ],
  ])('gate %s says why: %s', (id, sentence) => {
    const review = portal.reviews.find((candidate) => candidate.review.id === id);
    expect(review?.results.map((result) => result.sentence).join('; ')).toContain(sentence);
  });
  it('judges locked criteria as they were locked', () => {
    for (const review of portal.reviews.filter((one) => one.lock))
      expect(review.lock, review.review.id).toMatchObject({ moved: [], removed: [], added: [] });
    expect(portal.reviews.filter((one) => one.lock).length).toBeGreaterThan(2);
  });
  it('says before and after with the limits of before, and what they leave open', () => {
    const effect = portal.initiatives.find((state) => state.initiative.id === 'seal-face-vision')
      ?.effects[0];
    expect(effect).toMatchObject({
      state: 'favourable',
      before: { periods: 12 },
      after: { periods: 5 },
      comparison: null,
    });
    expect(effect?.level?.limits).not.toBeNull();
    expect(effect?.sentence).toContain(
      'from 58.4 per 1,000 (12 weeks) to 48.9 per 1,000 (5 weeks). A signal against the limits of before; without comparison lines other changes are not ruled out.',
    );
  });
  it('counts the revisions of seal-face scrap as the worked example does: all one way', () => {
    expect(portal.metrics.get('seal-face-scrap')?.revision).toEqual({
      of: 8,
      mean: 8.125,
      meanSize: 8.125,
      oneWay: true,
    });
    expect(portal.metrics.get('seal-face-scrap')?.restated).toHaveLength(7);
  });
  it('shows who reads the shared dashboards role by role: analysts do, supervisors hardly; and withholds groups under five', () => {
    const uses = usageByRole(
      portal.metrics.get('shared-dashboard-readers') as MetricState,
      portal.portfolio.asOf,
      portal.portfolio.settings.minGroupSize,
    );
    const share = (role: string) => uses.find((use) => use.role === role)?.all?.value as number;
    expect(share('analyst')).toBeGreaterThan(80);
    expect(share('supervisor')).toBeLessThan(30);
    expect(
      uses.find((use) => use.role === 'analyst')?.bySite.find((entry) => entry.site === 'STN')
        ?.point,
    ).toMatchObject({ value: null, withheld: true });
  });
  it('says how often the three functions of each pod meet, the least first', () => {
    const pods = podsMeeting(portal.portfolio);
    expect(
      pods.slice(0, 2).map(({ initiative, state }) => [initiative.id, state.threeLens]),
    ).toEqual([
      ['oee-walls', 0],
      ['one-plant-backbone', 0],
    ]);
    expect(pods.find(({ initiative }) => initiative.id === 'sequence-assist')?.state.last).toBe(
      '2026-07-06',
    );
    expect(trustEffect(portal)).toContain(
      'Hands-Free Defect Capture: 18.5 % before the first standup of all three',
    );
  });
  it('projects the North Star to May 2028 and says the variance', () => {
    const star = portal.goals[0];
    expect(star?.sentence).toContain(
      '398.9 EUR against 389.7 EUR planned for September 2026: 9.2 EUR unfavourable',
    );
    expect(star?.sentence).toContain('May 2028 (Feb 2028 to Sept 2028)');
  });
  it('counts money only when finance confirmed it', () =>
    expect(portal.money).toEqual({
      planned: 1520,
      claimed: 1043,
      confirmed: 545,
      spent: 2633,
      budget: 2955,
    }));
  it('says that IT waits longest for OT', () => {
    expect(portal.trust.pairs.find((pair) => pair.from === 'it' && pair.to === 'ot')).toMatchObject(
      { n: 3, within: 1, medianHours: 504 },
    );
    expect(portal.trust.open[0]?.id).toBe('F-012');
  });
  it.each([
    ['finding/comparison-favourable', 'initiatives/early-warning'],
    ['finding/lead-lag-confirmed', 'metrics/alert-acted-24h'],
    ['initiative/co-intervention', 'initiatives/early-warning'],
    ['benefit/double-claim', 'initiatives/early-warning'],
    ['trust/validation-thin', 'initiatives/hands-free-defect-capture'],
    ['pod/sponsor-independent', 'initiatives/hands-free-defect-capture'],
    ['initiative/purgatory', 'initiatives/sequence-assist'],
    ['export/stale', 'data/sequence-override'],
    ['pod/one-decider', 'initiatives/sequence-assist'],
    ['pod/decision-overdue', 'initiatives/sequence-assist'],
    ['initiative/moc-missing', 'roadmap/RM-OT-08'],
    ['finding/stalled', 'initiatives/sequence-assist'],
    ['gate/overdue', 'initiatives/sequence-assist'],
    ['metric/cumulative-progress', 'metrics/oee-wall-logins-cumulative'],
    ['metric/delivery-as-success', 'initiatives/oee-walls'],
    ['export/non-human', 'data/oee-wall-logins-cumulative'],
    ['gate/unsupported', 'initiatives/oee-walls'],
    ['pod/roles', 'initiatives/oee-walls'],
    ['pod/one-hat', 'initiatives/oee-walls'],
    ['initiative/adoption-underfunded', 'initiatives/oee-walls'],
    ['initiative/privacy-clearance', 'initiatives/oee-walls'],
    ['benefit/finance', 'initiatives/oee-walls'],
    ['initiative/watermelon', 'initiatives/oee-walls'],
    ['finding/pattern-present', 'initiatives/oee-walls'],
    ['finding/lagging-site', 'metrics/work-order-wau'],
    ['gate/override-expired', 'initiatives/paperless-work-orders'],
    ['benefit/soft-as-cash', 'initiatives/paperless-work-orders'],
    ['finding/signal-worsening', 'metrics/unplanned-downtime'],
    ['finding/restated', 'metrics/seal-face-scrap'],
    ['gate/evidence-changed', 'initiatives/seal-face-vision'],
    ['goal/orphan', 'goals/furnace-energy'],
    ['roadmap/no-window', 'roadmap/RM-OT-05'],
    ['roadmap/date-drift', 'roadmap/RM-IT-04'],
    ['pod/overload', 'initiatives/early-warning'],
    ['trust/standup-missed', 'initiatives/sequence-assist'],
    ['trust/standup-missed', 'initiatives/oee-walls'],
    ['trust/three-lens-quorum', 'initiatives/one-plant-backbone'],
    ['trust/comment-loop', 'initiatives/paperless-work-orders'],
    ['goal/cover-gap', 'goals/conversion-cost'],
    ['metric/spc-on-rare-events', 'metrics/customer-returns'],
    ['goal/unreachable-pace', 'goals/conversion-cost'],
  ])('raises %s about %s', (rule, record) => {
    expect(
      portal.findings.filter((finding) => finding.rule === rule).map((finding) => finding.record),
    ).toContain(record);
  });
  it.each([
    ['benefit/double-claim', 'add up to 1.70'],
    ['initiative/purgatory', '331 days in the pilot, finished pilots took'],
    ['initiative/adoption-underfunded', '13 k on process and adoption beside 310 k on technology'],
    ['finding/lead-lag-confirmed', 'on 9 February 2026'],
    ['finding/lagging-site', 'San Telmo Norte 32.8 %, all sites 79.2 %'],
    ['finding/comparison-favourable', 'rank 1 of 6'],
  ])('%s says "%s"', (rule, words) =>
    expect(
      portal.findings
        .filter((finding) => finding.rule === rule)
        .map((finding) => finding.what)
        .join('\n'),
    ).toContain(words),
  );
  it('keeps silent where the stories give no reason', () => {
    const healthy = [
      'gate/not-locked',
      'gate/moved-criteria',
      'gate/override-invalid',
      'gate/pooled-scale',
      'metric/denominator',
      'metric/lens-names',
      'metric/person-level',
      'metric/unit-scale',
      'metric/otif-variant',
      'goal/quantified',
      'goal/lens-contribution',
      'export/duplicate-key',
      'export/arithmetic',
      'export/partial-period',
      'export/frozen',
      'report/no-decision',
      'report/no-as-of',
      'security/ot-detail',
      'finding/guardrail-harm',
    ];
    expect(
      portal.findings
        .filter((finding) => healthy.includes(finding.rule))
        .map((finding) => `${finding.rule} ${finding.record}: ${finding.what}`),
    ).toEqual([]);
  });
  it('every finding names file and line, who should act and what to do', () => {
    for (const finding of portal.findings)
      expect(
        [finding.file, finding.line, finding.role, finding.fix].every(Boolean),
        `${finding.rule} ${finding.record}`,
      ).toBe(true);
  });
});
