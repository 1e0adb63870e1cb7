/** The door for programs: what a script, a test or another tool calls, and `defineConfig` for `trilens.config.ts`. */
export { defineConfig } from '#extend/config.ts';
export type { TrilensConfig } from '#extend/config.ts';
export type { Checked, OwnReporter } from '#extend/ownReporters.ts';
export type { OwnFound, OwnRule } from '#model/findings/ownRules.ts';
export type { OwnCriterionKind, OwnField, OwnJudgement } from '#model/gate/kinds/own.ts';
export type { OwnBlock } from '#ingest/mdx/ownBlocks.ts';
export type { OwnSource, OwnTable } from '#ingest/source/ownSources.ts';
export type { Problem } from '#model/problem.ts';
export type { Portal } from '#model/portal.ts';
export type { Portfolio } from '#model/record/portfolio.ts';
export { build } from './build.ts';
export type { BuildOptions, Built } from './build.ts';
export { check } from './check.ts';
export { read } from './read.ts';
export type { ReadOptions, ReadPortal } from './read.ts';
