import { OwnParts } from '#model/record/ownParts.ts';

/** A hash over `trilens.config.ts` and every file that it uses; null without one. */
const hashes = new OwnParts<string>('hash');

export function extensionHash(): string | null {
  return hashes.all[0] ?? null;
}

export function useExtensionHash(hash: string): void {
  hashes.use([hash]);
}
