import { hash } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { strToU8, zipSync } from 'fflate';
import { openSource } from '#ingest/source/open.ts';
import type { Source } from '#ingest/source/source.ts';

// Its readers are processes that are kept for the next source; this file needs its own, with its own limits.
vi.resetModules();
const { apart } = await import('#ingest/source/apart/apart.ts');

const ASKED = { columns: null, columnMap: {} };
let archive: Source;
beforeAll(() => {
  const bytes = zipSync({ 'stops.csv': strToU8('day,hours\n2026-10-01,3\n') });
  archive = {
    kind: 'file',
    label: 'data/a.zip',
    path: 'a.zip',
    bytes,
    sha256: hash('sha256', bytes),
  };
});
const open = (limits?: Parameters<typeof apart>[1]) =>
  apart({ kind: 'open', source: archive, asked: ASKED }, limits);

describe('a source that is read in a process of its own', () => {
  it('and fills the memory of that, is refused with what to do', async () => {
    await expect(open({ megabytes: 4 })).rejects.toMatchObject({
      code: 'export/reader-died',
      message: expect.stringContaining('it may hold 4 MB'),
      fix: expect.stringContaining('split it into smaller files'),
    });
  });
  it('and takes too long, is refused and its process is ended', async () => {
    await expect(open({ seconds: 0.001 })).rejects.toMatchObject({ code: 'export/too-slow' });
  });
  it('and is a database that takes the call and never answers, costs its own export', async () => {
    // Its process has started then.
    await open();
    const calls: Socket[] = [];
    const server = createServer((call) =>
      calls.push(call.on('error', () => undefined).resume()),
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(
      apart(
        {
          kind: 'postgres',
          query: 'SELECT 1',
          connection: `postgresql://reader:word@127.0.0.1:${port}/db`,
          sql: { engine: 'postgres', connection: 'URL', timeoutSeconds: 60, maxRows: 10 },
          environment: {},
        },
        { seconds: 5 },
      ),
    ).rejects.toMatchObject({ code: 'export/too-slow' });
    expect(calls).toHaveLength(1);
    await vi.waitUntil(() => calls[0]?.destroyed ?? false, { timeout: 20_000 });
    server.close();
    expect((await open()).length).toBe(1);
  });
  it('gives what reading it here gives, before and after another has failed', async () => {
    for (let turn = 0; turn < 3; turn++) {
      const parts = await openSource(archive, ASKED);
      expect(parts.map(({ path }) => path)).toEqual(['a.zip › stops.csv']);
      const content = parts[0]?.content;
      expect(content?.kind === 'bytes' && Buffer.from(content.bytes).toString()).toBe(
        'day,hours\n2026-10-01,3\n',
      );
    }
  });
  it('is refused in the words of its reader', async () => {
    const bytes = archive.bytes.slice(0, 40);
    await expect(
      apart({ kind: 'open', source: { ...archive, bytes }, asked: ASKED }),
    ).rejects.toMatchObject({ name: 'Error', code: expect.stringMatching(/^export\//) });
  });
  it('does not keep others waiting for ever: five at once all end', async () => {
    const ended = await Promise.all(Array.from({ length: 5 }, () => open()));
    expect(ended.map((parts) => parts.length)).toEqual([1, 1, 1, 1, 1]);
  });
});
