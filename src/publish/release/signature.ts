import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { diskWords } from './disk.ts';
import { ReleaseError } from './manifest.ts';

/** An Ed25519 key in PEM, as `openssl genpkey -algorithm ed25519` writes it. */
export async function privateKey(file: string): Promise<KeyObject> {
  return keyIn(file, createPrivateKey, 'private', 'openssl genpkey -algorithm ed25519 -out FILE');
}

export async function publicKey(file: string): Promise<KeyObject> {
  return keyIn(file, createPublicKey, 'public', 'openssl pkey -in PRIVATE -pubout -out FILE');
}

/** 64 bytes, which `openssl pkeyutl -verify -rawin` takes as they are. */
export function signed(text: string, key: KeyObject): Buffer {
  return sign(null, Buffer.from(text), key);
}

export function isSigned(text: string, signature: Buffer, key: KeyObject): boolean {
  return verify(null, Buffer.from(text), key, signature);
}

async function keyIn(
  file: string,
  read: (pem: string) => KeyObject,
  kind: string,
  made: string,
): Promise<KeyObject> {
  const pem = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ReleaseError(
      `the key ${file} cannot be read: ${whyUnread(error)}. Correct its path.`,
    );
  });
  let key: KeyObject | null = null;
  try {
    key = read(pem);
  } catch {
    // Said below, without a word of what the file holds.
  }
  if (key?.asymmetricKeyType !== 'ed25519')
    throw new ReleaseError(
      `${file} holds no ${kind} Ed25519 key in PEM. Make one: ${made}. Nothing was changed.`,
    );
  return key;
}

function whyUnread(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return 'there is no such file';
  if (error.code === 'EISDIR') return 'it is a folder';
  if (error.code === 'EACCES') return 'this user may not read it';
  return diskWords(error) ?? error.message;
}
