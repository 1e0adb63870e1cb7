import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { z } from 'zod';
import { resource, trilens } from '#ingest/schemas/datapackage.ts';
import { goalSchema } from '#ingest/schemas/goal.ts';
import { initiativeSchema } from '#ingest/schemas/initiative.ts';
import { metricSchema } from '#ingest/schemas/metric.ts';
import { playbookSchema, reportSchema } from '#ingest/schemas/playbook.ts';
import { portfolioSchema, sitesSchema } from '#ingest/schemas/portfolio.ts';
import { roadmapSchema } from '#ingest/schemas/roadmap.ts';
import { translationSchemas } from '#ingest/schemas/translation.ts';
import { EXAMPLES, type Example } from '#model/findings/examples.ts';
import { SHIPPED_RULES } from '#model/findings/index.ts';
import { exportCases } from './exports.cases.ts';
import { gateCases } from './gates.cases.ts';
import { goalCases } from './goals.cases.ts';
import { judge, type Case } from './healthy.ts';
import { initiativeCases } from './initiatives.cases.ts';
import { metricCases } from './metrics.cases.ts';
import { moneyCases } from './money.cases.ts';

const CASES: Case[] = [
  ...goalCases,
  ...metricCases,
  ...exportCases,
  ...initiativeCases,
  ...gateCases,
  ...moneyCases,
];

/** The rules that the portfolio's linter promises, by severity. */
const PROMISED = {
  error: `goal/one-north-star goal/quantified goal/lens-contribution goal/no-guardrail goal/moved-silently
    metric/owner metric/denominator metric/unsafe-rollup metric/cumulative-progress metric/delivery-as-success metric/type-mix metric/person-level metric/definition-break metric/unit-scale
    export/contract export/stale export/duplicate-key export/arithmetic export/overwritten export/restated-unexplained export/partial-period export/non-human
    initiative/orphan initiative/scaled-without-playbook initiative/privacy-clearance initiative/moc-missing pod/roles pod/one-decider
    roadmap/missing-layer roadmap/cycle roadmap/order roadmap/no-window
    gate/not-locked gate/moved-criteria gate/delivery-only gate/pooled-scale gate/unsupported gate/override-invalid gate/override-expired gate/condition-lapsed gate/signoff
    trust/validation-after-rollout trust/lens-parity benefit/finance benefit/double-claim benefit/soft-as-cash report/no-decision report/no-as-of playbook/not-approved security/ot-detail lint/acceptance-expired`,
  warn: `goal/too-many goal/orphan goal/cover-gap goal/unreachable-pace
    metric/only-lagging metric/lead-unlinked metric/lead-not-confirmed metric/lens-names metric/duplicate metric/target-inside-noise metric/no-guardrail metric/spc-on-rare-events metric/spc-on-ramp metric/baseline-short metric/nps-operators metric/survey-thin metric/otif-variant metric/oee-boundary
    export/late export/coverage export/closed-calendar export/denominator-jump export/frozen export/unit-drift
    initiative/hypothesis initiative/purgatory initiative/site-load initiative/stop-rules initiative/no-comparison initiative/adoption-underfunded initiative/watermelon initiative/co-intervention
    pod/one-hat pod/veto-spread pod/overload pod/operator-voice pod/sponsor-independent pod/decision-overdue
    roadmap/owner-layer roadmap/level3-owner roadmap/date-drift roadmap/half-done roadmap/no-training
    roadmap/closed-plant gate/closed-plant gate/due-too-early gate/trivial gate/evidence-changed gate/overdue gate/hold-open-ended gate/signoff-conflict
    trust/standup-missed trust/three-lens-quorum trust/response-sla trust/issue-unowned trust/validation-thin trust/metric-not-ot-validated trust/comment-loop
    benefit/owner benefit/before-adoption benefit/horizon report/two-point report/adjective playbook/unproved playbook/stale`,
  info: 'goal/cover-belief metric/target-beyond-process metric/unused initiative/worst-line benefit/no-dis-benefit',
};
/** Rules about reports that were frozen earlier are tested where reports are frozen. */
const FROZEN = ['report/restated', 'report/stale-facts'];
const COMPUTED =
  'finding/signal-improving finding/signal-worsening finding/adoption-below-floor finding/lagging-site finding/comparison-favourable finding/comparison-unfavourable finding/comparison-indistinct finding/lead-lag-confirmed finding/lead-lag-not-confirmed finding/goal-late finding/stalled finding/restated finding/guardrail-harm finding/pattern-present'.split(
    ' ',
  );

describe('the rules', () => {
  it.each(
    Object.entries(PROMISED).flatMap(([severity, ids]) =>
      ids.split(/\s+/).map((id) => [id, severity] as const),
    ),
  )('%s exists and is a matter of %s', (id, severity) => {
    expect(SHIPPED_RULES.find((rule) => rule.id === id)?.severity).toBe(severity);
  });
  it('what the data says about the business is computed by rules as well', () =>
    expect(SHIPPED_RULES.map((rule) => rule.id)).toEqual(expect.arrayContaining(COMPUTED)));
  it('each has one id, says what, why and what to do, and has a case that fires', () => {
    expect(new Set(SHIPPED_RULES.map((rule) => rule.id)).size).toBe(SHIPPED_RULES.length);
    for (const rule of SHIPPED_RULES)
      expect(
        [rule.what, rule.why, rule.fix].every((words) => words.length > 8),
        rule.id,
      ).toBe(true);
    expect(
      SHIPPED_RULES.map((rule) => rule.id).filter(
        (id) => !CASES.some((entry) => entry.rule === id),
      ),
    ).toEqual(FROZEN);
    expect(
      CASES.map((entry) => entry.rule).filter(
        (id) => !SHIPPED_RULES.some((rule) => rule.id === id),
      ),
    ).toEqual([]);
  });
});

describe('a healthy portfolio', () => {
  it('has no finding and no problem: every rule keeps silent on records that keep it', async () => {
    const { findings, problems } = await judge([]);
    expect(problems).toEqual([]);
    expect(findings.map((finding) => `${finding.rule} ${finding.record}: ${finding.what}`)).toEqual(
      [],
    );
  });
});

describe('a rule fires', () => {
  it.each(CASES.map((entry) => [entry.rule, entry.when, entry] as const))(
    '%s: %s',
    async (id, _, { edits, earlier, record, at, silent, fix }) => {
      const { findings, problems, line, portal } = await judge(edits, earlier);
      const rule = SHIPPED_RULES.find((candidate) => candidate.id === id);
      if (rule?.stopsTheBuild) {
        expect(problems.map((problem) => problem.code)).toContain(id);
        expect(portal).toBeNull();
        return;
      }
      const own = findings.filter((finding) => finding.rule === id);
      expect(
        own.map((finding) => finding.record),
        JSON.stringify(
          [problems, findings.map((finding) => `${finding.rule}: ${finding.what}`)],
          null,
          1,
        ),
      ).toContain(record ?? own[0]?.record ?? 'a record');
      const found = own.find((finding) => record === undefined || finding.record === record);
      expect(found?.what).toMatch(id === 'export/unit-drift' ? /^\S.*\?$/ : /^["A-Z0-9].*[.?]$/);
      expect(found?.file, found?.what).toBeTruthy();
      if (found && at)
        expect(await line(found)).toMatch(
          new RegExp(`^${at.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`),
        );
      if (fix) expect(found?.fix).toMatch(fix);
      if (silent)
        expect(
          (await judge(silent, earlier)).findings
            .filter((finding) => finding.rule === id)
            .map((finding) => finding.what),
        ).toEqual([]);
    },
  );
});

describe('the example on the page of a rule', () => {
  const records: Partial<Record<Example['in'], Record<string, z.ZodType>>> = {
    goal: goalSchema.shape,
    initiative: initiativeSchema.shape,
    metric: metricSchema.in.shape,
    playbook: playbookSchema.shape,
    report: reportSchema.shape,
    translation: translationSchemas.playbook.shape,
    portfolio: portfolioSchema.shape,
  };
  /** What is wrong with an example, as the file it belongs into would say. */
  const wrong = (example: Example): unknown[] => {
    const { text } = example;
    if (example.in === 'text') return text.length > 20 ? [] : ['too short'];
    if (example.in === 'rows') {
      const [header = '', ...lines] = text.split('\n');
      return lines.length > 0
        ? lines.filter((line) => line.split(',').length !== header.split(',').length)
        : ['no row'];
    }
    if (example.in === 'contract') {
      const { trilens: ours = {}, ...rest } = JSON.parse(
        `{${text.replaceAll(/ *\/\/.*$/gm, '')}}`,
      ) as Record<string, Record<string, unknown>>;
      return [
        ...Object.keys(ours).filter(
          (key) => !trilens.shape[key as keyof typeof trilens.shape]?.safeParse(ours[key]).success,
        ),
        ...Object.keys(rest).filter((key) => !(key in resource.shape)),
      ];
    }
    const value = parse(text) as Record<string, unknown>;
    if (example.in === 'roadmap') return roadmapSchema.safeParse(value).error?.issues ?? [];
    if (example.in === 'sites') return sitesSchema.safeParse(value).error?.issues ?? [];
    const shape = records[example.in] as Record<string, z.ZodType>;
    return Object.entries(value).flatMap(([key, part]) =>
      shape[key]
        ? (shape[key].safeParse(part).error?.issues ?? []).map(
            (issue) => `${key}: ${issue.path.join('.')} ${issue.message}`,
          )
        : [`there is no field ${key}`],
    );
  };
  it('is there for each, and for no rule that is not', () =>
    expect(Object.keys(EXAMPLES).sort()).toEqual(SHIPPED_RULES.map((rule) => rule.id).sort()));
  it.each(Object.entries(EXAMPLES))('%s is written as its file takes it', (_, example) =>
    expect(wrong(example)).toEqual([]),
  );
});
