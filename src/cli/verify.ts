import { resolve } from 'node:path';
import { verify } from '#publish/release/releases.ts';
import { publicKey } from '#publish/release/signature.ts';
import { readOptions, UsageError } from './options.ts';

const HELP = `trilens verify --to DIR [RELEASE]

Proves that no file of a release was altered, added or removed since it was published, and that current leads to a release
whose manifest is there: exit code 1 when not.

  --to DIR     where the releases are kept
  --key FILE   the public Ed25519 key (PEM) by which each release must be signed`;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(
    args,
    { to: { type: 'string' }, key: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    'names',
  );
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (!values.to)
    throw new UsageError('trilens verify needs --to DIR, the folder where the releases are kept.');
  const key = values.key === undefined ? null : await publicKey(values.key);
  const results = await verify(resolve(values.to), positionals[0], key);
  for (const { id, wrong } of results)
    console.log(
      wrong.length === 0
        ? `${id}  unaltered${key === null ? '' : ', and signed by this key'}`
        : wrong.map((sentence) => `${id}  ${sentence}`).join('\n'),
    );
  return results.some(({ wrong }) => wrong.length > 0) ? 1 : 0;
}
