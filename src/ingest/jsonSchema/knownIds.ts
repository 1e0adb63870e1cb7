import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { parse } from 'yaml';
import { RecordBook } from '#ingest/records/recordBook.ts';
import type { Nameable } from '#model/record/references.ts';

/** The ids of a portfolio by what they name, for the fields that may name them. */
export type KnownIds = Partial<Record<Nameable, string[]>>;

const FOLDERS = {
  goal: 'goals',
  metric: 'metrics',
  initiative: 'initiatives',
  framework: 'frameworks',
  playbook: 'playbooks',
  report: 'reports',
} as const;

/**
 * The ids that the files of a portfolio have at present. A file that cannot be read gives none: while it is written, the ids of
 * the others are still known.
 */
export async function knownIds(contentDir: string, dataDir: string): Promise<KnownIds> {
  const inFolders = await Promise.all(
    Object.values(FOLDERS).map((folder) => idsOfFolder(join(contentDir, folder))),
  );
  const of = new Map(Object.keys(FOLDERS).map((name, at) => [name, inFolders[at] ?? []]));
  const ids = (name: keyof typeof FOLDERS) => of.get(name) ?? [];
  const roadmap = await filesOf(join(contentDir, 'roadmap'));
  const sites = await parsed(join(contentDir, 'sites.yaml'));
  const contract = await parsed(join(dataDir, 'datapackage.json'));
  const initiatives = await filesOf(join(contentDir, 'initiatives'));
  const book = await RecordBook.read(contentDir, 'content');
  const gates = (await Promise.all(initiatives.map(parsed))).flatMap((one) => partOf(one, 'gates'));
  const items = [
    ...(await Promise.all(roadmap.map(parsed))).flatMap((list) => fieldOf(list, 'id')),
    ...book.ids('roadmap'),
  ];
  return {
    goal: [...ids('goal'), ...book.ids('goal')],
    metric: ids('metric'),
    initiative: [...ids('initiative'), ...book.ids('initiative')],
    framework: [...ids('framework'), 'pilot-iterate-scale'],
    playbook: ids('playbook'),
    report: ids('report'),
    item: items,
    'initiative or roadmap item': [...ids('initiative'), ...book.ids('initiative'), ...items],
    site: fieldOf(sites, 'id'),
    line: listOf(sites).flatMap((site) => fieldOf(partOf(site, 'lines'), 'id')),
    review: fieldOf(gates, 'id'),
    export: fieldOf(partOf(contract, 'resources'), 'name'),
    record: Object.entries(FOLDERS).flatMap(([name, folder], at) =>
      name === 'framework' ? [] : (inFolders[at] ?? []).map((id) => `${folder}/${id}`),
    ),
  };
}

async function filesOf(dir: string): Promise<string[]> {
  const names = await readdir(dir).catch((): string[] => []);
  return names
    .filter((name) => ['.yaml', '.yml', '.mdx'].includes(extname(name)) && !name.startsWith('.'))
    .sort()
    .map((name) => join(dir, name));
}

async function idsOfFolder(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  const own = (await filesOf(dir)).map((path) => basename(path, extname(path)));
  // Playbooks may lie in folders; their ids are the names of their files all the same.
  const inner = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => idsOfFolder(join(dir, entry.name))),
  );
  return [...own, ...inner.flat()].sort();
}

/** The data of a YAML or JSON file, or of the front matter of an MDX file; null where it cannot be read. */
async function parsed(path: string): Promise<unknown> {
  try {
    const text = (await readFile(path, 'utf8')).replaceAll('\r\n', '\n');
    const front = /^---\n([\s\S]*?)\n---/.exec(text)?.[1];
    const data: unknown = parse(path.endsWith('.mdx') ? (front ?? '') : text);
    return data;
  } catch {
    return null;
  }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function partOf(value: unknown, key: string): unknown[] {
  return typeof value === 'object' && value !== null ? listOf(Reflect.get(value, key)) : [];
}

/** The texts of one field of a list of objects. */
function fieldOf(list: unknown, key: string): string[] {
  return listOf(list).flatMap((entry) => {
    const value: unknown =
      typeof entry === 'object' && entry !== null ? Reflect.get(entry, key) : undefined;
    return typeof value === 'string' ? [value] : [];
  });
}
