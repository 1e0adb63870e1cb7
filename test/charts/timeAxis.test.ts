import { rm } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { metricSpec, FRAMES } from '#charts/metricSpec.ts';
import { draw } from '#charts/render.ts';
import { addDays } from '#model/time/date.ts';
import { data, metric, tiny } from '../ingest/metric/tiny.ts';

/** Metrics of the same days, by the week, month, quarter and year. */
const DAYS = Array.from({ length: 60 }, (_, week) => addDays('2025-08-04', 7 * week));
const GRAINS = ['week', 'month', 'quarter', 'year'] as const;
const { root, portal } = await tiny(
  {
    ...Object.fromEntries(
      GRAINS.map((grain) => [
        `content/metrics/by-${grain}.yaml`,
        metric(`export: e\nunit: h\ndate: day\ngrain: ${grain}\nvalue: { sum: hours }`),
      ]),
    ),
    ...data({
      name: 'e',
      fields: 'day:date hours:number',
      rows: `day,hours\n${DAYS.map((day, at) => `${day},${10 + (at % 4)}`).join('\n')}`,
    }),
  },
  '2026-10-07',
);
afterAll(() => rm(root, { recursive: true }));

describe('the days under a chart', () => {
  it.each(GRAINS.flatMap((grain) => (['wide', 'narrow'] as const).map((size) => [grain, size])))(
    'are each named once and with the year: by the %s, %s',
    async (grain, size) => {
      const state = portal!.metrics.get(`by-${grain}`)!;
      const svg = await draw(metricSpec(state, state.all, FRAMES[size as 'wide']));
      const labels = [...svg.matchAll(/<text[^>]*>([^<]*20\d\d)<\/text>/g)].map(([, text]) => text);
      expect(labels.length).toBeGreaterThanOrEqual(grain === 'year' ? 1 : 2);
      expect(labels).toEqual([...new Set(labels)]);
      expect(svg).not.toMatch(/>\d{1,2} [A-Z][a-z]{2}</);
    },
  );
});
