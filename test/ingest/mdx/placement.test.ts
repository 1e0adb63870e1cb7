import { describe, expect, it } from 'vitest';
import { placeKey } from '#model/record/body.ts';
import { problemLine } from '#model/problem.ts';
import { withParts } from '#ingest/content/kinds/parts.ts';
import { parseBody } from '#ingest/mdx/mdxBody.ts';
import { placementProblems } from '#ingest/mdx/placement.ts';

const FILE = 'content/playbooks/p.mdx';
const said = (source: string, isPart = false) =>
  placementProblems(parseBody(source, FILE, 0).body, FILE, isPart)
    .map(problemLine)
    .join('\n');

describe('a component', () => {
  it.each([
    '<Steps>\n<Step title="A">a</Step>\n</Steps>',
    '<Steps>\n<Audience is="plant">\n<Step title="A">a</Step>\n</Audience>\n</Steps>',
    '<Tabs>\n<Tab title="A">\n<Steps>\n<Step title="A">a</Step>\n</Steps>\n</Tab>\n</Tabs>',
    '<Steps>\n<Include part="lockout" />\n</Steps>',
    '<Checklist>\n- [ ] Gloves\n</Checklist>',
    '<Cards>\n<Card title="A">a</Card>\n</Cards>',
  ])('is where it is shown: %s', (source) => expect(said(source)).toBe(''));

  it.each([
    ['<Step title="A">a</Step>', '<Step> is by itself, and it is shown only in <Steps>'],
    [
      '<Callout kind="safety">\n<Step title="A">a</Step>\n</Callout>',
      '<Step> is in <Callout>, and it is shown only in <Steps>',
    ],
    [
      '<Steps>\n<Step title="A">\n<Step title="B">b</Step>\n</Step>\n</Steps>',
      'p.mdx:3:1  error  <Step> is in <Step>',
    ],
    ['<Steps>\n1. Lock out\n2. Open\n</Steps>', '<Steps> holds no <Step>'],
    ['<Tabs>\nwords\n</Tabs>', '<Tabs> holds no <Tab>'],
    ['<Tab title="A">a</Tab>', 'put it between <Tabs> and </Tabs>'],
    ['<Card title="A">a</Card>', 'shown only in <Cards>'],
    ['<Checklist>\nGloves\n</Checklist>', '<Checklist> holds no list'],
    ['<FileTree>\nsrc/\n</FileTree>', '<FileTree> holds no list'],
  ])('elsewhere is an error with its line: %s', (source, words) => {
    expect(said(source)).toContain(words);
  });
});

describe('a shared part with a step by itself', () => {
  const part = parseBody('<Step title="Lock out">x</Step>', 'content/parts/lockout.mdx', 0);
  const parts = new Map([['lockout', { file: 'content/parts/lockout.mdx', body: part }]]);
  const included = (source: string) => withParts(parseBody(source, FILE, 0), FILE, parts).problems;

  it('is right, and is included in a list of steps', () => {
    expect(said('<Step title="Lock out">x</Step>', true)).toBe('');
    expect(included('<Steps>\n<Include part="lockout" />\n</Steps>')).toEqual([]);
  });

  it('is an error where it is included outside of one', () => {
    expect(included('Text.\n\n<Include part="lockout" />').map(problemLine).join()).toMatch(
      /p\.mdx:3:1 .*the part "lockout" holds <Step> by itself, which is shown only in <Steps>/,
    );
  });
});

it('what a shared part brings knows its file, and has a place of its own on the page', () => {
  const of = (file: string, source: string) => ({ file, body: parseBody(source, file, 0) });
  const parts = new Map([
    ['outer', of('content/parts/outer.mdx', 'x\n\n<Include part="inner" />')],
    ['inner', of('content/parts/inner.mdx', '<Steps>\n<Step title="A">a</Step>\n</Steps>')],
  ]);
  const source = '<Steps>\n<Step title="B">b</Step>\n</Steps>\n\n<Include part="outer" />\n';
  const { body } = withParts(parseBody(source, FILE, 0), FILE, parts).body;
  const lists = body.flatMap((node) => (node.kind === 'component' ? [node] : []));
  expect(lists.map(({ name, from }) => [name, from?.file])).toEqual([
    ['Steps', undefined],
    ['Steps', 'content/parts/inner.mdx'],
  ]);
  expect(lists.map(placeKey)).toEqual(['1', '5-3-1']);
});
