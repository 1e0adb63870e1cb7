import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
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
