import { hash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Writes a value with its hash, at once or not at all: a process killed in between leaves the old file and a leftover. */
export async function writeSealed(file: string, value: unknown): Promise<void> {
  const body = JSON.stringify(value);
  await replaceFile(file, `${seal(body)}\n${body}`);
}

/** The value, or null where the file is missing, damaged or of another making. */
export async function readSealed(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => null);
  const cut = text?.indexOf('\n') ?? -1;
  if (text === null || cut < 0 || text.slice(0, cut) !== seal(text.slice(cut + 1))) return null;
  return JSON.parse(text.slice(cut + 1));
}

/** Whether a value comes back from JSON as it is. */
export function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value !== 'object') return false;
  const plain = [Object.prototype, null].includes(Object.getPrototypeOf(value));
  return (
    plain && Object.entries(value).every(([name, member]) => name !== '__proto__' && isJson(member))
  );
}

/** Puts a whole file in the place of another, and clears away what a killed process left beside it. */
export async function replaceFile(
  file: string,
  content: string | Uint8Array | AsyncIterable<string>,
): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  for (const leftover of await readdir(folder)) {
    if (!leftover.startsWith(`${basename(file)}.`)) continue;
    const owner = Number(/\.(\d+)\.tmp$/.exec(leftover)?.[1]);
    if (owner === process.pid || !alive(owner)) await rm(join(folder, leftover), { force: true });
  }
  const beside = `${file}.${process.pid}.tmp`;
  await writeFile(beside, content);
  await rename(beside, file);
}

function seal(body: string): string {
  return hash('sha256', body);
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
