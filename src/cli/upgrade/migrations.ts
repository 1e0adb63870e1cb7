import type { Migration, PortfolioFile } from './migration.ts';
import { keepPortfolioId } from './portfolioId.ts';
import { straightQuotes } from './straightQuotes.ts';

/** Every migration, the oldest first: what is moved by one is read by the next. */
export const MIGRATIONS: readonly Migration[] = [straightQuotes, keepPortfolioId];

/** A file as this version wants it, and what was done to it; the same text where nothing was. */
export function migrated({ path, text }: PortfolioFile): { text: string; done: Migration[] } {
  const done: Migration[] = [];
  let moved = text;
  for (const migration of MIGRATIONS) {
    const next = migration.change({ path, text: moved });
    if (next === null || next === moved) continue;
    moved = next;
    done.push(migration);
  }
  return { text: moved, done };
}
