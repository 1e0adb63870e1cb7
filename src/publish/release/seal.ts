import { hash, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { manifestText } from './manifest.ts';
import type { Provenance } from './provenance.ts';
import { writeWhole, type Release } from './shelf.ts';
import { isSigned, signed } from './signature.ts';

/** Keeps the provenance of a release beside its manifest, signed where a key is given. */
export async function keepProvenance(
  to: string,
  id: string,
  provenance: Provenance,
  key: KeyObject | null,
): Promise<void> {
  const text = `${JSON.stringify(provenance, null, 1)}\n`;
  const file = join(to, 'releases', `${id}.provenance.json`);
  await writeWhole(file, text);
  if (key !== null) await writeWhole(`${file}.sig`, signed(text, key));
}

/** What is wrong with the provenance and the signature of a release, each one sentence. Without a key no signature is asked for. */
export async function sealFaults(
  to: string,
  { id, manifest }: Release,
  key: KeyObject | null,
): Promise<string[]> {
  const file = join(to, 'releases', `${id}.provenance.json`);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null)
    return key === null ? [] : [`${id}.provenance.json is missing, so nothing is signed`];
  const faults =
    manifestIn(text) === hash('sha256', manifestText(manifest))
      ? []
      : [`${id}.provenance.json is not that of this manifest`];
  if (key === null) return faults;
  const signature = await readFile(`${file}.sig`).catch(() => null);
  if (signature === null) return [...faults, 'it is not signed'];
  return isSigned(text, signature, key)
    ? faults
    : [...faults, 'its signature is not by this key, or what is signed was altered'];
}

function manifestIn(text: string): unknown {
  try {
    return (JSON.parse(text) as Provenance).manifest;
  } catch {
    return null;
  }
}
