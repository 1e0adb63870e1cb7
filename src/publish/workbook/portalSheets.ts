import { decisionsDue } from '#model/questions/decisionsDue.ts';
import { writtenDefinition } from '#model/metric/metricDefinition.ts';
import { freshnessWords } from '#model/record/export.ts';
import type { Portal } from '#model/portal.ts';
import { periodName } from '#model/time/period.ts';
import { dayCell, type Held, type SheetTable } from './workbook.ts';

/** The whole portal as sheets: what it says of itself first, then a sheet a noun. */
export function portalSheets(portal: Portal): SheetTable[] {
  return [
    about(portal),
    goals(portal),
    initiatives(portal),
    decisions(portal),
    roadmap(portal),
    metrics(portal),
    values(portal),
    exportsOf(portal),
    findings(portal),
  ];
}

function about({ portfolio, headline }: Portal): SheetTable {
  const { name, summary, currency, audience } = portfolio.settings;
  return {
    name: 'About',
    head: ['What', 'As recorded'],
    rows: [
      ['Portfolio', name],
      ['Summary', summary],
      ['As of', dayCell(portfolio.asOf)],
      ['Edition', audience ?? 'everything'],
      ['Money', `thousands of ${currency}`],
      ['Headline', headline],
    ],
  };
}

function goals({ goals: states }: Portal): SheetTable {
  return {
    name: 'Goals',
    head: ['Goal', 'North Star', 'Value', 'Unit', 'Target', 'By', 'Moving', 'Owner', 'Status'],
    rows: states.map(({ goal, metric, isNorthStar, moving, sentence }) => [
      goal.title,
      isNorthStar,
      metric?.all.latest?.value,
      metric?.metric.unit,
      metric?.metric.target?.value,
      dayCell(metric?.metric.target?.by),
      moving,
      goal.owner,
      sentence,
    ]),
  };
}

function initiatives({ initiatives: states }: Portal): SheetTable {
  return {
    name: 'Initiatives',
    head: [
      'Initiative',
      'Phase',
      'Since',
      'Status',
      'Stalled',
      'Because',
      'Budget',
      'Spent',
      'Planned',
      'Claimed',
      'Confirmed',
    ],
    rows: states.map(({ initiative, stall, stalledBecause, money }) => [
      initiative.title,
      initiative.phase,
      dayCell(initiative.phaseSince),
      initiative.status,
      stall,
      stalledBecause,
      money.budget,
      money.spent,
      money.planned,
      money.claimed,
      money.confirmed,
    ]),
  };
}

function decisions(portal: Portal): SheetTable {
  return {
    name: 'Decisions',
    head: [
      'Decision',
      'Decider',
      'Asked',
      'Needed by',
      'Working days over',
      'For',
      'Evidence',
      'Waits',
      'If not decided',
    ],
    rows: decisionsDue(portal).map((due) => [
      due.question,
      due.decider,
      dayCell(due.asked),
      dayCell(due.by),
      due.over,
      due.initiative,
      due.because,
      due.waits.join('; '),
      due.ifNot,
    ]),
  };
}

function roadmap({ roadmap: states }: Portal): SheetTable {
  return {
    name: 'Roadmap',
    head: [
      'Item',
      'Id',
      'Layer',
      'Status',
      'When',
      'First day',
      'Last day',
      'Days late',
      'Owner',
      'Needs',
      'Initiative',
    ],
    rows: states.map(({ item, overdueDays }) => [
      item.title,
      item.id,
      item.layer,
      item.status,
      item.when,
      dayCell(item.start),
      dayCell(item.end),
      overdueDays,
      item.owner,
      item.needs.join(', '),
      item.initiative,
    ]),
  };
}

function metrics({ metrics: states }: Portal): SheetTable {
  return {
    name: 'Metrics',
    head: [
      'Metric',
      'Id',
      'Type',
      'Unit',
      'Better',
      'Period',
      'Newest',
      'Value',
      'Target',
      'By',
      'Data as of',
      'Owner',
      'Definition',
      'Status',
    ],
    rows: [...states.values()].map(({ metric, all, extracted, sentence }) => [
      metric.title,
      metric.id,
      metric.type,
      metric.unit,
      metric.direction === 'up' ? 'higher' : 'lower',
      metric.grain,
      all.latest ? periodName(all.latest.period, metric.grain) : null,
      all.latest?.value,
      metric.target?.value,
      dayCell(metric.target?.by),
      dayCell(extracted),
      metric.owner,
      writtenDefinition(metric),
      sentence,
    ]),
  };
}

/** Totals and sites of every metric in one long table, as pivot tables want it. */
function values({ metrics: states }: Portal): SheetTable {
  const rows = [...states.values()].flatMap(({ metric, all, bySite }) =>
    [all, ...bySite].flatMap((scope) =>
      scope.periods.map((period, at): Held[] => [
        metric.id,
        periodName(period, metric.grain),
        dayCell(period),
        scope.site ?? 'all',
        scope.values[at],
        metric.unit,
      ]),
    ),
  );
  return { name: 'Values', head: ['Metric', 'Period', 'First day', 'Site', 'Value', 'Unit'], rows };
}

function exportsOf({ portfolio }: Portal): SheetTable {
  return {
    name: 'Exports',
    head: [
      'Export',
      'System',
      'Owner',
      'State',
      'Newest',
      'Rows in',
      'Accepted',
      'Quarantined',
      'Ignored',
    ],
    rows: portfolio.exports.map((report) => [
      report.contract.title ?? report.contract.name,
      report.contract.system,
      report.contract.owner,
      freshnessWords(report),
      dayCell(report.extracted),
      report.rowsIn,
      report.accepted,
      report.quarantined,
      report.ignored,
    ]),
  };
}

function findings({ findings: found }: Portal): SheetTable {
  return {
    name: 'Findings',
    head: ['Severity', 'About', 'What', 'What to do', 'Who', 'Rule', 'Accepted until'],
    rows: found.map((finding) => [
      finding.severity,
      finding.title,
      finding.what,
      finding.fix,
      [finding.role, finding.person].filter(Boolean).join(', '),
      finding.rule,
      dayCell(finding.accepted?.until),
    ]),
  };
}
