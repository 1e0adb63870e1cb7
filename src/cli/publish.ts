import { resolve } from 'node:path';
import { publish } from '#publish/release/releases.ts';
import { markdownText } from '#publish/summary/markdown.ts';
import { addToSummary } from '#publish/summary/write.ts';
import { privateKey } from '#publish/release/signature.ts';
import { readOptions, UsageError } from './options.ts';
import { ROOT } from './root.ts';

const HELP = `trilens publish --to DIR [options]

Puts a built portal in place: DIR/current is moved to it in one step, so that a reader never sees a mix of two builds.
Serve DIR/current. Refuses when a newer release is in place, and checks the free disk before it starts. The same build
again is no new release.

  --to DIR     where the releases are kept
  --from DIR   the built portal  (default: dist)
  --keep N     how many releases stay  (default: 10)
  --force      put an older build in place on purpose
  --sign FILE  signs the release with the Ed25519 key in FILE (PEM), which \`trilens verify --key\` proves
  --source DIR  the git repository whose commit the provenance names  (default: the folder it runs in)
  --summary FILE  adds to the Markdown file that \`trilens build --summary\` began`;

export async function run(args: string[]): Promise<number> {
  const { values } = readOptions(args, {
    to: { type: 'string' },
    from: { type: 'string', default: 'dist' },
    keep: { type: 'string', default: '10' },
    force: { type: 'boolean', default: false },
    sign: { type: 'string' },
    source: { type: 'string', default: '.' },
    summary: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (!values.to)
    throw new UsageError('trilens publish needs --to DIR, the folder where the releases are kept.');
  const keep = Number(values.keep);
  if (!Number.isInteger(keep) || keep < 1)
    throw new UsageError(`--keep is "${values.keep}"; it must be a whole number of 1 or more.`);
  const key = values.sign === undefined ? null : await privateKey(values.sign);
  const release = await publish(resolve(values.from), resolve(values.to), {
    keep,
    force: values.force,
    now: new Date(),
    key,
    origin: { root: ROOT, source: resolve(values.source) },
  }).catch(async (error: Error) => {
    await addToSummary(`\n**Not put in place.** ${markdownText(error.message)}\n`, values.summary);
    throw error;
  });
  const said = `${release.already ? 'Already in place' : 'In place'}: ${release.id}, as of ${release.manifest.asOf}, ${Object.keys(release.manifest.files).length} files.`;
  console.log(said);
  await addToSummary(`\n${markdownText(said)}\n`, values.summary);
  return 0;
}
