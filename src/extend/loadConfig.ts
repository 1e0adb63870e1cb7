import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownRules, ruleFrom } from '#model/findings/ownRules.ts';
import { ownCriteria } from '#model/gate/kinds/own.ts';
import { ownMessages } from '#model/record/ownMessages.ts';
import { type Problem, ProblemsFound } from '#model/problem.ts';
import { useExtensionHash } from '#ingest/extensionHash.ts';
import { ownSections } from '#ingest/content/references/names.ts';
import { ownBlocks } from '#ingest/mdx/ownBlocks.ts';
import { ownSources } from '#ingest/source/ownSources.ts';
import type { TrilensConfig } from './config.ts';
import { type ConfigFile, configProblem, loadFailure } from './configProblem.ts';
import { useCompiled } from './compiled.ts';
import { hashOfFiles } from './hashOfFiles.ts';
import { importConfig } from './importConfig.ts';
import { componentFiles } from './overridable.ts';
import { ownPages } from './ownPages.ts';
import { ownReporters } from './ownReporters.ts';
import { partFlaws } from './partFlaws.ts';
import { shapeFlaws } from './shapeFlaws.ts';

const NAMES = [
  'trilens.config.ts',
  'trilens.config.mts',
  'trilens.config.js',
  'trilens.config.mjs',
];
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Whether a file is a configuration, by its name. */
export function isConfigName(name: string): boolean {
  return NAMES.includes(name);
}

/** The configuration beside a content folder, or null. */
export function configBeside(contentDir: string): string | null {
  const dir = dirname(resolve(contentDir));
  return NAMES.map((name) => join(dir, name)).find((path) => existsSync(path)) ?? null;
}

/**
 * Reads the `trilens.config.ts` beside a content folder and puts what it adds in place; without one nothing is done. It runs
 * before what it adds to is loaded. Throws `ProblemsFound` for a configuration that cannot be used.
 */
export async function loadConfig(contentDir: string): Promise<void> {
  const path = configBeside(contentDir);
  if (path === null) return;
  const file: ConfigFile = { path, text: await readFile(path, 'utf8') };
  const { config, modules } = await importConfig(path).catch((error: unknown) => {
    throw loadFailure(file, error);
  });
  if (typeof config !== 'object' || config === null)
    throw new ProblemsFound([
      configProblem(file, {
        code: 'no-default',
        found: 'it has no default export that is an object',
        fix: "write export default defineConfig({ … }), with import { defineConfig } from 'trilens'",
        at: 'export',
      }),
    ]);
  const dir = dirname(path);
  const problems: Problem[] = shapeFlaws(config).map((flaw) => configProblem(file, flaw));
  if (problems.length === 0)
    problems.push(...partFlaws(config, dir, ROOT).map((flaw) => configProblem(file, flaw)));
  if (problems.length > 0) throw new ProblemsFound(problems);
  await use(config, dir, modules);
}

async function use(config: TrilensConfig, dir: string, modules: readonly string[]): Promise<void> {
  const at = (path: string) => resolve(dir, path);
  const known = componentFiles(ROOT);
  const blocks = (config.blocks ?? []).map((block) => ({ ...block, props: block.props ?? {} }));
  ownBlocks.use(blocks);
  ownRules.use((config.rules ?? []).map(ruleFrom));
  ownCriteria.use(config.criteria ?? []);
  ownSources.use(config.sources ?? []);
  ownReporters.use(config.reporters ?? []);
  ownMessages.use(Object.entries(config.messages ?? {}).map(([code, says]) => ({ code, says })));
  const compiled = {
    dir,
    blocks: Object.fromEntries(blocks.map(({ name, component }) => [name, at(component)])),
    overrides: Object.fromEntries(
      Object.entries(config.components ?? {}).map(([name, path]) => [
        known.get(name) ?? '',
        at(path),
      ]),
    ),
    pages: config.pages === undefined ? {} : Object.fromEntries(ownPages(at(config.pages))),
    stylesheet: config.stylesheet === undefined ? null : at(config.stylesheet),
  };
  ownSections.use(Object.keys(compiled.pages).map((address) => address.split('/')[1] ?? ''));
  useCompiled(compiled);
  useExtensionHash(
    await hashOfFiles([
      ...modules,
      ...Object.values(compiled.blocks),
      ...Object.values(compiled.overrides),
      ...Object.values(compiled.pages),
      ...(compiled.stylesheet === null ? [] : [compiled.stylesheet]),
    ]),
  );
}
