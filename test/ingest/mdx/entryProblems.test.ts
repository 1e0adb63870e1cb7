import { describe, expect, it } from 'vitest';
import { problemLine } from '#model/problem.ts';
import { parseBody } from '#ingest/mdx/mdxBody.ts';

const said = (values: string) =>
  parseBody(
    `<Steps>\n<Step title="Measure">\nHere.\n\n${values}\n</Step>\n</Steps>`,
    'content/playbooks/valve.mdx',
    0,
  )
    .problems.map(problemLine)
    .join('\n');

describe('a value that is entered at a step', () => {
  it.each([
    '<Value name="Gap" unit="mm" min={0.2} max={0.4} />',
    '<Value name="Gap" min={-3} optional />',
    '<Value name="Face" kind="choice" choices={["sound", "worn"]} good={["sound"]} />',
    '<Value name="Note" kind="text" optional />',
    '<Value name="Picture" kind="photo" />',
  ])('may be %s', (value) => expect(said(value)).toBe(''));

  it.each([
    ['<Value name="Gap" min={4} max={2} />', 'the limits of "Gap" are 4 to 2'],
    ['<Value name="Gap" min="low" />', 'min of <Value> is "low"'],
    ['<Value name="Note" kind="text" unit="mm" />', 'is a text with limits or a unit'],
    ['<Value name="Face" kind="choice" />', '"Face" is a choice of 0'],
    ['<Value name="Face" choices={["a", "b"]} />', 'is a number with choices'],
    [
      '<Value name="Face" kind="choice" choices={["sound", "worn"]} good={["sond"]} />',
      'names "sond", which is no choice of it',
    ],
    ['<Value name="Face" kind="choice" choices={[1, 2]} />', 'a list of texts'],
    ['<Value name="Gap" kind="numbr" />', 'did you mean "number"?'],
    ['<Value name="Gap" optional="yes" />', 'write <Value optional …>'],
    ['<Value name="Gap" />\n<Value name="Gap" />', '"Gap" is entered a second time'],
  ])('is refused with its line as %s', (value, words) => {
    expect(said(value)).toContain('content/playbooks/valve.mdx:');
    expect(said(value)).toContain(words);
  });

  it('is refused outside of a step, where no tick waits for it', () => {
    const { problems } = parseBody('<Value name="Gap" />', 'content/playbooks/valve.mdx', 4);
    expect(problems.map(({ line, found }) => [line, found])).toEqual([
      [5, '<Value> is in no <Step>'],
    ]);
  });
});
