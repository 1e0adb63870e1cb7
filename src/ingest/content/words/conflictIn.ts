import type { SyntaxFlaw } from './flaw.ts';

/** Both versions of a text that git could not join, with its marks between them; null where there are none. */
export function conflictIn(text: string): SyntaxFlaw | null {
  const first = /^<{7}(?: .*)?$/m.exec(text);
  if (first === null || !/^={7}$/m.test(text) || !/^>{7}(?: .*)?$/m.test(text)) return null;
  return {
    at: first.index,
    found: 'two versions of these lines are here, since git could not join them',
    fix: 'keep what is right, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>',
  };
}
