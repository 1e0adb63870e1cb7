import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { replaceFile } from './sealedFile.ts';
import type { Cell, TypedTable } from './typedTable.ts';

const fileOf = (cacheDir: string, name: string) => join(cacheDir, 'last-good', `${name}.ndjson`);

/** Remembers the rows of a good dump, one a line, the hash of all in the last. `key` says what they were read from. */
export async function rememberGood(cacheDir: string, name: string, key: string, table: TypedTable): Promise<void> {
  await replaceFile(fileOf(cacheDir, name), lines(key, table));
}

/** The rows of the last good dump; null where none is kept or the file is damaged. */
export async function lastGoodTable(cacheDir: string, name: string): Promise<TypedTable | null> {
  const file = fileOf(cacheDir, name);
  if (!existsSync(file)) return null;
  const hash = createHash('sha256');
  const table: TypedTable = { columns: [], rows: [] };
  let files: string[] = [];
  let sealed = false;
  try {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      if (sealed) return null;
      if (line.startsWith('"sha256:')) sealed = JSON.parse(line) === `sha256:${hash.digest('hex')}`;
      else {
        hash.update(line);
        const value = JSON.parse(line) as Cell[] | { columns: string[]; files: string[] };
        if (!Array.isArray(value)) ({ columns: table.columns, files } = value);
        else table.rows.push({ line: value[0] as number, file: files[value[1] as number] ?? '', cells: value.slice(2) });
      }
    }
  } catch {
    return null;
  }
  return sealed ? table : null;
}

async function* lines(key: string, table: TypedTable): AsyncIterable<string> {
  const hash = createHash('sha256');
  const files = [...new Set(table.rows.map((row) => row.file))];
  const place = new Map(files.map((file, index) => [file, index]));
  let block = '';
  const add = (value: unknown) => {
    const line = JSON.stringify(value);
    hash.update(line);
    block += `${line}\n`;
  };
  add({ key, columns: table.columns, files });
  for (const row of table.rows) {
    add([row.line, place.get(row.file), ...row.cells]);
    if (block.length > 1_000_000) {
      yield block;
      block = '';
    }
  }
  yield `${block}${JSON.stringify(`sha256:${hash.digest('hex')}`)}\n`;
}
