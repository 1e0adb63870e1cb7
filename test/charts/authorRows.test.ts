import { beforeAll, describe, expect, it } from 'vitest';
import { authorRows } from '#charts/authorRows.ts';
import { withRows } from '#charts/authorSpec.ts';
import { authorTableHtml } from '#charts/planTable.ts';
import { drawChecked } from '#charts/drawChecked.ts';
import { specProblems } from '#charts/specProblem.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import { judge } from '../model/findings/healthy.ts';

let metric: MetricState;
beforeAll(async () => {
  metric = (await judge([])).portal?.metrics.get('downtime') as MetricState;
});
const y = { aggregate: 'sum', field: 'numerator', type: 'quantitative' };
const x = { field: 'period', timeUnit: 'yearmonth', type: 'temporal' };
const drawn = (spec: object) =>
  drawChecked(withRows(spec, metric)).then(
    () => null,
    (error: Error) => error.message,
  );

describe('the rows of an author’s chart', () => {
  it('are the sites where it names them, so that a stack is as high as the total', () => {
    const rows = authorRows({ mark: 'bar', encoding: { x, y, color: { field: 'site' } } }, metric);
    expect(rows.some(({ site }) => site === 'all')).toBe(false);
    const sum = rows.reduce((total, row) => total + (row.numerator ?? 0), 0);
    const whole = metric.all.series.reduce((total, row) => total + (row.numerator ?? 0), 0);
    expect(sum).toBeCloseTo(whole, 6);
  });
  it('are the total where it does not, and both where it asks for "all" by name', () => {
    expect(new Set(authorRows({ encoding: { x, y } }, metric).map(({ site }) => site))).toEqual(
      new Set(['all']),
    );
    const both = authorRows({ transform: [{ filter: "datum.site != 'all'" }] }, metric);
    expect(both.some(({ site }) => site === 'all')).toBe(true);
    expect(both.some(({ site }) => site !== 'all')).toBe(true);
  });
});

describe('the table under an author’s chart', () => {
  it('holds what is drawn: sites where it draws sites, the total where it draws the total', () => {
    const sites = [...new Set(metric.bySite.map(({ site }) => site))];
    const bySite = authorTableHtml({ encoding: { x, y, color: { field: 'site' } } }, metric, []);
    expect(bySite).toContain('<th scope="col">Site</th>');
    for (const site of sites) expect(bySite).toContain(`<td>${site}</td>`);
    expect(authorTableHtml({ encoding: { x, y } }, metric, [])).not.toContain('Site');
  });
});

describe('an axis with values of its own', () => {
  it('has exactly those', async () => {
    const axis = { values: [0, 250, 1000] };
    const svg = await drawChecked(
      withRows(
        { mark: 'bar', encoding: { x, y: { ...y, axis, scale: { domain: [0, 1000] } } } },
        metric,
      ),
    );
    const labels = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
    expect(labels).toEqual(expect.arrayContaining(['0', '250', '1,000']));
    expect(labels).not.toContain('500');
  });
});

describe('a chart that compiles', () => {
  it('is drawn as plain bars, as facets by site and as sorted bars with labels', async () => {
    expect(await drawn({ mark: 'bar', encoding: { x, y } })).toBeNull();
    expect(await drawn({ mark: 'line', encoding: { x, y, row: { field: 'site' } } })).toBeNull();
    const sorted = { field: 'site', sort: '-y', type: 'nominal' };
    const layered = {
      encoding: { x: sorted, y },
      layer: [{ mark: 'bar' }, { mark: 'text', encoding: { text: y } }],
    };
    expect(specProblems(layered)).toEqual([]);
    expect(await drawn(layered)).toBeNull();
  });
  it('is refused where none of its marks can be seen', async () => {
    expect(
      await drawn({
        mark: 'bar',
        transform: [{ filter: 'datum.value > 1e9' }],
        encoding: { x, y },
      }),
    ).toContain('none of its marks');
  });
  it('is refused where its marks run off the page', async () => {
    const scale = { domain: [1e4, 1e4 + 1] };
    expect(await drawn({ mark: 'bar', encoding: { x, y: { ...y, scale } } })).toContain('run off');
  });
  it('has a line for a day on that day', () => {
    const spec = withRows(
      { mark: 'rule', encoding: { x: { datum: '2026-03-01', type: 'temporal' } } },
      metric,
    );
    expect(JSON.stringify(spec)).toContain('"datum":{"year":2026,"month":3,"date":1,"utc":true}');
  });
});
