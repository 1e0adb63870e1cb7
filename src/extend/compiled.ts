import { OwnParts } from '#model/record/ownParts.ts';

/** What the compiler of the pages has to know of a `trilens.config.ts`, as plain data with full paths. */
export interface Compiled {
  /** Folder of the configuration. */
  dir: string;
  /** Names of blocks, and the file that draws each. */
  blocks: Record<string, string>;
  /** Files of components of Trilens, and the file in the place of each. */
  overrides: Record<string, string>;
  /** Addresses of pages as Astro writes them, and the file of each. */
  pages: Record<string, string>;
  stylesheet: string | null;
}

const compiled = new OwnParts<Compiled>('compiled');

/** Null without a configuration. */
export function ownCompiled(): Compiled | null {
  return compiled.all[0] ?? null;
}

export function useCompiled(own: Compiled): void {
  compiled.use([own]);
}
