import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { auditor } from '#publish/audit/audit.ts';
import { writeApi } from '#publish/api/api.ts';
import { portalFor } from '#site/compose.ts';
import { withSecrets } from './secrets.ts';

it('what is foreseen for an edition names nothing that its readers may not know, and the audit would see it', async () => {
  const { portfolio } = await withSecrets();
  const audit = await auditor(portfolio, 'plant');
  const root = await mkdtemp(join(tmpdir(), 'trilens-foreseen-'));
  for (const [folder, audience] of [
    ['plant', 'plant'],
    ['whole', null],
  ] as const)
    await writeApi(portalFor(portfolio, audience), join(root, folder));
  const foreseen = async (folder: string) =>
    (await audit(join(root, folder))).leaks.filter(
      ({ file, kind }) => file.endsWith('foresight.json') && kind !== 'link',
    );
  expect((await readdir(join(root, 'plant'), { recursive: true })).join()).toContain(
    'foresight.json',
  );
  expect(await foreseen('plant')).toEqual([]);
  expect(await foreseen('whole')).not.toEqual([]);
  await rm(root, { recursive: true, force: true });
}, 120_000);
