import { nearest, type Problem } from '#model/problem.ts';
import type { Field, Resource } from '#ingest/schemas/datapackage.ts';
import type { YamlFile } from '#ingest/content/yamlFile.ts';

/** Names inside the contract that must fit each other: columns that are named exist, nothing is named twice, and each export has one source. */
export function contractNames(yaml: YamlFile, resources: readonly Resource[]): Problem[] {
  const problems: Problem[] = [];
  const add = (path: PropertyKey[], code: string, found: string, fix: string, allowed?: string) =>
    problems.push({
      code,
      severity: 'error',
      file: yaml.file,
      ...yaml.at(path),
      found,
      fix,
      ...(allowed === undefined ? {} : { allowed }),
    });
  const names = new Set<string>();
  for (const [index, entry] of resources.entries()) {
    const at = ['resources', index];
    if (names.has(entry.name))
      add(
        [...at, 'name'],
        'data/duplicate-name',
        `the export "${entry.name}" is named twice`,
        'give one of them another name',
      );
    names.add(entry.name);
    const { loader, sql } = entry.trilens;
    if (entry.path === undefined && !loader && !sql)
      add(
        at,
        'data/no-source',
        `the export "${entry.name}" has no source`,
        `add a path to "${entry.name}", such as "path": "${entry.name}.csv"`,
        'path, trilens.loader or trilens.sql',
      );
    if (loader && sql)
      add(
        [...at, 'trilens', 'sql'],
        'data/two-sources',
        `the export "${entry.name}" has a loader and a query`,
        'keep one of them',
      );
    const fields = entry.schema.fields.map((field) => field.name);
    for (const [place, name] of fields.entries()) {
      if (fields.indexOf(name) !== place)
        add(
          [...at, 'schema', 'fields', place, 'name'],
          'data/duplicate-field',
          `the column "${name}" stands twice in "${entry.name}"`,
          'remove one of them',
        );
    }
    for (const { path, name } of columnsNamed(entry)) {
      if (fields.includes(name)) continue;
      const near = nearest(name, fields);
      add(
        [...at, ...path],
        'data/unknown-field',
        `${path.filter((part) => typeof part === 'string').join('.')} of "${entry.name}" names the column "${name}", which schema.fields does not have`,
        near
          ? `did you mean "${near}"?`
          : 'name one of its columns, or add the column to schema.fields',
        fields.join(', '),
      );
    }
    for (const [place, join] of entry.trilens.joins.entries())
      for (const problem of joinFlaws(join, resources))
        add(
          [...at, 'trilens', 'joins', place, ...problem.path],
          'data/join',
          problem.found,
          problem.fix,
          problem.allowed,
        );
    for (const [place, { rates }] of entry.trilens.money.entries())
      for (const problem of joinFlaws(
        { with: rates.with, on: {}, take: [rates.currency, rates.date, rates.rate] },
        resources,
      ))
        add(
          [...at, 'trilens', 'money', place, 'rates', ...problem.path],
          'data/join',
          problem.found,
          problem.fix,
          problem.allowed,
        );
    for (const [key, types] of MEANT) {
      const field = entry.schema.fields.find(({ name }) => name === entry.trilens[key]);
      if (!field || types.includes(field.type)) continue;
      add(
        [...at, 'trilens', key],
        'data/column-type',
        `trilens.${key} of "${entry.name}" names the column "${field.name}", which is of type ${field.type}`,
        `name another column, or declare another type for "${field.name}" in schema.fields`,
        types.join(', '),
      );
    }
  }
  return problems;
}

/** A join names another export and columns that it has. */
function joinFlaws(
  { with: other, on, take }: Resource['trilens']['joins'][number],
  resources: readonly Resource[],
): { path: PropertyKey[]; found: string; fix: string; allowed: string }[] {
  const names = resources.map(({ name }) => name);
  const joined = resources.find(({ name }) => name === other);
  if (!joined) {
    const near = nearest(other, names);
    return [
      {
        path: ['with'],
        found: `there is no export "${other}" to join`,
        fix: near ? `did you mean "${near}"?` : 'name another export of this contract',
        allowed: names.join(', '),
      },
    ];
  }
  const fields = joined.schema.fields.map(({ name }) => name);
  return [...Object.values(on), ...take]
    .filter((name) => !fields.includes(name))
    .map((name) => {
      const near = nearest(name, fields);
      return {
        path: [],
        found: `the join names the column "${name}", which "${other}" does not have`,
        fix: near ? `did you mean "${near}"?` : 'name one of its columns',
        allowed: fields.join(', '),
      };
    });
}

/** What the columns must be that date a row and say whose it is; a site code that is read as a number loses its zeros. */
const MEANT: readonly (readonly ['date' | 'vintage' | 'site', readonly Field['type'][]])[] = [
  ['date', ['date', 'datetime']],
  ['vintage', ['date', 'datetime']],
  ['site', ['string']],
];

function columnsNamed(entry: Resource): { path: PropertyKey[]; name: string }[] {
  const { trilens } = entry;
  const single = (['date', 'vintage', 'status', 'site'] as const).flatMap((key) =>
    trilens[key] === undefined ? [] : [{ path: ['trilens', key], name: trilens[key] }],
  );
  return [
    ...single,
    ...entry.schema.primaryKey.map((name, index) => ({
      path: ['schema', 'primaryKey', index],
      name,
    })),
    ...trilens.publish.map((name, index) => ({ path: ['trilens', 'publish', index], name })),
    ...trilens.jumps.map(({ column }, index) => ({
      path: ['trilens', 'jumps', index, 'column'],
      name: column,
    })),
    ...trilens.counters.flatMap(({ column, by }, index) =>
      [column, ...by].map((name) => ({ path: ['trilens', 'counters', index], name })),
    ),
    ...(trilens.spans
      ? [trilens.spans.from, trilens.spans.to, ...trilens.spans.columns].map((name) => ({
          path: ['trilens', 'spans'],
          name,
        }))
      : []),
    ...trilens.money.flatMap(({ column, currency }, index) =>
      [column, currency].map((name) => ({ path: ['trilens', 'money', index], name })),
    ),
    ...trilens.joins.flatMap(({ on }, index) =>
      Object.keys(on).map((name) => ({ path: ['trilens', 'joins', index, 'on', name], name })),
    ),
    // Names given to columns of a wide file are checked against its header, since not all of them are fields.
    ...(trilens.unpivot
      ? []
      : Object.entries(trilens.columnMap).map(([from, name]) => ({
          path: ['trilens', 'columnMap', from],
          name,
        }))),
  ];
}
