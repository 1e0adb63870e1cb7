import { ruleIds } from '#model/findings/index.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { harmlessCsv } from '#ingest/table/csv.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import { partPeriods } from '#model/metric/series/partPeriods.ts';
import { periodName } from '#model/time/period.ts';
import type { Portal } from '#model/portal.ts';
import type { Subscribed } from '#model/record/subscribed.ts';
import type { Playbook } from '#model/record/playbook.ts';
import { reviewDue } from '#model/record/playbookSteps.ts';
import { documentState } from '#model/record/revision.ts';
import { textMark } from '#model/record/stepMark.ts';
import { reportDate } from '#model/record/report.ts';
import { standing } from '#model/report/takeStanding.ts';
import { gateDocument } from './gateDocument.ts';
import { documentText } from './documentText.ts';
import { metricDocument } from './metricDocument.ts';
import { metricsParquet } from './parquet.ts';
import { openMetrics } from './openMetrics.ts';
import { API_VERSION, DOCUMENTS, jsonSchema } from './schemas.ts';

/** The same numbers as the pages, for machines. */
export async function writeApi(
  portal: Portal,
  dir: string,
  published: Subscribed | null = null,
): Promise<void> {
  await mkdir(join(dir, 'api/metrics'), { recursive: true });
  await mkdir(join(dir, 'api/schema'), { recursive: true });
  for (const [name, text] of apiFiles(portal, published)) await writeFile(join(dir, name), text());
  await writeFile(join(dir, 'api/metrics.parquet'), metricsParquet(portal));
}

/** Every file under `api/` by its path, made when it is asked for. */
export function apiFiles(
  portal: Portal,
  published: Subscribed | null = null,
): Map<string, () => string> {
  const asOf = portal.portfolio.asOf;
  const files = new Map<string, () => string>();
  const document = (name: string, value: () => unknown, schema?: keyof typeof DOCUMENTS) =>
    files.set(`api/${name}`, () => documentText(name, value(), schema));
  for (const name of Object.keys(DOCUMENTS) as (keyof typeof DOCUMENTS)[])
    document(`schema/${name}.schema.json`, () => jsonSchema(name));
  for (const state of portal.metrics.values()) {
    document(`metrics/${state.metric.id}.json`, () => metricDocument(state, asOf), 'metric');
    files.set(`api/metrics/${state.metric.id}.csv`, () => metricCsv(state));
  }
  document('portfolio.json', () => portfolioDocument(portal, published), 'portfolio');
  document(
    'gates.json',
    () => ({ version: API_VERSION, asOf, gates: portal.reviews.map(gateDocument) }),
    'gates',
  );
  document(
    'findings.json',
    () => ({ version: API_VERSION, asOf, findings: portal.findings }),
    'findings',
  );
  document('foresight.json', () => foresightDocument(portal), 'foresight');
  document('data.json', () => dataDocument(portal), 'data');
  files.set('api/metrics.prom', () => openMetrics(portal));
  return files;
}

/** What is handed on to the next build is in the standing of the portfolio. */
function foresightDocument({
  portfolio: { asOf },
  foresight: { courses: _, ...foresight },
}: Portal) {
  return { version: API_VERSION, asOf, ...foresight };
}

function dataDocument(portal: Portal) {
  return {
    version: API_VERSION,
    asOf: portal.portfolio.asOf,
    exports: portal.portfolio.exports.map(({ contract, quarantine, ...report }) => ({
      name: contract.name,
      title: contract.title ?? contract.name,
      system: contract.system ?? null,
      owner: contract.owner ?? null,
      ...report,
      reasons: Object.entries(Object.groupBy(quarantine, (row) => row.rule)).map(
        ([rule, rows]) => ({ rule, rows: rows?.length ?? 0 }),
      ),
    })),
  };
}

function portfolioDocument(portal: Portal, published: Subscribed | null) {
  const asOf = portal.portfolio.asOf;
  return {
    version: API_VERSION,
    id: portal.portfolio.settings.id,
    name: portal.portfolio.settings.name,
    asOf,
    audience: portal.portfolio.settings.audience ?? null,
    headline: portal.headline,
    answers: portal.answers,
    goals: portal.goals.map((state) => ({
      id: state.goal.id,
      title: state.goal.title,
      northStar: state.isNorthStar,
      metric: state.goal.metric ?? null,
      value: state.metric?.all.latest?.value ?? null,
      moving: state.moving,
      sentence: state.sentence,
    })),
    initiatives: portal.initiatives.map((state) => ({
      id: state.initiative.id,
      title: state.initiative.title,
      phase: state.initiative.phase,
      status: state.stalled ? 'stalled' : state.initiative.status,
      money: state.money,
      position: state.current?.position ?? null,
      iterations: state.iterations,
      rollout: state.rollout,
      effects: state.effects.map(({ level: _, comparison, ...effect }) => ({
        ...effect,
        comparison: comparison && {
          effect: comparison.effect,
          interval: comparison.interval,
          rank: comparison.rank,
          of: comparison.placebos.length + 1,
          p: comparison.p,
          placebos: comparison.placebos,
          parallel: comparison.parallel,
        },
      })),
      businessCase: state.businessCase,
    })),
    money: portal.money,
    businessCase: portal.businessCase,
    pools: portal.pools,
    stalled: portal.stalledShare,
    reports: portal.reports.map(({ report, frozen, restated }) => ({
      id: report.id,
      title: report.title,
      kind: report.kind,
      period: report.period,
      status: report.status,
      asOf: reportDate(report),
      frozen: frozen !== null,
      hash: report.facts?.hash ?? null,
      restated,
    })),
    playbooks: portal.portfolio.playbooks
      .filter(({ unlisted }) => !unlisted)
      .map((playbook) => playbookEntry(playbook, asOf)),
    changes: portal.changes,
    standing: {
      ...standing(portal, ruleIds()),
      forecasts: portal.foresight.forecasts.kept,
      courses: portal.foresight.courses,
    },
    subscribed: published,
  };
}

function playbookEntry(playbook: Playbook, asOf: string) {
  const { status, newest, validFrom, approvals, lacking } = documentState(playbook, asOf);
  return {
    id: playbook.id,
    title: playbook.title,
    folder: playbook.folder ?? [],
    owner: playbook.owner ?? null,
    reviewed: playbook.reviewed ?? null,
    reviewDue: reviewDue(playbook),
    text: textMark(playbook.title, playbook.body),
    status,
    revision: newest?.revision ?? null,
    validFrom,
    approvals: approvals.map(({ role, name, date }) => ({ role, name, date })),
    lacking,
  };
}

/** A period that the rows do not cover says of how many of its days its value is; it is judged by nothing. */
function metricCsv(state: MetricState): string {
  const named = (start: string) => periodName(start, state.metric.grain);
  const rows = [state.all, ...state.bySite].flatMap((scope) => {
    const site = scope.site ?? '';
    const whole = scope.series.map((point) => ({
      period: point.period,
      cells: [point.value, point.numerator, point.denominator, point.n, ''],
    }));
    const parts = partPeriods(state, scope).map(({ period, value, days, of }) => ({
      period,
      cells: [value, null, null, null, `${days} of ${of} days`],
    }));
    return [...whole, ...parts]
      .toSorted((a, b) => (a.period < b.period ? -1 : a.period > b.period ? 1 : 0))
      .map(({ period, cells }) => [named(period), site, ...cells]);
  });
  const head = ['period', 'site', 'value', 'numerator', 'denominator', 'n', 'part'];
  return harmlessCsv(head, rows);
}
