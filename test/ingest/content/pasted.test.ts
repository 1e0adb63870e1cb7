import { describe, expect, it } from 'vitest';
import { frontMatterOf, noFrontMatter } from '#ingest/content/frontMatter.ts';
import { validate } from '#ingest/content/validate.ts';
import { parseYaml } from '#ingest/content/yamlFile.ts';
import { parseBody } from '#ingest/mdx/mdxBody.ts';
import { problemLine } from '#model/problem.ts';
import { metricSchema } from '#ingest/schemas/metric.ts';

const said = (text: string) =>
  parseYaml(text, 'content/metrics/m.yaml').problems.map(problemLine).join('\n');

describe('what is pasted from a text program', () => {
  it.each<[string, string, string, string]>([
    ['a unit in curly quotes', 'title: T\nunit: “%”', '2:7', 'write "%"'],
    ['a German quote', 'unit: „kWh“', '1:7', 'write "kWh"'],
    ['a curly quote that a straight one closes', 'unit: “%"', '1:7', 'write "%"'],
    ['an entry of a list', 'sites: [‘NORD’, sued]', '1:9', 'write "NORD"'],
    ['a field name', '“title”: T', '1:1', 'write title'],
    ['JSON', '{ “name”: “rows” }', '1:3', 'write name'],
    ['a text with a colon', 'title: ‘Stops: all’', '1:8', 'type the quotes again'],
    ['a minus that is a dash', 'target: –5', '1:9', 'write -5'],
    ['a threshold below a dash', 'must: "<= −2.5 %"', '1:7', 'write "<= -2.5 %"'],
    ['a date of dashes', 'by: 2026–06–30', '1:5', 'write 2026-06-30'],
    ['a date of hyphens that do not break', 'by: 2026‑06‑30', '1:5', 'write 2026-06-30'],
    ['a no-break space after a unit', 'unit: kWh\u00a0', '1:7', 'a no-break space'],
    ['a no-break space after a colon', 'title: T\nunit:\u00a0kWh', '2:6', 'a no-break space'],
    ['a no-break space that indents', 'value:\n\u00a0sum: hours', '2:1', 'a no-break space'],
    ['a space of no width', 'export: ro\u200bws', '1:9', 'U+200B'],
    ['a code that begins with zero', 'where: { line: 0100 }', '1:16', '"0100"'],
  ])('%s is detected at its place', (_, text, place, fix) => {
    const problem = said(text);
    expect(problem).toContain(`m.yaml:${place}  error`);
    expect(problem).toContain(fix);
  });
  it.each([
    'title: The “green” line',
    "title: '“We stop losing time.”'",
    'title: Cut by 5 – 7 %',
    'title: 10\u00a0% less',
    'title: 👩‍🔧 at work',
    'why: |\n  “All of it”, –5\u00a0\n',
    'target: -5\nunit: "0100"\nscale: 0.5\nlines: [0, 10]',
    'missingValues: ["–", "−"]',
  ])('%j is meant as it is written', (text) => {
    expect(said(text)).toBe('');
  });
});

it('an id that YAML reads as something else is told to be put in quotes', () => {
  const { yaml } = parseYaml(
    'title: 0x1F\ntype: outcome\ndirection: up\nvalue: { sum: hours }\nowner: true\nsteward: null\nexport: 12e3\nleads: [{ metric: 7, lagWeeks: 1, mechanism: m }]',
    'm.yaml',
  );
  const problems = validate(yaml as NonNullable<typeof yaml>, metricSchema).problems;
  const lines = problems.map(problemLine).join('\n');
  expect(lines).toContain('m.yaml:1:8  error  title is 0x1F, which YAML reads as the number 31');
  expect(lines).toContain('put it in quotes: "12e3"');
  expect(lines).toContain('owner is true, which YAML reads as the boolean true and not as a text');
  expect(lines).toContain('steward is null, which YAML reads as nothing');
  expect(lines).toContain('m.yaml:8:19');
  expect(lines).toContain('put it in quotes: "7"');
});

describe('front matter', () => {
  const problem = (text: string) => problemLine(noFrontMatter(text, 'content/p.mdx'));
  it('that is not closed is reported where it should be', () => {
    const text = '---\ntitle: T\nsites:\n  - a\n\nThe text begins: here.\n';
    expect(frontMatterOf(text)).toBeNull();
    expect(problem(text)).toContain('p.mdx:5:1  error  the front matter that line 1 opens is not');
    expect(problem(text)).toContain('after the last field, which seems to be line 4');
  });
  it('whose hyphens a text program made a dash names the line', () => {
    expect(problem('---\ntitle: T\n—-\n\nText.')).toContain('p.mdx:3:1  error  the line —- is of');
    expect(problem('—\ntitle: T\n---\n')).toContain('p.mdx:1:1');
  });
  it('below an empty line is told so, and one that is not there, too', () => {
    expect(problem('\n---\ntitle: T\n---\n')).toContain('above the front matter');
    expect(problem('Text.')).toContain('there is no front matter');
  });
  it('may have spaces after its hyphens, and hyphens within', () => {
    expect(frontMatterOf('---  \ntitle: a---b\n---\t\nText')).toEqual({
      block: '---  \ntitle: a---b\n---\t\n',
      head: 'title: a---b',
    });
    expect(frontMatterOf('---\n---\nText')?.head).toBe('');
  });
});

it.each([
  ['<Metric id=“stops” />', 12, '“ is no quote here'],
  ['pressure <5 bar', 10, 'write a sign that is text as &lt;'],
  ['<!-- later -->', 1, 'write a comment as {/* … */}'],
  ['ask <ann@example.org>', 5, '[ann@example.org](mailto:ann@example.org)'],
  ['see <https://example.org>', 5, 'write a link as [its words](https://…)'],
  ['<Metric id="stops">', 1, '</Metric>'],
])('%s in a text says at column %i what to write', (text, column, words) => {
  const [problem] = parseBody(`Above.\n\n${text}\n`, 'p.mdx', 4).problems;
  const line = problem ? problemLine(problem) : '';
  expect(line).toContain(`p.mdx:7:${column}  error`);
  expect(line).toContain(words);
});
