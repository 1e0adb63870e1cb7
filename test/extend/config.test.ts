import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, trilens } from '../cli/trilens.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-config-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** What `trilens check` prints with a configuration beside the content. */
async function checked(config: string, ...args: string[]) {
  await writeFile(join(dir, 'trilens.config.ts'), config);
  return trilens(['check', ...args], { cwd: dir });
}
const rule = (id: string) =>
  `{ id: '${id}', severity: 'warn', what: 'w', why: 'y', fix: 'f', check: () => [] }`;

describe('a trilens.config.ts that cannot be used stops the command and names the line', () => {
  it.each([
    [
      'throws',
      "const spare = 1;\nthrow new Error('the plant is closed');\nexport default {};",
      'trilens.config.ts:2:7  error  it could not be run: the plant is closed',
    ],
    [
      'imports what is not there',
      "import { x } from './gone.ts';\nexport default { rules: x };",
      'trilens.config.ts:1',
    ],
    ['exports nothing', 'export const rules = [];', 'it has no default export that is an object'],
    [
      'has a block without a name',
      "export default {\n  blocks: [{ component: './A.astro', says: 'a' }],\n};",
      'trilens.config.ts:2:3  error  block 1 name is missing',
    ],
    [
      'has a field that does not exist',
      `export default {\n  rulez: [],\n};`,
      'trilens.config.ts:2:3  error  unknown field rulez\n    allowed: blocks, components, pages, stylesheet, rules, criteria, sources, reporters, messages\n    to do: did you mean "rules"?',
    ],
    [
      'has a word that a rule does not take',
      `export default {\n  rules: [{ id: 'a/b', severity: 'loud', what: 'w', why: 'y', fix: 'f', check: () => [] }],\n};`,
      'rule a/b severity is "loud"\n    allowed: error, warn, info',
    ],
    [
      'replaces a component that does not exist',
      "export default {\n  components: { ReviewCart: './trilens.config.astro' },\n};",
      'Trilens has no component "ReviewCart"',
    ],
    [
      'has two rules with one id',
      `export default { rules: [${rule('plant/code')}, ${rule('plant/code')}] };`,
      'there are two entries for the rule "plant/code"',
    ],
    [
      'has a rule of Trilens',
      `export default { rules: [${rule('pod/roles')}] };`,
      'the rule "pod/roles" is one of Trilens already',
    ],
    [
      'words a problem that does not exist',
      "export default {\n  messages: { 'export/mising': 'call 4711' },\n};",
      'there is no problem and no rule "export/mising"',
    ],
    [
      'names a file that is not there',
      "export default {\n  blocks: [{ name: 'A', component: './A.astro', says: 'a' }],\n};",
      'trilens.config.ts:2:37  error  there is no file ./A.astro',
    ],
  ])('%s', async (_, config, message) => {
    const { code, out, err } = await checked(config);
    expect(code).toBe(1);
    expect(err).toContain(message);
    expect(err).toContain('to do: ');
    expect(out + err).not.toContain('    at ');
  });
});

describe('messages of a trilens.config.ts', () => {
  it('say what to do about a problem and a finding, with the words of Trilens where they ask for them', async () => {
    const playbook = join(dir, 'content/playbooks/name-a-stop.mdx');
    const text = await readFile(playbook, 'utf8');
    await writeFile(playbook, text.replace('owner: B. Line', 'owner: B. Line\nreviwed: x'));
    const config =
      "export default { messages: { 'content/unknown-field': '{fix} Ask 4711.', 'goal/no-guardrail': 'see the handbook' } };";
    expect((await checked(config)).out).toContain('did you mean "reviewed"? Ask 4711.');
    await writeFile(playbook, text);
    const goal = join(dir, 'content/goals/fewer-stops.yaml');
    const written = await readFile(goal, 'utf8');
    await writeFile(goal, written.replace('guardrails: [rejected-parts]\n', ''));
    expect((await checked(config)).out).toContain('to do: see the handbook  [goal/no-guardrail]');
    await writeFile(goal, written);
  });
});

describe('rules, criteria, sources and reporters of a trilens.config.ts', () => {
  it('are asked and read as the shipped ones are, and a change of the file is seen', async () => {
    const initiative = join(dir, 'content/initiatives/early-signs.mdx');
    const text = await readFile(initiative, 'utf8');
    await writeFile(
      initiative,
      text.replace(
        /( +)criteria:\n/,
        '$1criteria:\n$1  - { id: trained, kind: training, of: 12, trained: 11 }\n',
      ),
    );
    await writeFile(join(dir, 'data/stops.jsonl'), await jsonLines(join(dir, 'data/stops.csv')));
    await rm(join(dir, 'data/stops.csv'));
    const contract = join(dir, 'data/datapackage.json');
    await writeFile(
      contract,
      (await readFile(contract, 'utf8')).replace('stops.csv', 'stops.jsonl'),
    );
    const playbook = join(dir, 'content/playbooks/name-a-stop.mdx');
    await writeFile(playbook, `${await readFile(playbook, 'utf8')}\nSee [shifts](/shifts/).\n`);
    await mkdir(join(dir, 'pages'));
    await writeFile(join(dir, 'pages/shifts.astro'), '<p>Early, late, night</p>\n');
    const config = (needed: number) => `import { defineConfig } from 'trilens';
export default defineConfig({
  pages: './pages',
  rules: [{ id: 'plant/goal-code', severity: 'error', what: 'w', why: 'y', fix: 'add code',
    check: ({ portfolio }) => portfolio.goals.map(({ id }) => ({ record: 'goals/' + id, what: 'It has no code.' })) }],
  criteria: [{ kind: 'training', says: 's', fields: { of: { says: 'a', is: 'number', required: true }, trained: { says: 'b', is: 'number' } },
    words: () => 'trained', judge: ({ trained }) => trained >= ${needed} ? { state: 'met', because: 'enough' } : { state: 'not-met', because: 'too few' } }],
  sources: [{ name: 'JSON lines', endings: ['jsonl'], begins: (bytes) => bytes[0] === 0x7b,
    read: (bytes) => { const rows = new TextDecoder().decode(bytes).trim().split('\\n').map((line) => JSON.parse(line));
      return { columns: Object.keys(rows[0]).map((name) => ({ name, kind: 'text' })), rows: rows.map((row) => Object.values(row)) }; } }],
  reporters: [{ name: 'count', write: ({ findings, quarantine }) => findings.filter(({ rule }) => rule === 'plant/goal-code').length + ' and ' + quarantine.length }],
});`;
    const first = await checked(config(12), '--fail-on', 'error');
    expect(first.err).toBe('');
    expect(first.code).toBe(2);
    expect(first.out).toMatch(
      /content[/\\]goals[/\\]fewer-stops\.yaml:1 {2}error {2}Unplanned stops: It has no code\./,
    );
    expect(first.out).toContain('0 problems');
    // A lock knows criteria of one's own: one that comes after it is a change.
    expect(first.out).toContain('since the lock of 28 May 2026 added: trained');
    expect((await checked(config(12), '--format', 'count')).out.trim()).toBe('1 and 0');
    const bad = await checked(config(12).replace('JSON.parse(line)', 'line.nothing.at(1)'));
    expect(bad.out).toContain('the source JSON lines of trilens.config.ts failed');
  });
});

async function jsonLines(csv: string): Promise<string> {
  const [head = '', ...rows] = (await readFile(csv, 'utf8')).trim().split('\n');
  const names = head.split(',');
  return rows
    .map((row) => {
      const cells = row.split(',');
      return `${JSON.stringify(Object.fromEntries(names.map((name, at) => [name, cells[at]])))}\n`;
    })
    .join('');
}
