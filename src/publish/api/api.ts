import { RULE_IDS } from '#model/findings/index.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { harmlessCsv } from '#ingest/table/csv.ts';
import { partPeriods } from '#model/metric/partPeriods.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import { periodName } from '#model/time/period.ts';
import type { Portal } from '#model/portal.ts';
import { reportDate } from '#model/record/report.ts';
import { standing } from '#model/report/takeStanding.ts';
import { gateDocument } from './gateDocument.ts';
import { DOCUMENTS, jsonSchema } from './schemas.ts';

/** Version of the documents under `/api/`; a field is added, never changed, within one. */
const API_VERSION = 1;

/** The same numbers as the pages, for machines. */
export async function writeApi(portal: Portal, dir: string): Promise<void> {
  await mkdir(join(dir, 'api/metrics'), { recursive: true });
  await mkdir(join(dir, 'api/schema'), { recursive: true });
  for (const [name, text] of apiFiles(portal)) await writeFile(join(dir, name), text());
}

/** Every file under `api/` by its path, made when it is asked for. */
export function apiFiles(portal: Portal): Map<string, () => string> {
  const asOf = portal.portfolio.asOf;
  const files = new Map<string, () => string>();
  const document = (name: string, value: () => unknown) =>
    files.set(`api/${name}`, () => `${JSON.stringify(value(), null, 1)}\n`);
  for (const name of Object.keys(DOCUMENTS) as (keyof typeof DOCUMENTS)[])
    document(`schema/${name}.schema.json`, () => jsonSchema(name));
  for (const state of portal.metrics.values()) {
    document(`metrics/${state.metric.id}.json`, () => metricDocument(state, asOf));
    files.set(`api/metrics/${state.metric.id}.csv`, () => metricCsv(state));
  }
  document('portfolio.json', () => portfolioDocument(portal));
  document('gates.json', () => ({
    version: API_VERSION,
    asOf,
    gates: portal.reviews.map(gateDocument),
  }));
  document('findings.json', () => ({ version: API_VERSION, asOf, findings: portal.findings }));
  document('data.json', () => ({
    version: API_VERSION,
    asOf,
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
  }));
  return files;
}

function portfolioDocument(portal: Portal) {
  const asOf = portal.portfolio.asOf;
  return {
    version: API_VERSION,
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
    changes: portal.changes,
    standing: standing(portal, RULE_IDS),
  };
}

function metricDocument(state: MetricState, asOf: string) {
  const { metric } = state;
  const scopes = [state.all, ...state.bySite];
  const named = (start: string) => periodName(start, metric.grain);
  return {
    version: API_VERSION,
    id: metric.id,
    title: metric.title,
    type: metric.type,
    indicator: metric.indicator,
    unit: metric.unit,
    direction: metric.direction,
    grain: metric.grain,
    asOf,
    freshness: state.freshness,
    extracted: state.extracted,
    doubts: state.doubts,
    series: scopes.flatMap((scope) =>
      scope.series.map((point) => ({
        period: periodName(point.period, metric.grain),
        site: scope.site,
        value: point.value,
        numerator: point.numerator,
        denominator: point.denominator,
        n: point.n,
      })),
    ),
    parts: scopes.flatMap((scope) =>
      partPeriods(state, scope).map((part) => ({
        ...part,
        period: named(part.period),
        site: scope.site,
      })),
    ),
    limits: state.all.limits.map((limit) => ({
      ...limit,
      from: named(limit.from),
      to: named(limit.to),
    })),
    signals: state.all.signals.map((signal) => ({ ...signal, period: named(signal.period) })),
    target: metric.target
      ? {
          ...metric.target,
          trajectory: state.trajectory.map((point) => ({ ...point, period: named(point.period) })),
        }
      : null,
    projection: state.projection,
    status: state.sentence,
    confidence: state.confidence,
  };
}

function metricCsv(state: MetricState): string {
  const rows = [state.all, ...state.bySite].flatMap((scope) =>
    scope.series.map((point) => [
      periodName(point.period, state.metric.grain),
      scope.site ?? '',
      point.value,
      point.numerator,
      point.denominator,
      point.n,
    ]),
  );
  return harmlessCsv(['period', 'site', 'value', 'numerator', 'denominator', 'n'], rows);
}
