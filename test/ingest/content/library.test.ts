import { rm } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { composeBakery } from '../../bakery.ts';

const roots: string[] = [];
async function compose(changes: Record<string, string>, asOf: string | null = null) {
  const files = Object.entries(changes).map(([name, text]) => [`content/${name}`, text]);
  const composed = await composeBakery(Object.fromEntries(files), asOf);
  roots.push(composed.root);
  return composed;
}
afterEach(async () => {
  for (const root of roots.splice(0)) await rm(root, { recursive: true });
});

const playbook = (body: string, fields = '') => `---\ntitle: A text\n${fields}---\n\n${body}\n`;
const written = (portal: Awaited<ReturnType<typeof compose>>['portal'], id: string) =>
  JSON.stringify(portal?.portfolio.playbooks.find((one) => one.id === id)?.body);

describe('folders of playbooks', () => {
  it('are read at any depth, and leave ids and addresses as they are', async () => {
    const { portal, text } = await compose({
      'playbooks/line-1/start/oven.mdx': playbook('[Back](../../rest.mdx)'),
      'playbooks/rest.mdx': playbook('[In](line-1/start/oven.mdx)'),
    });
    expect(text).not.toContain('error');
    const oven = portal?.portfolio.playbooks.find(({ id }) => id === 'oven');
    expect(oven?.folder).toEqual(['line-1', 'start']);
    expect(written(portal, 'oven')).toContain('/playbooks/rest/');
    expect(written(portal, 'rest')).toContain('/playbooks/oven/');
  });

  it('hold each id once', async () => {
    const { text } = await compose({
      'playbooks/line-1/oven.mdx': playbook(''),
      'playbooks/line-2/oven.mdx': playbook(''),
    });
    expect(text).toMatch(/the id "oven" is used twice; first in .*line-1\/oven\.mdx/);
  });

  it('a circle of prerequisites is an error, and so is one that is not there', async () => {
    const { text } = await compose({
      'playbooks/a.mdx': playbook('', 'needs: [b]\n'),
      'playbooks/b.mdx': playbook('', 'needs: [a]\nthen: [c]\n'),
    });
    expect(text).toContain('needs goes in a circle: a → b → a');
    expect(text).toContain('there is no playbook "c"');
  });
});

describe('drafts', () => {
  it('and what is published later are in no portal, and what names them goes with them', async () => {
    const files = {
      'playbooks/a.mdx': playbook('', 'needs: [b]\nthen: [c]\n'),
      'playbooks/b.mdx': playbook('', 'draft: true\n'),
      'playbooks/c.mdx': playbook('', 'publishedFrom: 2026-11-01\n'),
    };
    const before = await compose(files, '2026-10-31');
    const known = before.portal?.portfolio.playbooks.map(({ id }) => id) ?? [];
    expect(['a', 'b', 'c'].filter((id) => known.includes(id))).toEqual(['a']);
    const a = before.portal?.portfolio.playbooks.find(({ id }) => id === 'a');
    expect([a?.needs, a?.then]).toEqual([[], []]);
    const after = await compose(files, '2026-11-01');
    expect(after.portal?.portfolio.playbooks.map(({ id }) => id)).toContain('c');
  });

  it('are led to by no link of a text that is published', async () => {
    const { text } = await compose({
      'playbooks/a.mdx': playbook('[b](b.mdx)'),
      'playbooks/b.mdx': playbook('[c](c.mdx)', 'draft: true\n'),
      'playbooks/c.mdx': playbook('', 'draft: true\n'),
    });
    expect(text).toMatch(/playbooks\/a\.mdx:5:1.*leads to a playbook that is a draft/);
    expect(text).not.toContain('playbooks/b.mdx');
  });
});

describe('shared parts', () => {
  it('are in the text as if they were written there, steps as well', async () => {
    const { portal, text } = await compose({
      'parts/lockout.mdx': '<Step title="Lock out">\nTwo locks.\n</Step>',
      'playbooks/a.mdx': playbook(
        '<Steps>\n<Include part="lockout" />\n\n<Step title="Clean">\nDry.\n</Step>\n</Steps>',
      ),
    });
    expect(text).not.toContain('error');
    expect(portal?.portfolio.playbooks.find(({ id }) => id === 'a')?.body).toMatchObject([
      { name: 'Steps', children: [{ name: 'Step' }, { name: 'Step' }] },
    ]);
  });

  it('have their mistakes at their own lines, once, however many texts include them', async () => {
    const { text } = await compose({
      'parts/lockout.mdx': 'Two locks.\n\n[x](/metrics/nothing/) and <Term>Nothing</Term>',
      'playbooks/a.mdx': playbook('<Include part="lockout" />'),
      'playbooks/b.mdx': playbook('<Include part="lockout" />'),
    });
    expect(text.match(/parts\/lockout\.mdx:3:1 .*leads nowhere/g)).toHaveLength(1);
    expect(text.match(/parts\/lockout\.mdx:3:\d+ .*no term "Nothing"/g)).toHaveLength(1);
  });

  it('that are not there, include themselves or double a heading are errors', async () => {
    const { text } = await compose({
      'parts/lockout.mdx': '## Lock out',
      'parts/round.mdx': '<Include part="round" />',
      'playbooks/a.mdx': playbook('<Include part="lockuot" />'),
      'playbooks/b.mdx': playbook('<Include part="round" />'),
      'playbooks/c.mdx': playbook('## Lock out\n\n<Include part="lockout" />'),
    });
    expect(text).toMatch(/a\.mdx:5:10.*no shared part "lockuot"[\s\S]*did you mean "lockout"/);
    expect(text).toContain('the part "round" includes itself: round → round');
    expect(text).toMatch(/c\.mdx:7.*two headings "#lock-out"/);
  });

  it('for some readers stay theirs', async () => {
    const { portal } = await compose({
      'portfolio.yaml': 'name: Bakery\naudiences: [inner, outer]\n',
      'parts/cost.mdx': 'It costs much.',
      'playbooks/a.mdx': playbook('<Include part="cost" audience="inner" />'),
    });
    expect(portal?.portfolio.playbooks.find(({ id }) => id === 'a')?.body).toMatchObject([
      { name: 'Audience', props: { is: 'inner' } },
    ]);
  });
});

describe('words that are written once', () => {
  it('a term is in the glossary, in any case or by another word for it', async () => {
    const glossary = '- { term: OEE, definition: Share of time., also: [effectiveness] }\n';
    const { text } = await compose({
      'glossary.yaml': glossary,
      'playbooks/a.mdx': playbook('<Term>oee</Term>, <Term is="effectiveness">it</Term>'),
    });
    expect(text).not.toContain('error');
    const wrong = await compose({
      'glossary.yaml': `${glossary}- { term: Effectiveness, definition: Another. }\n`,
      'playbooks/a.mdx': playbook('<Term>effectivness</Term>'),
    });
    expect(wrong.text).toContain('<Term is="effectiveness">effectivness</Term>');
    expect(wrong.text).toContain('"Effectiveness" is a word for the term "OEE" already');
  });

  it('a variable says something at every plant', async () => {
    const { text } = await compose({
      'playbooks/a.mdx': playbook('<Var name="telephone" /> and <Var name="desk" />'),
      'portfolio.yaml': 'name: Bakery\nvariables: { telefone: "4711" }\n',
      'sites.yaml':
        '- { id: mill-street, name: Mill Street, variables: { desk: "12" } }\n- { id: harbour, name: Harbour }\n',
    });
    expect(text).toMatch(/a\.mdx:5:6 .*no variable "telephone"[\s\S]*"telefone"/);
    expect(text).toContain('the variable "desk" says nothing at Harbour');
  });
});
