#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { parseArgs } from 'node:util';
import { nearest, ProblemsFound } from '#model/problem.ts';
import { diskWords } from '#publish/release/disk.ts';
import { ReleaseError } from '#publish/release/manifest.ts';
import { UsageError } from './options.ts';
import { VERBS } from './verbs.ts';
import { VERSION } from './version.ts';

const HELP = `trilens <verb> [options]

Builds one searchable portal of transformation playbooks and reports
from MDX playbooks (content/) and CSV metric exports (data/).

${Object.entries(VERBS)
  .map(([verb, { does }]) => `  ${verb.padEnd(11)} ${does}`)
  .join('\n')}

trilens <verb> --help says more; trilens --version prints the version. Exit codes: 0 done, 1 failed and nothing published, 2 published with findings at or above --fail-on, 64 wrong usage.`;

// What is drawn and packed is the same wherever it is built: a library that takes a day for local time takes it for UTC.
process.env.TZ = 'UTC';
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
  if (verb === '--version' || verb === '-v' || verb === 'version') {
    console.log(VERSION);
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
      await (await import('#extend/loadConfig.ts')).loadConfig(contentOf(args));
    const command = await known.load();
    return await command.run(args, VERBS);
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
