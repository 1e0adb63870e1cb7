import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { loadPortfolio } from '#ingest/portfolio.ts';
import { addDays } from '#model/time/date.ts';
import { random } from './random.ts';

const ROWS = 5_000_000;
const APPENDED = 5_000;
const SITES = 20;
const LINES = 8;
const METRICS = ['output', 'scrap', 'stops', 'energy', 'rework'];
const FIRST = '2024-01-01';
const A_DAY = SITES * LINES * METRICS.length * 9;
const GOALS = { cold: 2, appended: 0.3, megabytes: 400 };

interface Run {
  wall: number;
  cpu: number;
  megabytes: number;
  /** Rows counted and the sum of all values, so that both readers are known to have read the same. */
  rows: number;
  total: number;
}

/** Reads five million rows as a build does, again with 5,000 more, and with DuckDB on one thread; each in a process of its own. */
export function benchRows(): boolean {
  const dir = mkdtempSync(join(tmpdir(), 'trilens-bench-'));
  try {
    const file = writePortfolio(dir);
    console.log(
      `${ROWS.toLocaleString('en')} rows, ${Math.round(statSync(file).size / 1e6)} MB, to weekly sums and counts per metric and site`,
    );
    inProcess('duckdb', dir);
    const rival = inProcess('duckdb', dir);
    const cold = inProcess('trilens', dir);
    appendRows(file);
    const appended = inProcess('trilens', dir);
    const longer = inProcess('duckdb', dir);
    const again = inProcess('trilens', dir);
    const lines: [string, Run, Run][] = [
      ['cold', cold, rival],
      ['5,000 rows appended', appended, longer],
      ['unchanged', again, longer],
    ];
    console.log(`${'DuckDB, 1 thread'.padEnd(22)} ${shown(rival)}`);
    for (const [name, run, beside] of lines)
      console.log(
        `${name.padEnd(22)} ${shown(run)}   ${(run.wall / beside.wall).toFixed(2)} × wall, ${(run.cpu / beside.cpu).toFixed(2)} × CPU of DuckDB`,
      );
    const isSame = lines.every(
      ([, run, beside]) =>
        run.rows === beside.rows && Math.abs(run.total - beside.total) < 1e-6 * beside.total,
    );
    const checks: [string, boolean][] = [
      ['both count the same rows and sums', isSame],
      [`cold at most ${GOALS.cold} × DuckDB (CPU)`, cold.cpu <= GOALS.cold * rival.cpu],
      [
        `appended at most ${GOALS.appended} × DuckDB (CPU)`,
        appended.cpu <= GOALS.appended * longer.cpu,
      ],
      [
        `memory below ${GOALS.megabytes} MB`,
        Math.max(cold.megabytes, appended.megabytes) < GOALS.megabytes,
      ],
    ];
    for (const [goal, isMet] of checks) console.log(`${isMet ? 'met    ' : 'NOT MET'}  ${goal}`);
    return checks.every(([, isMet]) => isMet);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const shown = ({ wall, cpu, megabytes }: Run) =>
  `${wall.toFixed(2).padStart(6)} s wall ${cpu.toFixed(2).padStart(6)} s CPU ${String(Math.round(megabytes)).padStart(5)} MB`;

function inProcess(reader: 'trilens' | 'duckdb', dir: string): Run {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), reader, dir],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Run;
}

function writePortfolio(dir: string): string {
  for (const folder of ['content/metrics', 'data'])
    mkdirSync(join(dir, folder), { recursive: true });
  writeFileSync(join(dir, 'content/portfolio.yaml'), 'name: Many rows\n');
  writeFileSync(
    join(dir, 'content/sites.yaml'),
    Array.from(
      { length: SITES },
      (_, site) => `- { id: plant-${site}, name: Plant ${site} }\n`,
    ).join(''),
  );
  for (const metric of METRICS)
    writeFileSync(
      join(dir, `content/metrics/${metric}.yaml`),
      `title: ${metric}\ntype: outcome\ndirection: down\nexport: readings\ngrain: week\nwhere: { metric: ${metric} }\ndimensions: { site: site }\nvalue: { sum: value }\n`,
    );
  const fields = ['date', 'site', 'line', 'metric', 'value'].map((name) => ({
    name,
    type: name === 'date' ? 'date' : name === 'value' ? 'number' : 'string',
  }));
  writeFileSync(
    join(dir, 'data/datapackage.json'),
    JSON.stringify({
      resources: [
        { name: 'readings', path: 'readings.csv', schema: { fields }, trilens: { site: 'site' } },
      ],
    }),
  );
  const file = join(dir, 'data/readings.csv');
  const handle = openSync(file, 'w');
  writeSync(handle, 'date,site,line,metric,value\n');
  writeRows(0, ROWS, (text) => writeSync(handle, text));
  closeSync(handle);
  return file;
}

function appendRows(file: string): void {
  writeRows(ROWS, APPENDED, (text) => appendFileSync(file, text));
}

/** Rows day by day, the same ones every time. */
function writeRows(from: number, count: number, write: (text: string) => void): void {
  const next = random(from + 1);
  let text = '';
  for (let row = from; row < from + count; row++) {
    const value = (next() * 500).toFixed(2);
    text += `${addDays(FIRST, Math.floor(row / A_DAY))},plant-${Math.floor(next() * SITES)},line-${Math.floor(next() * LINES)},${METRICS[Math.floor(next() * METRICS.length)]},${value}\n`;
    if (text.length < 1e6) continue;
    write(text);
    text = '';
  }
  write(text);
}

async function readWithTrilens(dir: string): Promise<Pick<Run, 'rows' | 'total'>> {
  const { portfolio, problems } = await loadPortfolio({
    contentDir: join(dir, 'content'),
    dataDir: join(dir, 'data'),
    asOf: null,
    cacheDir: join(dir, 'cache'),
  });
  if (!portfolio) throw new Error(JSON.stringify(problems));
  const cells = [...portfolio.observations.values()].flatMap((of) => of.latest);
  return {
    rows: cells.reduce((sum, cell) => sum + cell.n, 0),
    total: cells.reduce((sum, cell) => sum + cell.value, 0),
  };
}

async function readWithDuckDb(dir: string): Promise<Pick<Run, 'rows' | 'total'>> {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  const weekly = `SELECT date_trunc('week', date) AS week, site, metric, sum(value) AS total, count(*) AS rows FROM read_csv('${join(dir, 'data/readings.csv')}') GROUP BY ALL`;
  const reader = await connection.runAndReadAll(weekly);
  const rows = reader.getRows();
  return {
    rows: rows.reduce((sum, row) => sum + Number(row[4]), 0),
    total: rows.reduce((sum, row) => sum + Number(row[3]), 0),
  };
}

const [, script, reader, dir] = process.argv;
if (script === fileURLToPath(import.meta.url) && dir !== undefined) {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const counted = reader === 'duckdb' ? await readWithDuckDb(dir) : await readWithTrilens(dir);
  const wall = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpu);
  console.log(
    JSON.stringify({
      wall,
      cpu: (used.user + used.system) / 1e6,
      megabytes: process.resourceUsage().maxRSS / 1024,
      ...counted,
    } satisfies Run),
  );
}
