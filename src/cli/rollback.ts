import { resolve } from 'node:path';
import { rollback } from '#publish/release/releases.ts';
import { readOptions, UsageError } from './options.ts';

const HELP = `trilens rollback --to DIR [RELEASE]

Puts an earlier release back in place: the one named, or the one before the current. Its files are verified first.

  --to DIR     where the releases are kept`;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(
    args,
    { to: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    'names',
  );
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (!values.to)
    throw new UsageError(
      'trilens rollback needs --to DIR, the folder where the releases are kept.',
    );
  const release = await rollback(resolve(values.to), positionals[0]);
  console.log(`In place: ${release.id}, as of ${release.manifest.asOf}.`);
  return 0;
}
