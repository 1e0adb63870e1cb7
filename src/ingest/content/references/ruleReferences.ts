import { allRules } from '#model/findings/index.ts';
import { nearest, type Problem } from '#model/problem.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Source } from '#ingest/content/source.ts';
import { recordOf } from '#ingest/content/lineOf.ts';

/** Every rule that `rules` and `accept` name exists, with its limits, and every accepted record does: a misspelt name would switch nothing off, in silence. */
export function ruleReferences(
  settings: Portfolio['settings'],
  sources: readonly Source[],
  exportNames: readonly string[],
): Problem[] {
  const problems: Problem[] = [];
  const source = sources.find((candidate) => candidate.kind === 'portfolio');
  if (!source) return problems;
  const known = new Map(allRules().map((rule) => [rule.id, rule]));
  const records = new Set([...sources.map(recordOf), ...exportNames.map((name) => `data/${name}`)]);
  const add = (
    at: { line: number; column: number },
    found: string,
    name: string,
    allowed: Iterable<string>,
    all: string,
  ) => {
    const near = nearest(name, allowed);
    problems.push({
      code: 'content/unknown-rule',
      severity: 'error',
      file: source.yaml.file,
      ...at,
      found,
      allowed: all,
      fix: near ? `did you mean "${near}"?` : 'correct it or remove it',
    });
  };
  const LISTED = 'the rules of the guide, listed under /guide/rules/';
  for (const [id, set] of Object.entries(settings.rules)) {
    const rule = known.get(id);
    if (!rule)
      add(source.yaml.atKey(['rules'], id), `there is no rule "${id}"`, id, known.keys(), LISTED);
    for (const limit of Object.keys(set)) {
      const limits = Object.keys(rule?.limits ?? {});
      if (rule && limit !== 'severity' && !limits.includes(limit))
        add(
          source.yaml.atKey(['rules', id], limit),
          `the rule "${id}" has no limit "${limit}"`,
          limit,
          ['severity', ...limits],
          ['severity', ...limits].join(', '),
        );
    }
  }
  for (const [index, entry] of settings.accept.entries()) {
    if (!known.has(entry.rule))
      add(
        source.yaml.at(['accept', index, 'rule']),
        `there is no rule "${entry.rule}"`,
        entry.rule,
        known.keys(),
        LISTED,
      );
    if (entry.record !== undefined && !records.has(entry.record))
      add(
        source.yaml.at(['accept', index, 'record']),
        `there is no record "${entry.record}"`,
        entry.record,
        records,
        'a folder and an id, such as initiatives/…, metrics/…, data/…',
      );
  }
  return problems;
}
