import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { problemLine } from '#model/problem.ts';
import { composePortal } from '#site/compose.ts';

/** The portal of a few files in a temporary folder; content and data that a test does not name are the least that is needed. */
export async function tiny(files: Record<string, string>, asOf: string) {
  const root = await mkdtemp(join(tmpdir(), 'trilens-tiny-'));
  const all = { 'content/portfolio.yaml': 'name: Tiny\n', ...files };
  for (const [name, text] of Object.entries(all)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  const { portal, problems } = await composePortal({
    contentDir: join(root, 'content'),
    dataDir: join(root, 'data'),
    cacheDir: join(root, 'cache'),
    asOf,
  });
  const errors = problems.filter(({ severity }) => severity === 'error');
  const state = (id: string) => {
    const found = portal?.metrics.get(id);
    if (!found) throw new Error(`no metric ${id}: ${problems.map(problemLine).join('\n')}`);
    return found;
  };
  return {
    root,
    portal,
    state,
    problems: problems.map(problemLine),
    errors: errors.map(problemLine),
    /** Values of a metric for all sites, or for one, by the name of their period. */
    values: (id: string, site?: string) => {
      const { all: whole, bySite } = state(id);
      const scope = site === undefined ? whole : bySite.find((one) => one.site === site);
      return Object.fromEntries(
        (scope?.periods ?? []).map((period, at) => [period, scope?.values[at] ?? null]),
      );
    },
  };
}

export interface TinyExport {
  name?: string;
  fields: string;
  rows: string;
  trilens?: object;
  schema?: object;
  more?: object;
}

/** A contract and its CSV files. Fields are `name:type` with spaces between; a format follows a second colon. */
export function data(...exports: TinyExport[]): Record<string, string> {
  const resources = exports.map(
    ({ name = 'rows', fields, trilens = {}, schema = {}, more = {} }) => ({
      name,
      path: `${name}.csv`,
      schema: {
        fields: fields.split(' ').map((field) => {
          const [id, type = 'string', format] = field.split(':');
          return { name: id, type, ...(format === undefined ? {} : { format }) };
        }),
        ...schema,
      },
      trilens: { owner: 'x', everyDays: 31, ...trilens },
      ...more,
    }),
  );
  return {
    'data/datapackage.json': JSON.stringify({ resources }, null, 1),
    ...Object.fromEntries(
      exports.map(({ name = 'rows', rows }) => [`data/${name}.csv`, `${rows.trim()}\n`]),
    ),
  };
}

/** A metric file: what is named, and what every metric needs. */
export function metric(lines: string): string {
  return `title: T\ntype: outcome\ndirection: up\n${/export:|formula/.test(lines) ? '' : 'export: rows\n'}${lines}\nowner: Ann\nsteward: Bo\n`;
}
