#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { parseArgs } from 'node:util';
import { loadConfig } from '#extend/loadConfig.ts';
import { nearest, ProblemsFound } from '#model/problem.ts';
import { diskWords } from '#publish/release/disk.ts';
import { ReleaseError } from '#publish/release/manifest.ts';
import { UsageError } from './options.ts';

interface Verb {
  does: string;
  load: () => Promise<{ run: (args: string[]) => Promise<number> }>;
  /** Whether it reads a portfolio, and with it the `trilens.config.ts` beside its content. */
  reads?: boolean;
}

const VERBS: Record<string, Verb> = {
  init: {
    does: 'write a small portfolio to start from',
    load: () => import('./init.ts'),
  },
  new: {
    does: 'write a goal, metric, initiative, gate, playbook, report or site to start from',
    load: () => import('./new.ts'),
    reads: true,
  },
  build: {
    does: 'build the portal into a folder',
    load: () => import('./build.ts'),
    reads: true,
  },
  check: {
    does: 'read everything and report problems and findings, without building',
    load: () => import('./check.ts'),
    reads: true,
  },
  read: {
    does: 'read any export file, and write it as clean CSV or JSON',
    load: () => import('./read.ts'),
  },
  dev: {
    does: 'show the portal and reload when a file changes',
    load: () => import('./dev.ts'),
    reads: true,
  },
  preview: {
    does: 'serve a built portal',
    load: () => import('./preview.ts'),
  },
  lock: {
    does: 'print the line that keeps the criteria of a gate as they are',
    load: () => import('./lock.ts'),
    reads: true,
  },
  'what-if': {
    does: 'say what a change of the portfolio would do',
    load: () => import('./what-if.ts'),
    reads: true,
  },
  report: {
    does: 'draft a report from the data',
    load: () => import('./report.ts'),
    reads: true,
  },
  freeze: {
    does: 'keep the numbers of a report as they are',
    load: () => import('./freeze.ts'),
    reads: true,
  },
  schema: {
    does: 'write JSON Schemas, by which an editor helps while you type',
    load: () => import('./schema.ts'),
    reads: true,
  },
  setup: {
    does: 'write the files that publish it every night, or serve it',
    load: () => import('./setup.ts'),
  },
  audit: {
    does: 'prove that an edition holds nothing for a narrower audience',
    load: () => import('./audit.ts'),
    reads: true,
  },
  publish: {
    does: 'put a built portal in place, in one step',
    load: () => import('./publish.ts'),
  },
  rollback: {
    does: 'put an earlier release back in place',
    load: () => import('./rollback.ts'),
  },
  releases: {
    does: 'list the releases in a folder',
    load: () => import('./releases.ts'),
  },
  verify: {
    does: 'prove that a release was not altered',
    load: () => import('./verify.ts'),
  },
};

const HELP = `trilens <verb> [options]

Builds one searchable portal of transformation playbooks and reports
from MDX playbooks (content/) and CSV metric exports (data/).

${Object.entries(VERBS)
  .map(([verb, { does }]) => `  ${verb.padEnd(9)} ${does}`)
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
  const known = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (!known) {
    const near = nearest(verb, Object.keys(VERBS));
    console.error(
      `There is no verb "${verb}".${near ? ` Did you mean "${near}"?` : ''} The verbs are ${Object.keys(VERBS).join(', ')}.`,
    );
    return 64;
  }
  try {
    if (known.reads && !args.some((arg) => arg === '--help' || arg === '-h'))
      await loadConfig(contentOf(args));
    const command = await known.load();
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

/** The content folder that a verb is going to read; what is wrong with its options, it says itself. */
function contentOf(args: string[]): string {
  const { values } = parseArgs({ args, options: { content: { type: 'string' } }, strict: false });
  return typeof values.content === 'string' ? values.content : 'content';
}
