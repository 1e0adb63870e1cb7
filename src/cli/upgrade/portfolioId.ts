import { parse } from 'yaml';
import { portfolioId } from '#ingest/content/portfolioId.ts';
import type { Migration } from './migration.ts';

/** Ids of feeds, calendars and reports of checks come from `id`. Without one they come from the name, and change with it. */
export const keepPortfolioId: Migration = {
  version: '0.2.0',
  says: 'The portfolio has the id that feeds and calendars know it by, so that another name changes none of them.',
  change: ({ path, text }) => {
    if (!/(^|\/)portfolio\.yaml$/.test(path)) return null;
    const data: unknown = parse(text);
    const { id, name } = (data ?? {}) as { id?: unknown; name?: unknown };
    if (id !== undefined || typeof name !== 'string') return null;
    const own = portfolioId(name);
    const changed = text.replace(/^name:.*$/m, (line) => `${line}\nid: ${own}`);
    // A name over several lines has no end that this sees.
    return isSame(changed, { name, id: own }) ? changed : `id: ${own}\n${text}`;
  },
};

function isSame(text: string, wanted: { name: string; id: string }): boolean {
  try {
    const { id, name } = parse(text) as { id?: unknown; name?: unknown };
    return id === wanted.id && name === wanted.name;
  } catch {
    return false;
  }
}
