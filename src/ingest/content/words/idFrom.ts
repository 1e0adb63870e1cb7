import { plainLetters } from '#ingest/table/plainLetters.ts';

/** The id that a title or the name of a file would have: plain letters, digits, hyphens, single points and underscores. */
export function idFrom(text: string): string {
  return plainLetters(text)
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/^[^A-Za-z0-9]+|[-.]+$/g, '')
    .replaceAll(/-{2,}/g, '-')
    .toLowerCase();
}
