import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync, strToU8 } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT, trilens } from '../cli/trilens.ts';
import { browser } from '../e2e/browser.ts';

const SECRET = 'The old hall closes before the new one is paid for';
/** Weekly values that no other metric has. */
const MARGIN = Array.from({ length: 30 }, (_, week) =>
  (1234.567 + week * 3.217 + (week % 4) * 1.113).toFixed(3),
);

/** The starter portfolio with a plan that leadership alone may know of. */
async function portfolio(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-audience-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
  const put = async (file: string, text: string) => {
    await mkdir(dirname(join(dir, file)), { recursive: true });
    await writeFile(join(dir, file), text);
  };
  const edit = async (file: string, from: string | RegExp, to: string) =>
    put(file, (await readFile(join(dir, file), 'utf8')).replace(from, to));
  await edit(
    'content/portfolio.yaml',
    /$/,
    '\naudiences: [leadership, plant]\nurl: https://portal.example/\n',
  );
  await put(
    'content/metrics/margin-per-pump.yaml',
    'title: Margin on each pump sold\ntype: outcome\ndirection: up\naudience: leadership\nexport: margin-ledger\ndate: week\ngrain: week\ndecimals: 3\nvalue: { sum: margin }\nowner: Chief of finance\n',
  );
  await put(
    'data/margin-ledger.csv',
    `week,margin\n${MARGIN.map((margin, week) => `${new Date(Date.UTC(2026, 2, 2 + 7 * week)).toISOString().slice(0, 10)},${margin}`).join('\n')}\n`,
  );
  const contract = JSON.parse(await readFile(join(dir, 'data/datapackage.json'), 'utf8')) as {
    resources: object[];
  };
  contract.resources.push({
    name: 'margin-ledger',
    path: 'margin-ledger.csv',
    schema: {
      fields: [
        { name: 'week', type: 'date' },
        { name: 'margin', type: 'number', decimalChar: '.' },
      ],
    },
    trilens: { owner: 'Finance', everyDays: 7 },
  });
  await put('data/datapackage.json', JSON.stringify(contract, null, 1));
  await put(
    'content/initiatives/falcon-relocation.mdx',
    `---\ntitle: Falcon Relocation\nsummary: ${SECRET}.\naudience: leadership\ngoals: [fewer-stops]\nmetrics: [margin-per-pump, unplanned-stops]\nphase: pilot\ngates:\n  - { id: falcon-review, phase: pilot, due: 2026-11-30, criteria: [{ id: margin, metric: margin-per-pump, must: ">= 1300", why: it must pay }] }\n---\n\nNobody outside the board has read these words so far.\n`,
  );
  await put(
    'content/roadmap/falcon.yaml',
    '- { id: falcon-lease, title: Lease on the northern hall, layer: business, initiative: falcon-relocation, owner: Chief of finance, when: 2027-Q1, status: planned }\n',
  );
  await put(
    'content/playbooks/close-a-hall.mdx',
    '---\ntitle: Close a hall in good order\nsummary: Who is told what, and when.\naudience: leadership\n---\n\nWorks council first, then the shift leads of both halls.\n',
  );
  await put(
    'content/reports/board-note.mdx',
    '---\ntitle: Note to the board\nperiod: 2026-10\naudience: leadership\n---\n\nThe bank wants an answer by the end of November.\n',
  );
  await edit(
    'content/roadmap/items.yaml',
    'needs: [planned-windows, stop-events]',
    'needs: [planned-windows, stop-events, falcon-lease]',
  );
  await edit(
    'content/playbooks/name-a-stop.mdx',
    'initiatives: [early-signs]',
    'initiatives: [early-signs, falcon-relocation]',
  );
  await edit(
    'content/playbooks/name-a-stop.mdx',
    /$/,
    '\n<Callout audience="leadership" title="Before you read on">\nThese stops decide which hall is kept in the end.\n</Callout>\n\n<Audience is="leadership">\n\n## What it is worth\n\nAn hour without a stop earns <Metric id="margin-per-pump" /> in round numbers.\n\n</Audience>\n',
  );
  return dir;
}

const build = (dir: string, out: string, ...more: string[]) =>
  trilens([
    'build',
    '--content',
    join(dir, 'content'),
    '--data',
    join(dir, 'data'),
    '--cache',
    join(dir, 'cache'),
    '--out',
    join(dir, out),
    ...more,
  ]);
const audit = (dir: string, out: string, audience = 'plant') =>
  trilens([
    'audit',
    join(dir, out),
    '--content',
    join(dir, 'content'),
    '--data',
    join(dir, 'data'),
    '--cache',
    join(dir, 'cache'),
    '--audience',
    audience,
  ]);

describe('editions for audiences', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await portfolio();
    const built = await build(dir, 'editions', '--audience', 'all', '--fail-on', 'never');
    expect(built.code, built.err + built.out).toBe(0);
  }, 300_000);

  const page = (edition: string, path: string) =>
    readFile(join(dir, 'editions', edition, path), 'utf8').catch(() => null);

  it('each has a folder of its own: leadership sees all of it, plant what is meant for plant', async () => {
    for (const path of [
      'initiatives/falcon-relocation/index.html',
      'metrics/margin-per-pump/index.html',
      'playbooks/close-a-hall/index.html',
      'reports/board-note/index.html',
      'api/metrics/margin-per-pump.json',
    ]) {
      expect(await page('leadership', path)).not.toBeNull();
      expect(await page('plant', path)).toBeNull();
    }
    const [inside, outside] = [
      await page('leadership', 'playbooks/name-a-stop/index.html'),
      await page('plant', 'playbooks/name-a-stop/index.html'),
    ];
    for (const words of [
      'These stops decide which hall is kept',
      'What it is worth',
      'An hour without a stop earns',
      'Falcon Relocation',
    ]) {
      expect(inside?.includes(words)).toBe(true);
      expect(outside?.includes(words)).toBe(false);
    }
    expect(outside).toContain('Naming it takes a minute');
    expect(outside).toContain('Edition for plant');
    expect(JSON.parse((await page('plant', 'api/portfolio.json')) as string)).toMatchObject({
      audience: 'plant',
    });
    expect(await page('plant', 'data/index.html')).not.toContain('margin-ledger');
  });

  it('the message about the build is that of the widest audience, since nobody knows who reads a channel', async () => {
    const message = await readFile(join(dir, 'cache/notify/teams.json'), 'utf8');
    expect(message).toContain('https://portal.example/plant/changes/');
    expect(message).not.toContain('leadership');
  });

  it('an edition has no findings about what only it lacks', async () => {
    const findings = async (edition: string) =>
      (
        JSON.parse((await page(edition, 'api/findings.json')) as string) as {
          findings: { rule: string; record: string }[];
        }
      ).findings.map((finding) => `${finding.rule} ${finding.record}`);
    const whole = new Set(await findings('leadership'));
    expect((await findings('plant')).filter((finding) => !whole.has(finding))).toEqual([]);
  });

  it('the edition for plant holds nothing else, and the one for leadership would be caught', async () => {
    expect(await audit(dir, 'editions/plant')).toMatchObject({ code: 0 });
    const caught = await audit(dir, 'editions/leadership');
    expect(caught.code).toBe(1);
    for (const said of [
      'the title "Falcon Relocation"',
      'the id "margin-per-pump"',
      `the sentence "${SECRET}"`,
      'numbers of "margin-per-pump"',
      'pagefind',
    ])
      expect([said, caught.err.includes(said)]).toEqual([said, true]);
  });

  it.each([
    [
      'the search index',
      'pagefind/fragment/x.pf_fragment',
      gzipSync(
        strToU8(
          `pagefind_dcd{"content":"Works council first, then the shift leads of both halls."}`,
        ),
      ),
    ],
    [
      'the Markdown of a page',
      'roadmap/index.html.md',
      'Works **council** first, then the [shift leads](/roadmap/) of both halls.',
    ],
    ['the list for assistants', 'llms.txt', '- [Margin on each pump sold](/x.md)'],
    ['the name of a file', 'metrics/margin-per-pump/nothing.txt', ''],
  ] as const)('a leak into %s is found', async (_, file, content) => {
    const copy = `leaky-${Math.abs(file.length)}`;
    await cp(join(dir, 'editions/plant'), join(dir, copy), { recursive: true });
    await mkdir(dirname(join(dir, copy, file)), { recursive: true });
    await writeFile(join(dir, copy, file), content);
    const caught = await audit(dir, copy);
    expect(caught.code).toBe(1);
    expect(caught.err).toContain(file);
    await rm(join(dir, copy), { recursive: true });
  });

  it('a leak into a PDF is found', async () => {
    const chrome = await browser();
    const sheet = await chrome.newPage();
    await sheet.setContent(
      `<title>Report</title><p>Nobody outside the board has read these words so far.</p>`,
    );
    const bytes = await sheet.pdf({ tagged: true, outline: true });
    await chrome.close();
    await cp(join(dir, 'editions/plant'), join(dir, 'with-pdf'), { recursive: true });
    await writeFile(join(dir, 'with-pdf/reports/report.pdf'), bytes);
    expect((await audit(dir, 'with-pdf')).err).toContain(
      'report.pdf  error  the sentence "Nobody outside the board has read these words so far"',
    );
  });

  it('a build that would leak ends with the file, and leaves the portal as it was', async () => {
    const before = await readFile(join(dir, 'editions/plant/index.html'), 'utf8');
    const file = join(dir, 'content/goals/fewer-stops.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      text.replace(/^owner: .*$/m, 'owner: "Head of production, until Falcon Relocation"'),
    );
    const refused = await build(dir, 'editions', '--audience', 'all');
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('the title "Falcon Relocation" is in the edition for plant');
    expect(await readFile(join(dir, 'editions/plant/index.html'), 'utf8')).toBe(before);
    await writeFile(file, text);
  }, 60_000);

  it.each([
    [
      'a page',
      'See [the plan](/playbooks/close-a-hall/).',
      'the link /playbooks/close-a-hall/ leads to the playbook "close-a-hall"',
    ],
    [
      'a page, written from where it stands',
      'See [the plan](../../initiatives/falcon-relocation/#money).',
      'leads to the initiative "falcon-relocation"',
    ],
    [
      'a place on a page',
      'See [the lease](/roadmap/#falcon-lease).',
      'leads to the item "falcon-lease"',
    ],
  ])(
    'a link out of what everybody reads to %s for leadership is an error with its line, and a section for leadership may have it',
    async (_, text, found) => {
      const file = join(dir, 'content/playbooks/name-a-stop.mdx');
      const before = await readFile(file, 'utf8');
      const line = before.split('\n').length + 1;
      await writeFile(file, `${before}\n${text}\n`);
      const refused = await build(dir, 'linked', '--audience', 'plant');
      expect(refused.code).toBe(1);
      expect(refused.err).toContain(`content/playbooks/name-a-stop.mdx:${line}:5`);
      expect(refused.err).toContain(found);
      expect(refused.err).toContain('put it into <Audience is="leadership">');
      await writeFile(file, `${before}\n<Audience is="leadership">\n\n${text}\n\n</Audience>\n`);
      expect((await build(dir, 'linked', '--audience', 'plant', '--fail-on', 'never')).code).toBe(
        0,
      );
      expect(
        await readFile(join(dir, 'linked/playbooks/name-a-stop/index.html'), 'utf8'),
      ).not.toContain('See ');
      await writeFile(file, before);
    },
    60_000,
  );

  it('a link of a published page that leads nowhere in the edition is found', async () => {
    await cp(join(dir, 'editions/plant'), join(dir, 'dead'), { recursive: true });
    const file = join(dir, 'dead/goals/index.html');
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace(
        '</main>',
        '<a href="/plant/goals/gone/?x=1#y">Gone</a> <a href="../findings/">There</a> <a href="https://example.org/z/">Elsewhere</a></main>',
      ),
    );
    const caught = await audit(dir, 'dead');
    expect(caught).toMatchObject({
      code: 1,
      err: expect.stringContaining(
        'goals/index.html  error  the link /plant/goals/gone/?x=1#y leads nowhere in the edition for plant',
      ),
    });
    expect(caught.err.match(/leads nowhere/g)).toHaveLength(1);
  });

  it('a word of the language that is the id of a withheld playbook refuses no edition, and its address is found', async () => {
    const hidden = join(dir, 'content/playbooks/calibration.mdx');
    const open = join(dir, 'content/playbooks/name-a-stop.mdx');
    const before = await readFile(open, 'utf8');
    await writeFile(
      hidden,
      '---\ntitle: Never\nsummary: For the board.\naudience: leadership\n---\n\nThe board looks at gauges twice a year in May.\n',
    );
    await writeFile(open, `${before}\nA gauge needs calibration every week. Never skip it.\n`);
    const built = await build(dir, 'word', '--audience', 'plant', '--fail-on', 'never');
    expect(built.code, built.err).toBe(0);
    expect(await audit(dir, 'word')).toMatchObject({
      code: 0,
      out: expect.stringContaining('"Never"'),
    });
    await writeFile(join(dir, 'word/x.html'), '<p>See /playbooks/calibration/ there.</p>');
    expect((await audit(dir, 'word')).err).toContain('x.html  error  the id "calibration"');
    await rm(hidden);
    await writeFile(open, before);
  }, 120_000);

  it('an audience that does not exist is refused with those that do', async () => {
    const refused = await build(dir, 'other', '--audience', 'plants');
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('there is no audience "plants"');
    expect(refused.err).toContain('did you mean "plant"?');
  });

  it('an earlier edition for others is not compared with', async () => {
    const refused = await build(
      dir,
      'other',
      '--audience',
      'plant',
      '--previous',
      join(dir, 'editions/leadership/api/portfolio.json'),
    );
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('it is the edition for leadership, and this one is for plant');
  });

  it.each([
    [
      'content/goals/fewer-stops.yaml',
      /^metric: .*$/m,
      'metric: margin-per-pump',
      'goal "fewer-stops" shows the metric "margin-per-pump", which is for leadership only, to everybody',
    ],
    [
      'content/playbooks/name-a-stop.mdx',
      'A stop without a name',
      '<Metric id="margin-per-pump" /> A stop without a name',
      '<Metric> shows the metric "margin-per-pump", which is for leadership only, to everybody',
    ],
    [
      'content/metrics/unplanned-stops.yaml',
      /^type: outcome$/m,
      'type: outcome\naudience: leaders',
      'audience is "leaders", which is no audience',
    ],
    [
      'content/playbooks/name-a-stop.mdx',
      '<Steps>',
      '<Steps audience="plants">',
      'audience is "plants", which is no audience',
    ],
  ])('%s: a mistake of audiences is said with its place', async (file, from, to, said) => {
    const path = join(dir, file);
    const text = await readFile(path, 'utf8');
    const changed = text.replace(from, to);
    await writeFile(path, changed);
    const refused = await trilens([
      'check',
      '--content',
      join(dir, 'content'),
      '--data',
      join(dir, 'data'),
      '--cache',
      join(dir, 'cache'),
    ]);
    await writeFile(path, text);
    expect(refused.code).toBe(1);
    expect(refused.out + refused.err).toContain(said);
    const lines = changed.split('\n');
    const line = lines.findIndex((one) => one.includes(to.split('\n').at(-1) as string)) + 1;
    expect(refused.out + refused.err).toContain(`${file}:${line}:`);
  });
});
