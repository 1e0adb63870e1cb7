import type { OwnRule } from '#model/findings/ownRules.ts';
import type { OwnCriterionKind } from '#model/gate/kinds/own.ts';
import type { OwnBlock } from '#ingest/mdx/ownBlocks.ts';
import type { OwnSource } from '#ingest/source/ownSources.ts';
import type { OwnReporter } from './ownReporters.ts';

/** What a `trilens.config.ts` beside `content/` may add. Paths are from its folder. */
export interface TrilensConfig {
  /** Blocks that authors may write in MDX, beside the shipped ones. */
  blocks?: readonly OwnBlock[];
  /** Components of Trilens that another file replaces: `{ ReviewCard: './ReviewCard.astro' }`. */
  components?: Readonly<Record<string, string>>;
  /** A folder of `.astro` pages; the path of a file is its address. */
  pages?: string;
  /** A stylesheet that every page loads after those of Trilens. */
  stylesheet?: string;
  /** Rules that are asked beside the shipped ones. */
  rules?: readonly OwnRule[];
  /** Kinds of criteria for gates. */
  criteria?: readonly OwnCriterionKind[];
  /** Kinds of files in the data folder. */
  sources?: readonly OwnSource[];
  /** Formats for `trilens check --format`. */
  reporters?: readonly OwnReporter[];
  /** What to do about a kind of problem or a finding of a rule, by its code: `{ 'export/missing': '{fix}; or call 4711' }`. */
  messages?: Readonly<Record<string, string>>;
}

/** Gives a configuration its type; an editor completes its fields. */
export function defineConfig(config: TrilensConfig): TrilensConfig {
  return config;
}
