import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { documentText } from '#publish/api/documentText.ts';
import { writeApi } from '#publish/api/api.ts';
import { composePortal } from '#site/compose.ts';

let api = '';
beforeAll(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-api-'));
  const { portal } = await composePortal({
    contentDir: 'content',
    dataDir: 'data',
    asOf: null,
    cacheDir: join(dir, 'cache'),
  });
  if (!portal) throw new Error('the demonstration portfolio does not compute');
  await writeApi(portal, dir);
  api = join(dir, 'api');
});
const json = async (name: string) =>
  JSON.parse(await readFile(join(api, name), 'utf8')) as Record<string, unknown>;

describe('documents under /api/', () => {
  it.each(['portfolio', 'gates', 'findings', 'data', 'metric'])(
    'every %s document is what its schema says',
    async (name) => {
      const ajv = new Ajv2020({ allErrors: true });
      addFormats.default(ajv);
      const validate = ajv.compile(await json(`schema/${name}.schema.json`));
      const files =
        name === 'metric'
          ? (await readdir(join(api, 'metrics')))
              .filter((file) => file.endsWith('.json'))
              .map((file) => `metrics/${file}`)
          : [`${name}.json`];
      expect(files.length).toBeGreaterThan(0);
      for (const file of files) {
        validate(await json(file));
        expect({ file, errors: validate.errors }).toEqual({ file, errors: null });
      }
    },
  );
  it('a schema refuses a document whose position is not one of the five', async () => {
    const ajv = new Ajv2020();
    addFormats.default(ajv);
    const document = structuredClone(await json('gates.json')) as { gates: { position: string }[] };
    (document.gates[0] as { position: string }).position = 'green';
    expect(ajv.compile(await json('schema/gates.schema.json'))(document)).toBe(false);
  });
  it('names periods in one way, so that signals, limits and the planned course join the series', async () => {
    for (const file of await readdir(join(api, 'metrics'))) {
      if (!file.endsWith('.json')) continue;
      const { series, signals, limits } = (await json(`metrics/${file}`)) as unknown as {
        series: { period: string }[];
        signals: { period: string }[];
        limits: { from: string; to: string }[];
      };
      const periods = new Set(series.map((point) => point.period));
      for (const period of [
        ...signals.map((signal) => signal.period),
        ...limits.flatMap(({ from, to }) => [from, to]),
      ])
        expect(periods, file).toContain(period);
    }
  });
  it('limits can be computed again from what is said of them: mean of the basis, and 2.66 mean differences', async () => {
    let checked = 0;
    for (const file of await readdir(join(api, 'metrics'))) {
      if (!file.endsWith('.json')) continue;
      const { series, process } = (await json(`metrics/${file}`)) as unknown as {
        series: { period: string; site: string | null; value: number | null }[];
        process: {
          site: string | null;
          line: string | null;
          limits: { mean: number; upper: number }[];
          made: {
            method: string;
            movingRange: number;
            basis: { from: string; to: string; n: number };
          }[];
        }[];
      };
      for (const { site, line, limits, made } of process) {
        if (line !== null) continue;
        for (const [at, { method, movingRange, basis }] of made.entries()) {
          if (method !== 'xmr') continue;
          const values = series
            .filter(
              (one) => one.site === site && one.period >= basis.from && one.period <= basis.to,
            )
            .flatMap((one) => one.value ?? []);
          expect(values).toHaveLength(basis.n);
          const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
          expect(limits[at]?.mean).toBeCloseTo(mean, 9);
          expect(limits[at]?.upper).toBeLessThanOrEqual(mean + 2.66 * movingRange + 1e-9);
          checked += 1;
        }
      }
    }
    expect(checked).toBeGreaterThan(10);
  });
  it('a metric in CSV has the same values as in JSON', async () => {
    const csv = (await readFile(join(api, 'metrics/ccape.csv'), 'utf8'))
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','));
    const { series } = (await json('metrics/ccape.json')) as unknown as {
      series: { period: string; site: string | null; value: number | null }[];
    };
    expect(csv.map((row) => [row[0], row[1], row[2]])).toEqual(
      series.map((point) => [
        point.period,
        point.site ?? '',
        point.value === null ? '' : String(point.value),
      ]),
    );
  });
});

describe('a document that is about to be written', () => {
  it('is refused when a number in it is none, or it is not what its schema says', () => {
    expect(() => documentText('x.json', { limits: [{ lower: Number.NaN }] })).toThrow(
      'api/x.json: lower is NaN',
    );
    expect(() =>
      documentText('data.json', { version: 1, asOf: 'soon', exports: [] }, 'data'),
    ).toThrow(/api\/data\.json is not what its schema says: asOf/);
  });
});
