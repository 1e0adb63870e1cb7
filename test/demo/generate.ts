import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Layout,
  dayFirst,
  decimalComma,
  plain,
  report,
  unicodeText,
  wide,
} from './layouts.ts';
import { DECISIONS, FRICTION, VALIDATIONS } from './logs.ts';
import { MersenneTwister } from './mersenneTwister.ts';
import {
  conversionCost,
  customerReturns,
  firstPassYield,
  furnaceEnergy,
  lineDowntime,
  onTimeInFull,
  orderLeadTime,
  recordableInjuries,
  sealFaceScrap,
  unplannedDowntime,
} from './outcomes.ts';
import type { Row } from './rows.ts';
import { sealFaceRuns } from './runs.ts';
import { standups } from './standups.ts';
import {
  alertApp,
  alertsActedOn,
  defectCapture,
  escalations,
  expedites,
  oeeWalls,
  running,
  sequenceOverride,
  sharedDashboards,
  supplierSignals,
  torqueTrace,
  workOrders,
} from './use.ts';

const SEED = 20261007;

/** Every CSV export of the demonstration portfolio; the order is fixed, since all draw from one sequence of random numbers. */
const EXPORTS: [name: string, rows: (random: MersenneTwister) => Row[], layout: Layout][] = [
  ['ccape', conversionCost, plain],
  ['unplanned-downtime', unplannedDowntime, decimalComma],
  ['unplanned-downtime-lines', lineDowntime, plain],
  ['first-pass-yield', firstPassYield, report],
  ['otif-first-confirmed', onTimeInFull, wide],
  ['order-lead-time', orderLeadTime, plain],
  ['furnace-energy', furnaceEnergy, unicodeText],
  ['customer-returns', customerReturns, plain],
  ['recordable-injuries', recordableInjuries, dayFirst],
  ['seal-face-scrap', sealFaceScrap, plain],
  ['work-order-wau', workOrders, plain],
  ['station-defect-capture', defectCapture, plain],
  ['oee-wall-supervisor-wau', oeeWalls, plain],
  [
    'oee-wall-logins-cumulative',
    () =>
      running(
        '2026-01-01',
        0,
        [1900, 3300, 4100, 4700, 5000, 5200, 5400, 5700, 5900],
        'kiosk accounts included',
      ),
    plain,
  ],
  [
    'dashboards-published',
    () => running('2026-01-01', 12, [9, 14, 16, 15, 14, 13, 12, 11, 10]),
    plain,
  ],
  [
    'tags-connected',
    () =>
      running(
        '2025-10-01',
        1200,
        [1100, 1900, 900, 1700, 1800, 2100, 1600, 1500, 1700, 1300, 900, 700],
      ),
    plain,
  ],
  ['sequence-override', sequenceOverride, plain],
  ['alert-acted-24h', alertsActedOn, plain],
  ['alert-app-wau', alertApp, plain],
  ['tier2-closed-24h', escalations, plain],
  ['torque-trace', torqueTrace, plain],
  ['expedite-share', expedites, plain],
  ['supplier-signal-use', supplierSignals, plain],
  ['shared-dashboard-use', sharedDashboards, plain],
];

/** Writes the exports of the demonstration portfolio; the contract beside them, datapackage.json, is written by hand. */
export async function generate(dir: string): Promise<string[]> {
  const random = new MersenneTwister(SEED);
  const files = [
    ...EXPORTS.map(([name, rows, layout]) => [`${name}.csv`, layout(rows(random))] as const),
    ['friction-log.csv', FRICTION.replaceAll('\n', '\r\n')] as const,
    ['decision-log.csv', DECISIONS.replaceAll('\n', '\r\n')] as const,
    ['field-validations.csv', validations()] as const,
    ['standups.csv', standups()] as const,
    ...sealFaceRuns(),
  ];
  await mkdir(join(dir, 'runs'), { recursive: true });
  for (const [name, content] of files) await writeFile(join(dir, name), content);
  return files.map(([name]) => name);
}

/** Scores of 0 to 100 from the two seven-point answers (UMUX-Lite). */
function validations(): string {
  const [, ...lines] = VALIDATIONS.trim().split('\n');
  const rows = lines.map((line) => {
    const [id, initiative, date, site, place, operators, , , useful, easy] = line.split(',');
    return [
      id,
      initiative,
      date,
      site,
      place,
      operators,
      useful ? (((Number(useful) + Number(easy) - 2) * 100) / 12).toFixed(1) : '',
    ].join(',');
  });
  return ['id,initiative,date,site,line,operators,score', ...rows]
    .map((line) => `${line}\r\n`)
    .join('');
}

if (import.meta.main) {
  const dir = process.argv[2];
  if (dir === undefined) {
    process.stderr.write(
      'generate: name the folder to write to, for instance `node test/demo/generate.ts data`\n',
    );
    process.exitCode = 1;
  } else process.stdout.write(`${(await generate(dir)).length} files in ${dir}\n`);
}
