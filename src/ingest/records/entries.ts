import type { Problem } from '#model/problem.ts';
import type { YamlFile } from '#ingest/content/yamlFile.ts';
import type { SheetRow } from './readSheet.ts';

type Data = Record<string, unknown>;

/** Where an entry of a sheet was put in a record, so that what is wrong with it is reported at its cell. */
interface Put {
  path: readonly PropertyKey[];
  row: SheetRow;
}

/** A file with rows of sheets as entries of its lists. What a file and a sheet both say is an error at the sheet. */
export function withEntries(
  yaml: YamlFile,
  rows: readonly SheetRow[],
): { file: YamlFile; problems: Problem[] } {
  if (!isData(yaml.data)) return { file: yaml, problems: [] };
  const data: Data = { ...yaml.data };
  const places: Put[] = [];
  const problems: Problem[] = [];
  for (const row of rows) {
    const { path, problem } = put(data, row);
    if (problem === null) places.push({ path, row });
    else problems.push(problem);
  }
  const rowAt = (path: readonly PropertyKey[]) =>
    places.find((place) => place.path.every((key, at) => path[at] === key));
  return {
    problems,
    file: {
      ...yaml,
      data,
      at: (path) => {
        const place = rowAt(path);
        return place ? place.row.yaml.at(path.slice(place.path.length)) : yaml.at(path);
      },
      atKey: (path, key) => {
        const place = rowAt(path);
        return place
          ? place.row.yaml.atKey(path.slice(place.path.length), key)
          : yaml.atKey(path, key);
      },
      written: (path) => (rowAt(path) ? null : yaml.written(path)),
    },
  };
}

type Outcome = { path: readonly PropertyKey[]; problem: null } | { path: null; problem: Problem };

/** Puts an entry into the record, which is copied as far as it changes: what was read is kept for the next run. */
function put(data: Data, row: SheetRow): Outcome {
  const { target } = row.sheet;
  const { initiative: _, gate, ...entry } = row.yaml.data as Data;
  if ('list' in target) {
    const list = listOf(data[target.list]);
    const name = target.list === 'people' ? 'name' : 'id';
    const isThere = list.some((one) => isData(one) && one[name] === entry[name]);
    if (isThere) return refused(row, name, `"${String(entry[name])}" is there already`);
    data[target.list] = [...list, entry];
    return { path: [target.list, list.length], problem: null };
  }
  if (!('gate' in target)) throw new Error(`rows of ${row.sheet.name} are records of their own`);
  const gates = listOf(data['gates']);
  const at = gates.findIndex((one) => isData(one) && one['id'] === gate);
  const review = gates[at];
  if (!isData(review))
    return refused(
      row,
      'gate',
      gate === undefined ? 'Gate is missing' : `the initiative has no gate "${String(gate)}"`,
      gates.flatMap((one) => (isData(one) ? [String(one['id'])] : [])).join(', ') ||
        'it has no gates yet',
    );
  const list = listOf(review['signOffs']);
  const isDecision = target.gate === 'decision';
  const isThere = isDecision
    ? review['decision'] !== undefined
    : list.some(
        (one) => isData(one) && one['role'] === entry['role'] && one['date'] === entry['date'],
      );
  if (isThere)
    return refused(
      row,
      isDecision ? 'outcome' : 'role',
      isDecision
        ? `the gate "${String(gate)}" is decided already`
        : `${String(entry['role'])} has signed on ${String(entry['date'])} already`,
    );
  const changed = isDecision
    ? { ...review, decision: entry }
    : { ...review, signOffs: [...list, entry] };
  data['gates'] = gates.with(at, changed);
  return {
    path: ['gates', at, target.gate, ...(isDecision ? [] : [list.length])],
    problem: null,
  };
}

function refused(row: SheetRow, field: string, found: string, allowed?: string): Outcome {
  return {
    path: null,
    problem: {
      code: allowed === undefined ? 'content/duplicate-id' : 'content/unknown-id',
      severity: 'error',
      file: row.yaml.file,
      ...row.yaml.at([field]),
      found,
      ...(allowed === undefined ? {} : { allowed }),
      fix: allowed === undefined ? 'keep one of them: a record has one place' : 'use one of these',
    },
  };
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
