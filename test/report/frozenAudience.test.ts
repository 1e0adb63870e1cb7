import { beforeAll, describe, expect, it } from 'vitest';
import { type Folder, reportFolder } from './folder.ts';

const METRIC = 'content/metrics/rejected-parts.yaml';
const REPORT = 'content/reports/2026-10.mdx';

describe('a frozen report and audiences', () => {
  let folder: Folder;
  let text: string;
  beforeAll(async () => {
    folder = await reportFolder();
    const portfolio = await folder.read('content/portfolio.yaml');
    await folder.write('content/portfolio.yaml', `${portfolio}\naudiences: [leadership, plant]\n`);
    text = await folder.read(REPORT);
  });

  it('is not frozen with numbers in a section whose readers alone may know them', async () => {
    const metric = await folder.read(METRIC);
    await folder.write(
      'content/metrics/pay.yaml',
      `${metric.replace(/^guards:.*$/m, '')}audience: leadership\n`,
    );
    await folder.write(
      REPORT,
      `${text}\n<Audience is="leadership">Now <Metric id="pay" /> is known.</Audience>\n`,
    );
    const refused = await folder.run('freeze', '2026-10');
    expect(refused.code).toBe(1);
    const line = text.split('\n').length + 1;
    expect(refused.err).toContain(
      `reports/2026-10.mdx:${line}  <Metric> shows "pay", which plant may not know`,
    );
    await folder.write(REPORT, text);
  });

  it('with numbers of a metric that was withheld later is an error with its line', async () => {
    expect(await folder.run('freeze', '2026-10')).toMatchObject({ code: 0 });
    const metric = await folder.read('content/metrics/unplanned-stops.yaml');
    await folder.write('content/metrics/unplanned-stops.yaml', `${metric}audience: leadership\n`);
    const refused = await folder.run('check');
    expect(refused.code).toBe(1);
    expect(refused.out + refused.err).toContain(
      'the frozen numbers of report "2026-10" hold the metric "unplanned-stops", which is for leadership only',
    );
    await folder.write('content/metrics/unplanned-stops.yaml', metric);
  });

  it('with an item of the roadmap that was withheld later is an error as well', async () => {
    const items = await folder.read('content/roadmap/items.yaml');
    const secret = items.replace(
      'id: sensors-line-2,',
      'id: sensors-line-2, audience: leadership,',
    );
    expect(secret).not.toBe(items);
    await folder.write('content/roadmap/items.yaml', secret);
    const refused = await folder.run('check');
    expect(refused.out + refused.err).toContain(
      'the frozen numbers of report "2026-10" hold the item "sensors-line-2", which is for leadership only',
    );
  });
});
