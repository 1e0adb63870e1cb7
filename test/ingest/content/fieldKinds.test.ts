import { describe, expect, it } from 'vitest';
import { parseYaml } from '#ingest/content/yamlFile.ts';
import { validate } from '#ingest/content/validate.ts';
import { field } from '#ingest/schemas/datapackage.ts';
import { goalSchema } from '#ingest/schemas/goal.ts';

describe('a value of another kind', () => {
  const problemsOf = (text: string, schema: Parameters<typeof validate>[1]) => {
    const { yaml } = parseYaml(text, 'a.yaml');
    return yaml ? validate(yaml, schema).problems : [];
  };
  it('a number in the place of a text is to be put in quotes', () =>
    expect(problemsOf('title: A\nmetric: 100', goalSchema)).toMatchObject([
      { line: 2, fix: 'put it in quotes: "100"' },
    ]));
  it.each([
    ['float', 'number'],
    ['timestamp', 'datetime'],
    ['varchar', 'string'],
  ])('the type %s of another tool is %s', (type, meant) =>
    expect(problemsOf(`name: a\ntype: ${type}`, field)).toMatchObject([
      { fix: `did you mean "${meant}"?` },
    ]),
  );
});
