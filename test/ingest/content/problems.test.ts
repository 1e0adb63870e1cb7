import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemLine } from '#model/problem.ts';
import { composePortal } from '#site/compose.ts';

const CONTRACT = JSON.stringify({
  resources: [
    {
      name: 'stops',
      path: 'stops.csv',
      schema: {
        fields: [
          { name: 'day', type: 'date' },
          { name: 'site', type: 'string' },
          { name: 'hours', type: 'number' },
          { name: 'planned', type: 'number' },
        ],
      },
      trilens: { owner: 'Planning', everyDays: 31, site: 'site', maxQuarantined: 0.5 },
    },
  ],
});
const BASE: Record<string, string> = {
  'content/portfolio.yaml': 'name: Small\nnorthStar: less-downtime\n',
  'content/sites.yaml': '- { id: A, name: Alpha, aliases: [Plant A] }\n- { id: B, name: Beta }\n',
  'content/goals/less-downtime.yaml': 'title: Less downtime\nmetric: downtime\n',
  'content/metrics/downtime.yaml':
    'title: Downtime\ntype: outcome\ndirection: down\nunit: "%"\nexport: stops\ndate: day\ndimensions: { site: site }\nvalue:\n  ratio:\n    numerator: { sum: hours }\n    denominator: { sum: planned }\n',
  'data/datapackage.json': CONTRACT,
  'data/stops.csv':
    'day,site,hours,planned\n2026-01-05,Plant A,90,100\n2026-01-06,B,10,1000\n2026-01-07,Gamma,1,1\n2026-02-30,B,1,1\n',
};

async function compose(changes: Record<string, string> = {}) {
  const root = await mkdtemp(join(tmpdir(), 'trilens-'));
  for (const [name, text] of Object.entries({ ...BASE, ...changes })) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  const composed = await composePortal({
    contentDir: join(root, 'content'),
    dataDir: join(root, 'data'),
    asOf: '2026-02-10',
    cacheDir: join(root, 'cache'),
  });
  return { ...composed, text: composed.problems.map(problemLine).join('\n') };
}

const playbook = (body: string) => ({
  'content/playbooks/p.mdx': `---\ntitle: P\n---\n\n${body}\n`,
});

describe('a small portfolio', () => {
  it('sums numerators and denominators over sites, sets bad rows aside with their reason, and reconciles', async () => {
    const { portal, text } = await compose();
    expect(text).toBe('');
    expect(portal?.metrics.get('downtime')?.all.latest?.value).toBeCloseTo(100 * (100 / 1100), 9);
    const report = portal?.portfolio.exports[0];
    expect(report).toMatchObject({ rowsIn: 4, accepted: 2, quarantined: 2, ignored: 0 });
    expect(report?.quarantine.map((row) => `${row.line} ${row.reason}`).sort()).toEqual([
      '4 "Gamma" is not a site',
      '5 day: "2026-02-30" does not exist as a date of the calendar',
    ]);
  });
  it('an empty content folder builds and says what to add first', async () => {
    const { portal } = await compose({
      'content/portfolio.yaml': 'name: Empty\n',
      'content/goals/less-downtime.yaml': 'title: X\n',
    });
    expect(portal?.headline).toContain('add a goal');
  });
});

describe('what could not be read is not called missing', () => {
  it.each([
    ['a contract with a fault', CONTRACT.replace('"type":"date"', '"type":"dates"')],
    ['a contract that is no JSON', CONTRACT.slice(0, -2)],
  ])('%s: neither the exports nor their files', async (_, contract) => {
    const { problems } = await compose({ 'data/datapackage.json': contract });
    expect([...new Set(problems.map((problem) => problem.file))]).toEqual([
      'data/datapackage.json',
    ]);
  });
  it.each([
    ['a list of sites with a fault', { 'content/sites.yaml': '- { id: A, nam: Alpha }\n' }],
    ['a list of sites that is no YAML', { 'content/sites.yaml': '- { id: A, name: "Alpha }\n' }],
    [
      'a list of items with a fault',
      { 'content/roadmap/r.yaml': '- { id: gateway, title: A, layer: itt, when: 2026-Q1 }\n' },
    ],
  ])('%s', async (_, changes) => {
    const named = {
      'content/initiatives/i.mdx':
        '---\ntitle: I\nphase: pilot\nsites: [{ site: A, phase: pilot }]\n---\n',
      'content/roadmap/s.yaml':
        '- { id: b, title: B, layer: ot, when: 2026-Q2, needs: [gateway] }\n',
    };
    const { problems } = await compose({
      ...named,
      'content/roadmap/r.yaml': '- { id: gateway, title: A, layer: it, when: 2026-Q1 }\n',
      ...changes,
    });
    expect(problems.length).toBeGreaterThan(0);
    expect([...new Set(problems.map((problem) => problem.file))]).toEqual([
      Object.keys(changes).at(-1),
    ]);
  });
});

describe('a problem says where, what was found, what is allowed and what to do', () => {
  it.each([
    [
      'unknown field',
      { 'content/goals/less-downtime.yaml': 'title: Less downtime\nmetrik: downtime\n' },
      ['content/goals/less-downtime.yaml:2:1', 'unknown field "metrik"', 'did you mean "metric"?'],
    ],
    [
      'mistyped id',
      { 'content/goals/less-downtime.yaml': 'title: Less downtime\nmetric: downtme\n' },
      [':2:9', 'there is no metric "downtme"', 'did you mean "downtime"?'],
    ],
    [
      'a contribution through an item that is not there',
      {
        'content/goals/less-downtime.yaml':
          'title: Less downtime\ncontributions:\n  it:\n    - { text: One list, via: [gatway] }\n',
        'content/roadmap/r.yaml': '- { id: gateway, title: A, layer: it, when: 2026-Q1 }\n',
      },
      [
        'content/goals/less-downtime.yaml:4:31',
        'there is no initiative or roadmap item "gatway"',
        'allowed: gateway',
        'did you mean "gateway"?',
      ],
    ],
    [
      'a contribution through an initiative that is not there',
      {
        'content/goals/less-downtime.yaml':
          'title: Less downtime\ncontributions:\n  ot:\n    - { text: Reasons, via: [codes] }\n',
      },
      [
        'less-downtime.yaml:4:30',
        'there is no initiative or roadmap item "codes"',
        'allowed: none is defined yet',
        'add the initiative or roadmap item',
      ],
    ],
    [
      'a contribution that moves an unknown metric',
      {
        'content/goals/less-downtime.yaml':
          'title: Less downtime\ncontributions:\n  business:\n    - { text: Plan, metric: downtme }\n',
      },
      ['less-downtime.yaml:4:29', 'there is no metric "downtme"', 'did you mean "downtime"?'],
    ],
    [
      'a contribution with a field of its own',
      {
        'content/goals/less-downtime.yaml':
          'title: Less downtime\ncontributions:\n  it:\n    - { text: One list, vja: [x] }\n',
      },
      [
        'less-downtime.yaml:4:25',
        'unknown field "vja" in contributions.it entry 1',
        'did you mean "via"?',
      ],
    ],
    [
      'one function described twice',
      {
        'content/functions.yaml':
          '- { lens: ot, focus: [uptime] }\n- { lens: ot, focus: [safety] }\n',
      },
      [
        'content/functions.yaml:2:11',
        'the lens "ot" is used twice; first in content/functions.yaml:1',
      ],
    ],
    [
      'a text where a list belongs',
      { 'content/functions.yaml': '- { lens: ot, focus: uptime }\n' },
      [
        'functions.yaml:1:22',
        'entry 1, focus is "uptime"',
        'allowed: a list',
        'write it as a list: focus: [uptime]',
      ],
    ],
    [
      'a field that is missing, with what it is for',
      {
        'content/initiatives/i.mdx':
          '---\ntitle: I\nphase: pilot\ngates: [{ id: g, phase: pilot }]\n---\n',
      },
      ['i.mdx:4:9', 'gates "g", due is missing', 'add due (when the decision is due)'],
    ],
    [
      'an entry of a list is called by its name',
      { 'content/sites.yaml': '- { id: A, name: Alpha, shiftsPerDay: 9 }\n' },
      ['sites.yaml:1:39', '"A", shiftsPerDay is 9', 'allowed: at most 6'],
    ],
    [
      'YAML syntax',
      { 'content/goals/less-downtime.yaml': 'title: "Less\n' },
      ['less-downtime.yaml:1:8', 'the quote " is not closed', 'write " at the end'],
    ],
    [
      'missing field',
      { 'content/goals/less-downtime.yaml': 'metric: downtime\n' },
      ['title is missing', 'add title'],
    ],
    [
      'column that does not exist',
      {
        'content/metrics/downtime.yaml': BASE['content/metrics/downtime.yaml']?.replace(
          'sum: hours',
          'sum: hour',
        ) as string,
      },
      ['the column "hour"', 'did you mean "hours"?', 'downtime.yaml:'],
    ],
    ['MDX syntax', playbook('<Steps>\n\nfoo'), ['content/playbooks/p.mdx:5:1', 'this is not MDX']],
    [
      'unknown component',
      playbook('<Stepz />'),
      ['p.mdx:5:1', 'unknown component <Stepz>', 'did you mean <Steps>?'],
    ],
    ['import', playbook('import x from "y"'), ['p.mdx:5:1', 'is code', 'playbooks are data']],
    ['expression', playbook('Sum {1 + 1}'), ['p.mdx:5:5', 'the expression {1 + 1} is code']],
    [
      'unknown id in a component',
      playbook('<Metric id="downtim" />'),
      ['there is no metric "downtim"', 'did you mean "downtime"?'],
    ],
    [
      'prop that does not exist',
      playbook('<Callout knd="safety">\n\nx\n\n</Callout>'),
      ['p.mdx:5:10', '<Callout> has no prop "knd"', 'did you mean "kind"?'],
    ],
    [
      'word that is not allowed',
      playbook('é\n\n<Callout title="kind" kind="saftey">\n\nx\n\n</Callout>'),
      [
        'p.mdx:7:23',
        'kind of <Callout> is "saftey"',
        'allowed: note, warning, safety',
        'did you mean "safety"?',
      ],
    ],
    [
      'minutes that are no number',
      playbook('<Steps>\n\n<Step title="A" minutes="five">\n\nx\n\n</Step>\n\n</Steps>'),
      ['p.mdx:7:17', 'minutes of <Step> is "five"', 'a number'],
    ],
    [
      'prop that is needed',
      playbook('<Chart />'),
      ['p.mdx:5:1', '<Chart> lacks the prop "metric"'],
    ],
    [
      'lens that is none',
      playbook('<Lens is="ops">\n\nx\n\n</Lens>'),
      ['p.mdx:5:7', 'business, it, ot'],
    ],
    [
      'review that is not there',
      {
        ...playbook('<Gate initiative="i" review="g2" />'),
        'content/initiatives/i.mdx':
          '---\ntitle: I\nphase: pilot\ngates: [{ id: g1, phase: pilot, due: 2026-01-01 }]\n---\n',
      },
      ['p.mdx:5:22', 'there is no review "g2"', 'did you mean "g1"?'],
    ],
    [
      'own chart of a field that is not there',
      playbook(
        '<VegaLite metric="downtime" spec={{ "mark": "bar", "encoding": { "x": { "field": "valeu", "type": "quantitative" } } }} />',
      ),
      ['p.mdx:5:1', 'there is no field "valeu"', 'did you mean "value"?'],
    ],
    [
      'own chart of a mark that is none',
      playbook('<VegaLite metric="downtime" spec={{ "mark": "barr", "encoding": {} }} />'),
      ['p.mdx:5:1', 'there is no mark "barr"', 'did you mean "bar"?'],
    ],
    [
      'own chart that loads from elsewhere',
      playbook(
        '<VegaLite metric="downtime" spec={{ "layer": [{ "mark": "line", "data": { "url": "https://example.org/x.csv" } }] }} />',
      ),
      ['p.mdx:5:1', 'the spec holds "data"'],
    ],
    [
      'own chart of a channel that is none',
      playbook(
        '<VegaLite metric="downtime" spec={{ "mark": "bar", "encoding": { "xx": { "field": "value", "type": "quantitative" } } }} />',
      ),
      ['p.mdx:5:1', 'xx is not a valid encoding channel'],
    ],
    [
      'link that leads nowhere',
      playbook('See [it](/metrics/downtme/).'),
      [
        'p.mdx:5:5',
        'the link /metrics/downtme/ leads nowhere',
        'did you mean "/metrics/downtime/"?',
      ],
    ],
    [
      'link to a page beside it that is not there',
      playbook('See [it](../../metrics/downtme/).'),
      [
        'p.mdx:5:5',
        'the link ../../metrics/downtme/ leads nowhere',
        'did you mean "/metrics/downtime/"?',
      ],
    ],
    [
      'link into a section that is none',
      playbook('See [it](/metric/downtime/).'),
      ['p.mdx:5:5', 'there is no section "metric"', 'did you mean "/metrics/downtime/"?'],
    ],
    [
      'link to a report that is not there',
      playbook('See [it](/reports/2026-10/#money).'),
      ['p.mdx:5:5', 'there is no report "2026-10"', 'link to a page that is there'],
    ],
    [
      'circle',
      {
        'content/roadmap/r.yaml':
          '- { id: a, title: A, layer: it, when: 2026-Q1, needs: [b] }\n- { id: b, title: B, layer: ot, when: 2026-Q1, needs: [a] }\n',
      },
      ['needs goes in a circle: a → b → a', 'r.yaml:1:'],
    ],
    [
      'two items with one id',
      {
        'content/roadmap/r.yaml':
          '- { id: a, title: A, layer: it, when: 2026-Q1 }\n- { id: a, title: B, layer: ot, when: 2026-Q1 }\n',
      },
      ['the id "a" is used twice', 'r.yaml:2:'],
    ],
    [
      'must that cannot be parsed',
      {
        'content/initiatives/i.mdx':
          '---\ntitle: I\nphase: pilot\ngates:\n  - { id: g, phase: pilot, due: 2026-01-01, criteria: [{ id: c, metric: downtime, must: about 80 }] }\n---\n',
      },
      ['i.mdx:5:', 'about 80'],
    ],
    [
      'sign-off in the future',
      {
        'content/initiatives/i.mdx':
          '---\ntitle: I\nphase: pilot\ngates:\n  - { id: g, phase: pilot, due: 2026-01-01, signOffs: [{ role: it-lead, name: N, date: 2190-01-01, verdict: agree }] }\n---\n',
      },
      ['dated 2190-01-01, and today is '],
    ],
    [
      'path out of the data folder',
      { 'data/datapackage.json': CONTRACT.replace('stops.csv', '../stops.csv') },
      ['a path inside the data folder'],
    ],
  ])('%s', async (_, changes, wanted) => {
    const { portal, text } = await compose(changes as Record<string, string>);
    expect(portal).toBeNull();
    for (const part of wanted) expect(text).toContain(part);
  });
  it('one fault of YAML is one problem', async () => {
    const { problems } = await compose({
      'content/goals/less-downtime.yaml': 'title: Less downtime\ntarget:\n\tvalue: 3\n',
    });
    expect(problems.map((problem) => `${problem.line} ${problem.code}`)).toEqual([
      '3 content/syntax',
    ]);
  });
  it('all problems of a run are shown', async () => {
    const { text } = await compose({
      'content/goals/less-downtime.yaml': 'titel: X\n',
      ...playbook('<Stepz />'),
    });
    expect(text).toContain('titel');
    expect(text).toContain('Stepz');
  });
  it('a bad dump is replaced by the last good one, and the page says so', async () => {
    const root = await mkdtemp(join(tmpdir(), 'trilens-'));
    const write = async (name: string, text: string) => {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), text);
    };
    for (const [name, text] of Object.entries(BASE)) await write(name, text);
    const options = {
      contentDir: join(root, 'content'),
      dataDir: join(root, 'data'),
      asOf: '2026-02-10',
      cacheDir: join(root, 'cache'),
    };
    await composePortal(options);
    await write('data/stops.csv', 'day;place;hours;planned\n2026-01-05;A;90;100\n');
    const { portal, problems } = await composePortal(options);
    expect(problems[0]).toMatchObject({ severity: 'warning', code: 'export/header' });
    expect(portal?.metrics.get('downtime')?.all.latest?.value).toBeCloseTo(100 / 11, 9);
    expect(portal?.metrics.get('downtime')?.doubts[0]).toContain('these are the last good numbers');
  });
});
