import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { SHIPPED_RULES } from '#model/findings/index.ts';
import { trilens } from './trilens.ts';

/** What a cell may hold when somebody means harm: an escape sequence, markup, a line break, a workflow command. */
const HOSTILE = '\u001b[31mred</failure><x y="&\'">\n::error::owned\u0001';
let folder: string;
let args: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trilens-check-'));
  await cp('test/fixtures/healthy', folder, { recursive: true });
  const edit = async (file: string, from: string, to: string) => {
    const text = await readFile(join(folder, file), 'utf8');
    expect(text).toContain(from);
    await writeFile(
      join(folder, file),
      text.replace(from, () => to),
    );
  };
  await edit('content/initiatives/watch.mdx', '  operatorVoice: { name: Otto }\n', '');
  await edit(
    'content/initiatives/watch.mdx',
    'title: Watch\n',
    `title: ${JSON.stringify(`Watch, 100 %: ${'<b>'}\n::warning::x`)}\n`,
  );
  await edit(
    'data/acted.csv',
    '2026-09-28,A,',
    `2026-09-28,A,"${HOSTILE.replaceAll('"', '""')}\n",50,2026-10-06\n2026-09-21,C,`,
  );
  args = [
    'check',
    '--content',
    join(folder, 'content'),
    '--data',
    join(folder, 'data'),
    '--cache',
    join(folder, 'cache'),
  ];
});

const check = async (...more: string[]) => trilens([...args, ...more]);

describe('trilens check', () => {
  it('prints problems, rows quarantined and findings together, each with file and line, without what a terminal obeys', async () => {
    const { out, code } = await check();
    expect(code).toBe(0);
    expect(out).toMatch(
      /content\/initiatives\/watch\.mdx:\d+ {2}warning .*No operator voice\.\n {4}to do: appoint an operator voice {2}\[pod\/operator-voice\]/,
    );
    expect(out).toMatch(/data\/acted\.csv:\d+ {2}a {2}quarantined/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is there is the point
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
  it('says once what is to be done for everything of one kind, and names rows with one fault in one line', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'trilens-check-'));
    await cp(folder, dir, { recursive: true });
    const rows = await readFile(join(dir, 'data/acted.csv'), 'utf8');
    await writeFile(
      join(dir, 'data/acted.csv'),
      `${rows}${'2026-09-28,Nowhere,1,2,2026-10-06\n'.repeat(3)}2026-10-05,B,1,50,2026-10-06\n2026-09-28,Nowhere,1,2,2026-10-06\n`,
    );
    for (const name of ['one', 'two'])
      await writeFile(
        join(dir, `content/metrics/${name}.yaml`),
        'title: Rows\ntype: outcome\ndirection: down\nexport: acted\ndate: period\nvalue: { count: period }\n',
      );
    const { out } = await trilens([
      'check',
      '--content',
      join(dir, 'content'),
      '--data',
      join(dir, 'data'),
      '--cache',
      join(dir, 'cache'),
    ]);
    expect(out).toMatch(
      /acted\.csv:(\d+)-\d+,\d+ {2}site {2}quarantined {2}"Nowhere" is not a site/,
    );
    expect(out.match(/Nowhere/g)).toHaveLength(1);
    expect(out.match(/\[metric\/owner\]/g)).toHaveLength(1);
    expect(out).toMatch(
      /one\.yaml:1 {2}error {2}Rows: No owner and steward is named\.\n.*two\.yaml:1 .*\n {4}to do: /,
    );
  });
  it('fails at the level that is asked for', async () => {
    expect((await check('--fail-on', 'error')).code).toBe(2);
    expect((await check('--fail-on', 'never')).code).toBe(0);
    const { code, err } = await check('--fail-on', 'sometimes');
    expect([code, err]).toEqual([64, expect.stringContaining('error, warning')]);
  });
  it('names the formats when one is not known', async () =>
    expect((await check('--format', 'html')).err).toContain('human, json, sarif, github, junit'));
  it('gives one JSON document, also as --json', async () => {
    const { out } = await check('--format', 'json');
    expect((await check('--json')).out).toBe(out);
    const report = JSON.parse(out) as {
      problems: unknown[];
      findings: { rule: string; line: number; lens: string; role: string; records: string[] }[];
      quarantine: { reason: string }[];
    };
    expect(report.findings.find((finding) => finding.rule === 'pod/operator-voice')).toMatchObject({
      severity: 'warn',
      record: 'initiatives/watch',
      lens: 'ot',
      role: 'OT lead',
      person: 'Olaf',
      line: expect.any(Number),
    });
    expect(report.quarantine.length).toBeGreaterThan(0);
  });
  it('leads from SARIF to the page of each rule and each kind of problem, where the portal has an address', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'trilens-check-'));
    await cp(join(folder, 'content'), join(dir, 'content'), { recursive: true });
    const settings = join(dir, 'content', 'portfolio.yaml');
    await writeFile(
      settings,
      `url: https://portal.example/line/\n${await readFile(settings, 'utf8')}`,
    );
    await writeFile(join(dir, 'content', 'goals', 'odd.yaml'), 'titel: Odd\n');
    const { out } = await trilens([
      'check',
      '--content',
      join(dir, 'content'),
      '--data',
      join(folder, 'data'),
      '--cache',
      join(dir, 'cache'),
      '--format',
      'sarif',
    ]);
    const log = JSON.parse(out) as {
      runs: {
        tool: { driver: { rules: { id: string; helpUri?: string }[] } };
        results: { ruleId: string; ruleIndex: number }[];
      }[];
    };
    const rules = log.runs[0]?.tool.driver.rules ?? [];
    const result = log.runs[0]?.results.find(({ ruleId }) => ruleId === 'content/unknown-field');
    expect(rules[result?.ruleIndex ?? -1]?.helpUri).toBe(
      'https://portal.example/line/guide/problems/#content-unknown-field',
    );
    expect(rules.find(({ id }) => id === 'pod/operator-voice')?.helpUri).toBe(
      'https://portal.example/line/guide/rules/pod/operator-voice/',
    );
    await rm(dir, { recursive: true });
  });
  it('gives SARIF 2.1.0 that holds to its schema, with every rule and its page-long words', async () => {
    const log = JSON.parse((await check('--format', 'sarif')).out) as {
      runs: {
        tool: { driver: { rules: { id: string }[] } };
        results: {
          ruleId: string;
          ruleIndex: number;
          level: string;
          locations: {
            physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } };
          }[];
        }[];
      }[];
    };
    const valid = addFormats(new Ajv({ strict: false, unicodeRegExp: false })).compile(
      JSON.parse(await readFile('test/fixtures/sarif-2.1.0.schema.json', 'utf8')),
    );
    expect(valid(log), JSON.stringify(valid.errors)).toBe(true);
    const run = log.runs[0] as (typeof log.runs)[number];
    expect(run.tool.driver.rules.map((rule) => rule.id)).toEqual(
      expect.arrayContaining(SHIPPED_RULES.map((rule) => rule.id)),
    );
    for (const result of run.results)
      expect(run.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
    const voice = run.results.find((result) => result.ruleId === 'pod/operator-voice');
    expect(voice).toMatchObject({
      level: 'warning',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: expect.stringMatching(/content\/initiatives\/watch\.mdx$/) },
          },
        },
      ],
    });
  });
  it('gives one GitHub command a line; a cell can neither end it nor begin another', async () => {
    const { out } = await check('--format', 'github');
    const lines = out.trimEnd().split('\n');
    for (const line of lines)
      expect(line).toMatch(
        /^::(error|warning|notice) (file=[^,:]+,)?(line=\d+,)?(col=\d+,)?title=[\w%/-]+::[^\n\r]+$/,
      );
    expect(lines.join('')).toContain('100 %25');
    expect(lines.find((line) => line.includes('operator-voice'))).toContain('%0A::warning::x');
  });
  it('gives JUnit XML that parses, with a passing case for every rule that found nothing', async () => {
    const { out } = await check('--format', 'junit', '--fail-on', 'warning');
    expect(wellFormed(out)).toBe(true);
    expect(out).toContain('classname="pod/operator-voice"');
    expect(out).toMatch(/<testcase classname="pod\/roles" name="[^"]+"\/>/);
    expect(out).toMatch(/<testsuites tests="\d+" failures="[1-9]\d*" errors="0" skipped="0">/);
    expect(out).not.toContain('<x y=');
  });
});

describe('trilens check of what cannot be built', () => {
  let broken: string[];
  beforeAll(async () => {
    const dir = await mkdtemp(join(tmpdir(), 'trilens-check-'));
    await cp('src/cli/starter', dir, { recursive: true });
    for (const name of ['fewer-stops', 'other'])
      await writeFile(
        join(dir, `content/goals/${name}.yaml`),
        'title: X\nmetrik: unplanned-stops\n',
      );
    broken = [
      'check',
      '--content',
      join(dir, 'content'),
      '--data',
      join(dir, 'data'),
      '--cache',
      join(dir, 'cache'),
      '--format',
    ];
  });
  it.each(['human', 'json', 'sarif', 'github', 'junit'])(
    'as %s: exit code 1, both mistakes with file, line and what was meant, and nothing else',
    async (format) => {
      const { code, out, err } = await trilens([...broken, format]);
      expect([code, err]).toEqual([1, '']);
      expect(out.match(/unknown field (\\"|"|&quot;)metrik/g)?.length).toBeGreaterThanOrEqual(2);
      for (const part of ['fewer-stops.yaml', 'other.yaml', 'did you mean'])
        expect(out).toContain(part);
      expect(out).not.toMatch(/\n\s+at .*\.ts:|node:internal/);
    },
  );
  it('says of rules that were not asked that they were not, instead of letting them pass', async () => {
    expect((await trilens([...broken, 'human'])).out).toContain(
      'The rules were not run: fix the errors first.',
    );
    expect(JSON.parse((await trilens([...broken, 'json'])).out)).toMatchObject({
      judged: false,
      findings: [],
    });
    const { out } = await trilens([...broken, 'junit']);
    expect(wellFormed(out)).toBe(true);
    expect(out).not.toMatch(/<testcase [^>]*\/>/);
    expect(out).toMatch(/<testsuites tests="(\d+)" failures="2" errors="0" skipped="\d{3}">/);
  });
});

describe('what a portfolio says of rules', () => {
  const withSettings = async (text: string, ...more: string[]) => {
    const dir = await mkdtemp(join(tmpdir(), 'trilens-check-'));
    await cp(folder, dir, { recursive: true });
    await writeFile(
      join(dir, 'content/portfolio.yaml'),
      `${await readFile(join(folder, 'content/portfolio.yaml'), 'utf8')}${text}`,
    );
    return trilens([
      'check',
      '--content',
      join(dir, 'content'),
      '--data',
      join(dir, 'data'),
      '--cache',
      join(dir, 'cache'),
      ...more,
    ]);
  };
  it('a rule is switched off, graded otherwise, or given other limits', async () => {
    expect((await withSettings('rules:\n  pod/operator-voice: off\n')).out).not.toContain(
      '[pod/operator-voice]',
    );
    expect((await withSettings('rules:\n  pod/operator-voice: error\n')).out).toMatch(
      /error {2}.*No operator voice/,
    );
    expect(
      (
        await withSettings(
          'rules:\n  initiative/adoption-underfunded: { ratio: 9, severity: info }\n',
        )
      ).out,
    ).toMatch(/note {2}.*110 k on process and adoption/);
  });
  it('an accepted finding stands apart with its reason, and does not fail the check', async () => {
    const accepted =
      'accept:\n  - { rule: pod/operator-voice, record: initiatives/watch, reason: we are searching, by: Stella, until: 2026-12-31 }\n';
    const { out } = await withSettings(accepted);
    expect(out).toContain('accepted by Stella until 2026-12-31: we are searching');
    const sarif = JSON.parse((await withSettings(accepted, '--format', 'sarif')).out) as {
      runs: { results: { ruleId: string; suppressions?: unknown[] }[] }[];
    };
    expect(
      sarif.runs[0]?.results.find((result) => result.ruleId === 'pod/operator-voice')?.suppressions,
    ).toEqual([{ kind: 'external', justification: expect.stringContaining('we are searching') }]);
    expect((await withSettings(accepted, '--format', 'github')).out).not.toContain(
      'pod/operator-voice',
    );
  });
  it('an acceptance that has ended is an error, and the finding is open again', async () => {
    const { out } = await withSettings(
      'accept:\n  - { rule: pod/operator-voice, record: initiatives/watch, reason: we were searching, by: Stella, until: 2026-09-30 }\n',
    );
    expect(out).toContain('[lint/acceptance-expired]');
    expect(out).toContain('[pod/operator-voice]');
  });
  it.each([
    [
      'rules:\n  pod/operator-voise: off\n',
      'there is no rule "pod/operator-voise"',
      'did you mean "pod/operator-voice"?',
      /portfolio\.yaml:\d+:3 /,
    ],
    [
      'rules:\n  initiative/purgatory: { dais: 300 }\n',
      'has no limit "dais"',
      'did you mean "days"?',
      /portfolio\.yaml:\d+:27 /,
    ],
    [
      'rules:\n  pod/roles: loud\n',
      'rules.pod/roles is "loud"',
      'error, warn, info or off',
      /portfolio\.yaml:\d+:14 /,
    ],
    [
      'accept:\n  - { rule: pod/role, reason: r, by: b, until: 2026-12-31 }\n',
      'there is no rule "pod/role"',
      'did you mean "pod/roles"?',
      /portfolio\.yaml:\d+:13 /,
    ],
    [
      'accept:\n  - { rule: pod/roles, record: initiatives/wach, reason: r, by: b, until: 2026-12-31 }\n',
      'there is no record "initiatives/wach"',
      'did you mean "initiatives/watch"?',
      /portfolio\.yaml:\d+:\d+ /,
    ],
    [
      'accept:\n  - { rule: pod/roles, until: 2026-12-31 }\n',
      'reason is missing',
      'add',
      /portfolio\.yaml:\d+:\d+ /,
    ],
  ])('%j is an error with its place and what was meant', async (text, found, fix, place) => {
    const { out, code } = await withSettings(text);
    expect(code).toBe(1);
    for (const part of [found, fix]) expect(out).toContain(part);
    expect(out).toMatch(place);
  });
});

/** Tags nest, attributes are quoted, every ampersand begins an entity, no forbidden character. */
function wellFormed(xml: string): boolean {
  const open: string[] = [];
  const rest = xml
    .replace(/^<\?xml [^>]*\?>/, '')
    .replaceAll(
      /<(\/?)([\w]+)((?: [\w]+="[^"<&]*(?:&(?:amp|lt|gt|quot|apos|#\d+);[^"<&]*)*")*)(\/?)>/g,
      (_, end: string, name: string, __, alone: string) => {
        if (end) return open.pop() === name ? '' : '<';
        if (!alone) open.push(name);
        return '';
      },
    );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids them
  const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;
  return (
    open.length === 0 &&
    !/[<>]/.test(rest) &&
    !/&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(rest) &&
    !forbidden.test(xml)
  );
}
