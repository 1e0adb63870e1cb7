import { describe, expect, it } from 'vitest';
import { parseBody } from '#ingest/mdx/mdxBody.ts';
import { revisionText } from '#model/record/revisionText.ts';
import { sideBySide, type Words } from '#model/record/sideBySide.ts';

const text = (source: string) => revisionText(parseBody(source, 'p.mdx', 0).body);
const step = (title: string, words: string) => `<Step title="${title}">${words}</Step>`;
const steps = (...all: string[]) => `<Steps>\n${all.join('\n')}\n</Steps>`;
/** What only one of the texts says is between stars. */
const marked = (words: readonly Words[] | null) =>
  words?.map((word) => (word.isOwn ? `*${word.text}*` : word.text)).join(' ') ?? null;
const between = (before: string, after: string) =>
  sideBySide(text(before), text(after)).map((part) => [
    part.title,
    marked(part.before),
    marked(part.after),
  ]);

describe('two revisions side by side', () => {
  it('show the steps that say something else, with the words that differ', () => {
    expect(
      between(
        steps(step('Look', 'Nothing lies there.'), step('Close', 'Shut the door at 5 bar.')),
        steps(
          step('Look', 'Nothing lies there.'),
          step('Close', 'Lock and shut the door at 6 bar.'),
        ),
      ),
    ).toEqual([['Close', '*Shut* the door at *5* bar.', '*Lock and shut* the door at *6* bar.']]);
  });

  it('show a limit that moved, a step that is new or gone, and the text around the steps', () => {
    expect(
      between(
        `Every shift.\n\n${steps(step('Measure', '<Value name="Gap" max={0.4} />'), step('Oil', 'A drop.'))}`,
        `Every day.\n\n${steps(step('Measure', '<Value name="Gap" max={0.5} />'), step('Wait', 'Ten minutes.'))}`,
      ),
    ).toEqual([
      ['Measure', '(name: Gap, max: *0.4)*', '(name: Gap, max: *0.5)*'],
      ['Wait', null, '*Ten minutes.*'],
      ['Oil', '*A drop.*', null],
      [null, 'Every *shift.*', 'Every *day.*'],
    ]);
  });

  it('are empty for one text, whatever the lines it is written in', () => {
    expect(between(steps(step('A', 'one two')), steps(step('A', '\none\ntwo\n')))).toEqual([]);
  });
});
