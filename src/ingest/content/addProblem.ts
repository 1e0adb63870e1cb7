import type { Source } from './source.ts';

/** Reports what is wrong with a field of a source; an error where no severity is given. */
export type AddProblem = (
  source: Source,
  at: readonly PropertyKey[],
  code: string,
  found: string,
  fix: string,
  allowed?: string,
  severity?: 'warning',
) => void;
