import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';
import { alertsOf } from '#model/decision/alerts.ts';
import { writeAlerts } from '#publish/feeds/alertMails.ts';
import { data, metric, tiny } from '../../ingest/metric/tiny.ts';

const roots: string[] = [];
afterAll(() => Promise.all(roots.map((root) => rm(root, { recursive: true }))));

/** Hours stopped by month, at two plants. */
const ROWS = `day,plant,hours
2026-06-01,N,5
2026-07-01,N,9
2026-08-01,N,12
2026-09-01,N,14
2026-06-01,S,4
2026-07-01,S,4
2026-08-01,S,4
2026-09-01,S,11`;

async function shopWith(alerts: string, asOf = '2026-10-02') {
  const shop = await tiny(
    {
      'content/portfolio.yaml': `name: Shop\npeople: [{ name: Kim Roe, role: Plant manager }]\nalerts:\n${alerts}\n`,
      'content/sites.yaml': '- { id: N, name: North }\n- { id: S, name: South }\n',
      'content/metrics/stops.yaml': metric(
        'export: e\nunit: h\ndate: day\ngrain: month\nvalue: { sum: hours }\ndimensions: { site: plant }',
      ).replace('title: T', 'title: Stops'),
      ...data({ name: 'e', fields: 'day:date plant hours:number', rows: ROWS }),
    },
    asOf,
  );
  roots.push(shop.root);
  return shop;
}

describe('an alert of a reader', () => {
  it('is news in the first period past the threshold, and says since when after that', async () => {
    const { portal, errors } = await shopWith(
      [
        '  - { reader: Ann, metric: stops, site: N, above: 10 }',
        '  - { reader: Ann, metric: stops, site: S, above: 10 }',
        '  - { reader: Bo, metric: stops, below: 5 }',
      ].join('\n'),
    );
    expect(errors).toEqual([]);
    const [ann, ...others] = alertsOf(portal!);
    // All sites stand at 25 hours: Bo has nothing to read.
    expect(others).toEqual([]);
    expect(ann?.reader).toBe('Ann');
    expect(ann?.alerts).toMatchObject([
      { title: 'Stops, North', says: expect.stringContaining('since August 2026'), isNew: false },
      {
        title: 'Stops, South',
        says: expect.stringContaining('not in the one before'),
        isNew: true,
      },
    ]);
  });

  it('is not silent where nobody can say: late data is an alert of its own', async () => {
    const { portal } = await shopWith('  - { reader: Bo, metric: stops, below: 5 }', '2027-03-01');
    const [bo] = alertsOf(portal!);
    expect(bo?.alerts).toMatchObject([{ says: expect.stringContaining('It cannot be said') }]);
  });

  it('is a mail of its own, which goes when there is none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'trilens-alerts-'));
    roots.push(folder);
    const { portal } = await shopWith('  - { reader: Ann, metric: stops, site: S, above: 10 }');
    await writeAlerts(portal!, folder);
    const [mail] = JSON.parse(await readFile(join(folder, 'alerts.json'), 'utf8'));
    expect(mail).toMatchObject({ reader: 'Ann', file: 'ann.html', news: 1 });
    const html = await readFile(join(folder, 'alerts', mail.file), 'utf8');
    expect(html.replaceAll('\u00a0', ' ')).toMatch(
      /Stops, South.*11.0 h, September 2026.*above 10.0 h/s,
    );
    expect(html).not.toMatch(/<(script|img|link|style)/);
    const quiet = await shopWith('  - { reader: Ann, metric: stops, site: S, above: 100 }');
    await writeAlerts(quiet.portal!, folder);
    expect(await readFile(join(folder, 'alerts.json'), 'utf8')).toBe('[]\n');
    expect(await readdir(folder)).toEqual(['alerts.json']);
  });

  it.each([
    [
      '{ reader: Nobody, metric: stops, above: 1 }',
      /portfolio\.yaml:4:15 .*no record names "Nobody"/,
    ],
    ['{ reader: An, metric: stops, above: 1 }', /did you mean "ann"/],
    ['{ reader: Ann, metric: stosp, above: 1 }', /there is no metric "stosp"[\s\S]*allowed: stops/],
    ['{ reader: Ann, metric: stops, site: X, above: 1 }', /there is no site "X"/],
    ['{ reader: Ann, metric: stops }', /either above or below/],
    ['{ reader: Ann, metric: stops, above: 1, below: 0 }', /either above or below/],
  ])('is refused at its line: %s', async (alert, said) => {
    const { errors } = await shopWith(`  - ${alert}`);
    expect(errors.join('\n')).toMatch(said);
  });

  it.each(['Kim Roe', 'plant manager', 'Ann'])('goes to %s by name or office', async (reader) => {
    const { errors } = await shopWith(`  - { reader: ${reader}, metric: stops, above: 1 }`);
    expect(errors).toEqual([]);
  });
});
