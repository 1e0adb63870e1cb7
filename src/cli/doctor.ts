import { readOptions, SOURCE_HELP, SOURCE_OPTIONS } from './options.ts';
import { examined } from './doctor/examined.ts';

const HELP = `trilens doctor [options]

Looks at what Trilens needs on this machine: the runtime, the package, a browser for PDF, fonts, room on the disk, the cache, the content
and the contract. It changes nothing. Exit codes: 0 a build can run, 1 something stops it.

${SOURCE_HELP.split('\n')
  .filter((line) => !line.includes('--as-of'))
  .join('\n')}`;

/** Prints what was looked at, a line each. */
export async function run(args: string[]): Promise<number> {
  const { content, data, cache, help } = SOURCE_OPTIONS;
  const { values } = readOptions(args, { content, data, cache, help });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const found = await examined(values);
  for (const { name, state, says, fix } of found) {
    console.log(`${SIGNS[state]}  ${name.padEnd(9)} ${says}`);
    if (fix !== undefined) console.log(`         to do: ${fix}`);
  }
  return found.some(({ state }) => state === 'stops') ? 1 : 0;
}

const SIGNS = { good: 'ok   ', limits: 'note ', stops: 'stop ' } as const;
