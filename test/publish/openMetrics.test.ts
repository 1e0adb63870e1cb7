import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Portal } from '#model/portal.ts';
import { metricDocument } from '#publish/api/metricDocument.ts';
import { openMetrics } from '#publish/api/openMetrics.ts';
import { composePortal } from '#site/compose.ts';

let cacheDir: string;
let portal: Portal;
beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'trilens-openmetrics-'));
  const read = await composePortal({
    contentDir: 'src/cli/starter/content',
    dataDir: 'src/cli/starter/data',
    cacheDir,
    asOf: null,
  });
  portal = read.portal ?? expect.fail();
});
afterAll(() => rm(cacheDir, { recursive: true, force: true }));

/** Samples by name and labels, of a text that keeps the grammar of the specification; anything else fails. */
function samplesOf(text: string): Map<string, number> {
  expect(text.endsWith('# EOF\n')).toBe(true);
  const samples = new Map<string, number>();
  let family = '';
  for (const line of text.split('\n').slice(0, -2)) {
    const type = /^# TYPE (\w+) (gauge|info)$/.exec(line);
    if (type) family = `${type[1]}${type[2] === 'info' ? '_info' : ''}`;
    if (line.startsWith('#')) continue;
    const [, name, labels = '', value] =
      /^(\w+)(\{(?:\w+="(?:[^"\\\n]|\\[\\"n])*",?)*\})? (-?[\d.e+-]+)$/.exec(line) ??
      expect.fail(line);
    expect(name).toBe(family);
    expect(samples.has(`${name}${labels}`)).toBe(false);
    samples.set(`${name}${labels}`, Number(value));
  }
  return samples;
}

describe('the values for Prometheus', () => {
  it('are the newest ones of the API, for all sites and by site', () => {
    const samples = samplesOf(openMetrics(portal));
    for (const state of portal.metrics.values()) {
      const { series } = metricDocument(state, portal.portfolio.asOf);
      const newest = series.findLast(({ site, value }) => site === null && value !== null);
      expect(samples.get(`trilens_metric_value{metric="${state.metric.id}"}`)).toBe(newest?.value);
      const north = series.findLast(({ site, value }) => site === 'NORTH' && value !== null);
      expect(samples.get(`trilens_metric_value{metric="${state.metric.id}",site="NORTH"}`)).toBe(
        north?.value,
      );
    }
    expect(samples.get('trilens_as_of_timestamp_seconds')).toBe(Date.UTC(2026, 9, 26) / 1000);
  });

  it('have no sample where a value is withheld, and escape what people wrote', () => {
    const [id, state] = [...portal.metrics][0] ?? expect.fail();
    const without: Portal = {
      ...portal,
      metrics: new Map([
        [
          id,
          {
            ...state,
            metric: { ...state.metric, title: 'He said "stop"\\\n' },
            all: { ...state.all, latest: null },
            bySite: [],
          },
        ],
      ]),
    };
    const text = openMetrics(without);
    const samples = samplesOf(text);
    expect([...samples.keys()].some((key) => key.startsWith('trilens_metric_value'))).toBe(false);
    expect(text).toContain('title="He said \\"stop\\"\\\\\\n"');
  });
});
