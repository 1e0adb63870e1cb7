#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { ProblemsFound } from '#model/problem.ts';
import { diskWords } from '#publish/release/disk.ts';
import { ReleaseError } from '#publish/release/manifest.ts';
import { UsageError } from './options.ts';

const VERBS = {
  init: 'write a small portfolio to start from',
  build: 'build the portal into a folder',
  check: 'read everything and report problems and findings, without building',
  read: 'read any export file, and write it as clean CSV or JSON',
  dev: 'show the portal and reload when a file changes',
  preview: 'serve a built portal',
  lock: 'print the line that keeps the criteria of a gate as they are',
  'what-if': 'say what a change of the portfolio would do',
  report: 'draft a report from the data',
  freeze: 'keep the numbers of a report as they are',
  setup: 'write the files that publish it every night, or serve it',
  audit: 'prove that an edition holds nothing for a narrower audience',
  publish: 'put a built portal in place, in one step',
  rollback: 'put an earlier release back in place',
  releases: 'list the releases in a folder',
  verify: 'prove that a release was not altered',
} as const;

const HELP = `trilens <verb> [options]

Builds one searchable portal of transformation playbooks and reports
from MDX playbooks (content/) and CSV metric exports (data/).

${Object.entries(VERBS)
  .map(([verb, does]) => `  ${verb.padEnd(9)} ${does}`)
  .join('\n')}

trilens <verb> --help says more. Exit codes: 0 done, 1 failed and nothing published, 2 published with findings at or above --fail-on, 64 wrong usage.`;

// Verbs are loaded below, and with them Astro and Vite: most of the time of a small build, and the same code each night.
enableCompileCache();
const [verb, ...rest] = process.argv.slice(2);
process.exitCode = await run(verb, rest);
// Bundlers and browsers keep handles open; what is done is done, once a reader at the other end of a pipe has it all.
if (verb !== 'dev' && verb !== 'preview') {
  await Promise.all(
    [process.stdout, process.stderr].map(
      (stream) => new Promise((written) => stream.write('', written)),
    ),
  );
  process.exit();
}

async function run(verb: string | undefined, args: string[]): Promise<number> {
  if (verb === undefined || verb === '--help' || verb === '-h' || verb === 'help') {
    console.log(HELP);
    return 0;
  }
  if (!(verb in VERBS)) {
    console.error(`There is no verb "${verb}". The verbs are ${Object.keys(VERBS).join(', ')}.`);
    return 64;
  }
  try {
    const command = (await import(`./${verb}.ts`)) as { run: (args: string[]) => Promise<number> };
    return await command.run(args);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(error.message);
      return 64;
    }
    if (error instanceof ProblemsFound || error instanceof ReleaseError) {
      console.error(error.message);
      return 1;
    }
    const words = diskWords(error);
    if (words === null) console.error(error);
    else
      console.error(
        `${verb} stopped: ${words} (${(error as Error).message}). Nothing was published.`,
      );
    return 1;
  }
}
