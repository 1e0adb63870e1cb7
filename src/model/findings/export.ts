import type { Rule } from '#model/finding.ts';
import type { Portal } from '#model/portal.ts';
import { aboutExport } from './about.ts';

const all = (portal: Portal) => portal.portfolio.exports;

export const exportRules: Rule<Portal>[] = [
  {
    id: 'export/contract', severity: 'error', what: 'owner and cadence are promised', why: 'no promise, no trust', fix: 'add owner and everyDays to the contract',
    check: (portal) => all(portal).filter(({ contract }) => !contract.owner || contract.everyDays === undefined).map(({ contract }) => aboutExport(contract.name, contract.line, `The contract lacks ${contract.owner ? 'everyDays' : 'an owner'}.`)),
  },
  {
    id: 'export/stale', severity: 'error', what: 'no dump is past its error date', why: 'decisions would rest on dead data', fix: 'call the owner; until then the numbers are marked stale',
    check: (portal) => all(portal).filter((report) => report.freshness === 'stale').map(({ contract, daysLate }) => aboutExport(contract.name, contract.line, `${daysLate} days late.`)),
  },
  {
    id: 'export/late', severity: 'warn', what: 'dumps come when they are due', why: 'late becomes stale', fix: 'remind the owner',
    check: (portal) => all(portal).filter((report) => report.freshness === 'late').map(({ contract, daysLate }) => aboutExport(contract.name, contract.line, `${daysLate} days late.`)),
  },
  {
    id: 'export/refused', severity: 'error', what: 'the newest dump could be read', why: 'older numbers are shown in its place', fix: 'see the problem in `trilens check`',
    check: (portal) => all(portal).filter((report) => report.failed).map(({ contract, doubts }) => aboutExport(contract.name, contract.line, doubts[0] ?? 'The dump was refused.')),
  },
  {
    id: 'export/quarantine', severity: 'warn', what: 'no row is set aside', why: 'averages of what could be read', fix: 'correct the rows at the source',
    check: (portal) => all(portal).filter((report) => report.quarantined > 0).map((report) => aboutExport(report.contract.name, report.contract.line, `${report.quarantined} of ${report.rowsIn} rows were set aside.`)),
  },
  {
    id: 'export/non-human', severity: 'error', what: 'usage is counted without kiosk and service accounts', why: 'a screen that logs in is not a person', fix: 'filter the accounts and restate',
    check: (portal) => all(portal).filter(({ contract }) => contract.humanOnly === false).map(({ contract }) => aboutExport(contract.name, contract.line, 'Kiosk or service accounts are counted.')),
  },
];
