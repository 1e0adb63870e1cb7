import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { plainLetters } from '#ingest/table/plainLetters.ts';

/**
 * The id of a portfolio that names none: its name in small plain letters with hyphens, `Example Works` is
 * `example-works`. A name without such letters gives eight digits of its hash.
 */
export function portfolioId(name: string): string {
  const slug = plainLetters(name)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return slug || `portfolio-${hash('sha256', name.normalize('NFC')).slice(0, 8)}`;
}

/** What is known of a portfolio whose files hold mistakes, so that its problems are known again and lead to its guide. */
export async function portfolioIn(contentDir: string): Promise<{ id: string; url?: string }> {
  try {
    const read: unknown = parse(await readFile(join(contentDir, 'portfolio.yaml'), 'utf8'));
    const { id, name, url } = read as { id?: unknown; name?: unknown; url?: unknown };
    return {
      id: typeof id === 'string' ? id : typeof name === 'string' ? portfolioId(name) : '',
      ...(typeof url === 'string' && URL.canParse(url) ? { url } : {}),
    };
  } catch {
    return { id: '' };
  }
}
