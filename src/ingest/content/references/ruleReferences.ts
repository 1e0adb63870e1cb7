import { allRules } from '#model/findings/index.ts';
import { nearest, type Problem } from '#model/problem.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { sourceOf, type Source } from '#ingest/content/source.ts';
import { recordOf } from '#ingest/content/lineOf.ts';

type Rules = ReadonlyMap<string, ReturnType<typeof allRules>[number]>;
const LISTED = 'the rules of the guide, listed under /guide/rules/';

/** Every rule that `rules` and `accept` name exists, with its limits, and every accepted record does: a misspelt name would switch nothing off, in silence. */
export function ruleReferences(
  settings: Portfolio['settings'],
  sources: readonly Source[],
  exportNames: readonly string[],
): Problem[] {
  const source = sourceOf(sources, 'portfolio', 'portfolio');
  if (!source) return [];
  const rules: Rules = new Map(allRules().map((rule) => [rule.id, rule]));
  const records = new Set([...sources.map(recordOf), ...exportNames.map((name) => `data/${name}`)]);
  return [
    ...configured(settings, source, rules),
    ...accepted(settings, source, { rules, records }),
  ];
}

function configured({ rules: set }: Portfolio['settings'], { yaml }: Source, rules: Rules) {
  return Object.entries(set).flatMap(([id, own]): Problem[] => {
    const rule = rules.get(id);
    if (!rule)
      return [
        unknown(`there is no rule "${id}"`, {
          place: { file: yaml.file, ...yaml.atKey(['rules'], id) },
          near: nearest(id, rules.keys()),
          allowed: LISTED,
        }),
      ];
    const limits = ['severity', ...Object.keys(rule.limits ?? {})];
    return Object.keys(own)
      .filter((limit) => !limits.includes(limit))
      .map((limit) =>
        unknown(`the rule "${id}" has no limit "${limit}"`, {
          place: { file: yaml.file, ...yaml.atKey(['rules', id], limit) },
          near: nearest(limit, limits),
          allowed: limits.join(', '),
        }),
      );
  });
}

function accepted(
  { accept }: Portfolio['settings'],
  { yaml }: Source,
  { rules, records }: { rules: Rules; records: ReadonlySet<string> },
) {
  const place = (index: number, field: string) => ({
    file: yaml.file,
    ...yaml.at(['accept', index, field]),
  });
  return accept.flatMap(({ rule, record }, index): Problem[] => [
    ...(rules.has(rule)
      ? []
      : [
          unknown(`there is no rule "${rule}"`, {
            place: place(index, 'rule'),
            near: nearest(rule, rules.keys()),
            allowed: LISTED,
          }),
        ]),
    ...(record === undefined || records.has(record)
      ? []
      : [
          unknown(`there is no record "${record}"`, {
            place: place(index, 'record'),
            near: nearest(record, records),
            allowed: 'a folder and an id, such as initiatives/…, metrics/…, data/…',
          }),
        ]),
  ]);
}

const unknown = (
  found: string,
  {
    place,
    near,
    allowed,
  }: {
    place: Pick<Problem, 'file' | 'line' | 'column'>;
    near: string | null;
    allowed: string;
  },
): Problem => ({
  code: 'content/unknown-rule',
  severity: 'error',
  ...place,
  found,
  allowed,
  fix: near ? `did you mean "${near}"?` : 'correct it or remove it',
});
