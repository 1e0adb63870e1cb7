import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemLine } from '#model/problem.ts';
import { composePortal } from '#site/compose.ts';

async function compose(body: string, trusted = true) {
  const root = await mkdtemp(join(tmpdir(), 'trilens-trusted-'));
  const files = {
    'content/portfolio.yaml': `name: Small\ntrustedMdx: ${trusted}\n`,
    'content/playbooks/shifts.ts': 'export const shifts: string[] = ["early", "late", "night"];\n',
    'content/playbooks/p.mdx': `---\ntitle: P\n---\n\n${body}\n`,
    'data/datapackage.json': '{ "resources": [] }',
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  const { portal, problems } = await composePortal({
    contentDir: join(root, 'content'),
    dataDir: join(root, 'data'),
    cacheDir: join(root, 'cache'),
    asOf: '2026-10-07',
  });
  return { playbook: portal?.portfolio.playbooks[0], text: problems.map(problemLine).join('\n') };
}

const CODE = `import { shifts } from './shifts.ts'

export const Loud = ({ children }) => <strong className="loud">{children}</strong>

## Over {shifts.length} shifts

<Steps title={"Every " + shifts[0] + " shift"}>
  {shifts.map((shift) => <Step title={"Hand over: " + shift} minutes={2 + 3}>As the <Loud>{shift}</Loud> shift ends.</Step>)}
</Steps>`;

describe('content of a portfolio that trusts its MDX', () => {
  it('imports, exports and computes, and what comes of it is a playbook like any other', async () => {
    const { playbook, text } = await compose(CODE);
    expect(text).not.toContain('error');
    expect(playbook?.headings).toEqual([{ depth: 2, id: 'over-3-shifts', text: 'Over 3 shifts' }]);
    const steps = playbook?.body.find((node) => node.kind === 'component');
    expect(steps).toMatchObject({ name: 'Steps', props: { title: 'Every early shift' } });
    const inside =
      steps?.kind === 'component' ? steps.children.filter((node) => node.kind === 'component') : [];
    expect(inside.map((node) => node.props)).toEqual(
      ['early', 'late', 'night'].map((shift) => ({ title: `Hand over: ${shift}`, minutes: 5 })),
    );
    expect(inside[2]?.children).toEqual([
      { kind: 'html', html: 'As the <strong class="loud">night</strong> shift ends.' },
    ]);
  });

  it('is data again where the portfolio does not say so: the same file is refused with its lines', async () => {
    const { playbook, text } = await compose(CODE, false);
    expect(playbook).toBeUndefined();
    expect(text).toContain('p.mdx:5:1');
    expect(text).toContain('is code');
  });

  it.each([
    [
      'a component that is not there',
      'Text\n\n<Stepz />',
      ['p.mdx:7:1', 'unknown component <Stepz>', 'did you mean <Steps>?'],
    ],
    [
      'an id that is not there',
      '<Metric id={"down" + "time"} />',
      ['p.mdx:5:1', 'there is no metric "downtime"'],
    ],
    [
      'a word that is not allowed',
      '<Callout kind={"saf" + "ty"}>x</Callout>',
      ['p.mdx:5:1', 'did you mean "safety"?'],
    ],
    [
      'code that throws',
      '{missing.length}',
      ['p.mdx:5:1', 'its code failed: missing is not defined'],
    ],
    [
      'an import that is not there',
      'import { x } from "./nowhere.ts"\n\n{x}',
      ['p.mdx', 'its code failed', 'nowhere.ts'],
    ],
    ['MDX that cannot be read', '<Steps>\n\nx', ['p.mdx:5:1', 'this is not MDX']],
    ['a link that runs code', '[x](javascript:alert(1))', ['the link "javascript:alert(1)"']],
  ])('names %s with its place', async (_, body, wanted) => {
    const { playbook, text } = await compose(body);
    expect(playbook).toBeUndefined();
    for (const part of wanted) expect(text).toContain(part);
  });
});
