import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Folder, reportFolder } from './folder.ts';

const words = (html: string) =>
  html
    .replaceAll(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

let folder: Folder;
let document: string;
let place: string;
beforeAll(async () => {
  folder = await reportFolder();
  expect((await folder.build('--as-of', '2026-11-02')).code).toBe(0);
  document = await folder.read('dist/api/portfolio.json');
  place = join(folder.dir, 'previous.json');
  await folder.write('previous.json', document);
}, 180_000);

describe('--previous', () => {
  it('without it, the page says that it cannot compare and how it could', async () => {
    expect(words(await folder.read('dist/changes/index.html'))).toContain(
      'No earlier build was given to compare with',
    );
    expect(JSON.parse(document)).toMatchObject({
      changes: { build: null },
      standing: { asOf: '2026-11-02' },
    });
  });

  it('an earlier document from an address gives what changed: a decision, a moved date, a person, a late export', async () => {
    const initiative = 'content/initiatives/early-signs.mdx';
    const before = await folder.read(initiative);
    await folder.write(
      initiative,
      before
        .replace('itLead: A. Data', 'itLead: E. New')
        .replace('due: 2026-12-15', 'due: 2027-01-20'),
    );
    const { server, url } = await served(document);
    const built = await folder.build('--as-of', '2026-11-30', '--previous', url);
    server.close();
    await folder.write(initiative, before);
    expect(built.code).toBe(0);
    const said = words(await folder.read('dist/changes/index.html'));
    expect(said).toContain('Since the build as of 2 November 2026');
    expect(said).toContain('Early signs: IT lead is E. New, after A. Data.');
    expect(said).toContain(
      'Early signs, G1 Leave the pilot: due 20 January 2027 instead of 15 December 2026.',
    );
    expect(said).toContain('Stop log: stale, last received 1 November 2026.');
    expect(await folder.read('dist/feed.json')).toContain('IT lead is E. New');
    expect(words(await folder.read('dist/index.html'))).toContain('Since 2 November 2026');
  }, 180_000);

  it.each([
    [
      'a later version',
      (text: string) => text.replace('"version": 1', '"version": 7'),
      'it has version 7',
    ],
    [
      'a build before it was published',
      (text: string) => JSON.stringify({ ...(JSON.parse(text) as object), standing: undefined }),
      'did not publish where the portfolio stood',
    ],
    ['a page', () => '<!doctype html>', 'it is not JSON'],
    ['another document', () => '{"rows": []}', 'it is not a portfolio document'],
    [
      'a document that was altered',
      (text: string) =>
        text
          .replace(/"freshness": "\w+"/, '"freshness": "splendid"')
          .replace(/("standing"[\s\S]*?)"state": "\w+"/, '$1"state": "splendid"'),
      'standing.',
    ],
  ])(
    '%s is refused with the file, and nothing is published',
    async (_, change, found) => {
      await folder.write('bad.json', change(document));
      await mkdir(join(folder.dir, 'kept'), { recursive: true });
      await folder.write('kept/index.html', 'the portal of yesterday');
      const built = await folder.run(
        'build',
        '--out',
        join(folder.dir, 'kept'),
        '--previous',
        join(folder.dir, 'bad.json'),
      );
      expect(built.code).toBe(1);
      expect(built.err).toContain('bad.json');
      expect(built.err).toContain(found);
      expect(await folder.read('kept/index.html')).toBe('the portal of yesterday');
    },
    180_000,
  );

  it('a file that is not there and a server that says no are errors', async () => {
    expect(await folder.build('--previous', `${place}.gone`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no such file'),
    });
    const { server, url } = await served(null);
    expect(await folder.build('--previous', url)).toMatchObject({
      code: 1,
      err: expect.stringContaining('the server answered 404'),
    });
    server.close();
  }, 180_000);
});

function served(text: string | null): Promise<{ server: Server; url: string }> {
  const server = createServer((_, response) =>
    response
      .writeHead(text === null ? 404 : 200, { 'content-type': 'application/json' })
      .end(text ?? ''),
  );
  return new Promise((done) =>
    server.listen(0, '127.0.0.1', () =>
      done({
        server,
        url: `http://127.0.0.1:${(server.address() as { port: number }).port}/api/portfolio.json`,
      }),
    ),
  );
}
