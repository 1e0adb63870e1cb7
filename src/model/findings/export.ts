import { longDate } from '#model/time/date.ts';
import type { ExportReport } from '#model/record/export.ts';
import type { Rule } from '#model/record/finding.ts';
import { listOf } from '#model/words/format.ts';
import type { Portal } from '#model/portal.ts';
import { periodEnd } from '#model/time/period.ts';
import { aboutExport, aboutMetric } from './about.ts';

const all = (portal: Portal) => portal.portfolio.exports;
const setAside = (report: ExportReport, rule: string) =>
  report.quarantine.filter((row) => row.rule === rule);

/** Whether every export keeps its contract. */
export const exportRules: Rule<Portal>[] = [
  {
    id: 'export/contract',
    severity: 'error',
    what: 'owner, cadence, grace and key are promised',
    why: 'no promise, no trust',
    fix: 'add to the contract what is missing; primaryKey is the columns that make a row one of its kind',
    check: (portal) =>
      all(portal).flatMap(({ contract }) => {
        const lacks = [
          contract.owner ? '' : 'an owner',
          contract.everyDays === undefined ? 'everyDays' : '',
          contract.key.length === 0 ? 'a primaryKey' : '',
        ].filter(Boolean);
        return lacks.length > 0
          ? [aboutExport(contract, `The contract lacks ${listOf(lacks)}.`)]
          : [];
      }),
  },
  {
    id: 'export/stale',
    severity: 'error',
    what: 'no dump is past its error date',
    why: 'decisions would rest on dead data',
    fix: 'call the owner; until then the numbers are marked stale',
    check: (portal) =>
      all(portal)
        .filter((report) => report.freshness === 'stale')
        .map(({ contract, daysLate, extracted }) =>
          aboutExport(
            contract,
            `${daysLate} days late; last extracted ${longDate(extracted ?? '')}.`,
          ),
        ),
  },
  {
    id: 'export/late',
    severity: 'warn',
    what: 'dumps come when they are due',
    why: 'late becomes stale',
    fix: 'remind the owner',
    check: (portal) =>
      all(portal)
        .filter((report) => report.freshness === 'late')
        .map(({ contract, daysLate }) => aboutExport(contract, `${daysLate} days late.`)),
  },
  {
    id: 'export/refused',
    severity: 'error',
    what: 'the newest dump could be read',
    why: 'older numbers are shown in its place',
    fix: 'see the problem in `trilens check`',
    check: (portal) =>
      all(portal)
        .filter((report) => report.failed)
        .map(({ contract, doubts }) => aboutExport(contract, doubts[0] ?? 'The dump was refused.')),
  },
  {
    id: 'export/quarantine',
    severity: 'warn',
    what: 'no row is quarantined',
    why: 'averages of what could be read',
    fix: 'correct the rows at the source',
    check: (portal) =>
      all(portal).flatMap((report) => {
        const others = report.quarantine.filter((row) => row.rule !== 'export/duplicate-key');
        const first = others[0];
        return first
          ? [
              {
                ...aboutExport(
                  report.contract,
                  `${others.length} of ${report.rowsIn} rows were quarantined; the first for ${first.column ?? 'the whole row'} (${first.rule}).`,
                ),
                file: first.file,
                line: first.line,
              },
            ]
          : [];
      }),
  },
  {
    id: 'export/later-rows',
    severity: 'info',
    what: 'no row is dated after the day of judgement',
    why: 'what is not counted yet is not seen either',
    fix: 'nothing where the build looks back or the rows are a plan; else correct the date at the source',
    check: (portal) =>
      all(portal).flatMap(({ contract, later = 0 }) =>
        later > 0
          ? [
              aboutExport(
                contract,
                `${later} row${later === 1 ? ' is' : 's are'} dated after ${longDate(portal.portfolio.asOf)} and ${later === 1 ? 'is' : 'are'} not counted.`,
              ),
            ]
          : [],
      ),
  },
  {
    id: 'export/duplicate-key',
    severity: 'error',
    what: 'no key comes twice in one vintage',
    why: 'double counting',
    fix: 'correct the query; or say in the contract with onDuplicate which of the two counts',
    check: (portal) =>
      all(portal).flatMap((report) => {
        const rows = setAside(report, 'export/duplicate-key');
        const first = rows[0];
        return first
          ? [
              {
                ...aboutExport(
                  report.contract,
                  `${rows.length} row${rows.length === 1 ? ' repeats a' : 's repeat'} key${rows.length === 1 ? '' : 's'}; the first: ${first.reason}.`,
                ),
                file: first.file,
                line: first.line,
              },
            ]
          : [];
      }),
  },
  {
    id: 'export/partial-period',
    severity: 'error',
    what: 'the newest period that is shown had ended when it was extracted',
    why: 'dips that are calendar',
    fix: 'extract after the period has ended',
    check: (portal) =>
      [...portal.metrics.values()].flatMap((state) => {
        const newest = state.all.latest?.period;
        if (!newest) return [];
        const end = periodEnd(newest, state.metric.grain);
        const early: string[] = [];
        // Cells stand in the order of their periods: the newest are the last.
        for (let at = state.observations.latest.length - 1; at >= 0; at--) {
          const cell = state.observations.latest[at];
          if (!cell || cell.period < newest) break;
          if (cell.period === newest && cell.vintage !== undefined && cell.vintage <= end)
            early.push(cell.vintage);
        }
        return early.length > 0
          ? [
              aboutMetric(
                state.metric,
                `The ${state.metric.grain} to ${longDate(end)} was extracted on ${longDate(early.sort()[0]!)}, before it had ended.`,
                'steward',
                { records: [`data/${state.metric.export}`] },
              ),
            ]
          : [];
      }),
  },
  {
    id: 'export/non-human',
    severity: 'error',
    what: 'usage is counted without kiosk and service accounts',
    why: 'a screen that logs in is not a person',
    fix: 'filter the accounts, set humanOnly, and restate',
    check: (portal) =>
      all(portal)
        .filter(({ contract }) => contract.humanOnly === false)
        .map(({ contract }) => aboutExport(contract, 'Kiosk or service accounts are counted.')),
  },
];
