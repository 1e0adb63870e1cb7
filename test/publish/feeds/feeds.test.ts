import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { trilens } from '../../cli/trilens.ts';
import { browser } from '../../e2e/browser.ts';
import { type Folder, reportFolder } from '../../report/folder.ts';

const ITEM = {
  type: 'object',
  required: ['id', 'title', 'content_text', 'date_published', 'tags'],
  properties: {
    id: { type: 'string' },
    url: { type: 'string', format: 'uri' },
    date_published: { type: 'string', format: 'date-time' },
    date_modified: { type: 'string', format: 'date-time' },
    tags: {
      type: 'array',
      items: { enum: ['report', 'decision', 'signal', 'restatement', 'changes'] },
    },
  },
};
const FEED = {
  type: 'object',
  required: ['version', 'title', 'items'],
  properties: {
    version: { const: 'https://jsonfeed.org/version/1.1' },
    home_page_url: { type: 'string', format: 'uri' },
    feed_url: { type: 'string', format: 'uri' },
    items: { type: 'array', items: ITEM },
  },
};

interface JsonFeed {
  items: { id: string; url?: string; title: string; tags: string[] }[];
  home_page_url?: string;
}

let folder: Folder;
let chrome: Awaited<ReturnType<typeof browser>>;
let page: Page;
beforeAll(async () => {
  folder = await reportFolder();
  await folder.run('freeze', '2026-10');
  await folder.write(
    'content/portfolio.yaml',
    `${await folder.read('content/portfolio.yaml')}\nurl: https://portal.example.com/ours\n`,
  );
  await folder.restate('2026-10-26', 'N01', '33.8');
  expect((await folder.build('--as-of', '2026-11-02')).code).toBe(0);
  chrome = await browser();
  page = await chrome.newPage();
  return () => chrome.close();
}, 240_000);

const elements = (file: string, name: string) =>
  page.evaluate(
    ([text, tag]) => {
      const document = new DOMParser().parseFromString(text as string, 'application/xml');
      const broken = document.querySelector('parsererror')?.textContent;
      return broken
        ? [broken]
        : [...document.getElementsByTagName(tag as string)].map(
            (element) => element.getAttribute('href') ?? element.textContent ?? '',
          );
    },
    [file, name],
  );

describe('the Atom feed', () => {
  it('is XML with full addresses, ids that are addresses of nothing, and days that are moments', async () => {
    const xml = await folder.read('dist/feed.xml');
    const ids = await elements(xml, 'id');
    expect(ids.length).toBeGreaterThan(2);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids)
      expect(id).toMatch(
        /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    for (const href of await elements(xml, 'link'))
      expect(href).toMatch(/^https:\/\/portal\.example\.com\/ours\//);
    for (const moment of [
      ...(await elements(xml, 'updated')),
      ...(await elements(xml, 'published')),
    ])
      expect(moment).toMatch(/^\d{4}-\d\d-\d\dT00:00:00Z$/);
  });
  it('tells of the report, of what was restated in it, and of signals', async () => {
    const titles = await elements(await folder.read('dist/feed.xml'), 'title');
    expect(titles).toContain('Stops in October');
    expect(titles).toContainEqual(expect.stringMatching(/^Restated: .* of Stops in October$/));
    expect(titles).toContainEqual(expect.stringContaining('Unplanned stops'));
  });
  it('every page says where it is', async () => {
    const html = await folder.read('dist/index.html');
    for (const [type, name] of [
      ['application/atom+xml', 'feed.xml'],
      ['application/feed+json', 'feed.json'],
      ['text/calendar', 'gates.ics'],
    ])
      expect(html).toContain(`<link rel="alternate" type="${type}" href="/ours/${name}"`);
  });
});

describe('the JSON feed', () => {
  it('is what version 1.1 says, with the same items and ids as the Atom feed', async () => {
    const ajv = new Ajv();
    addFormats(ajv);
    const feed = JSON.parse(await folder.read('dist/feed.json')) as JsonFeed;
    expect(ajv.validate(FEED, feed), JSON.stringify(ajv.errors)).toBe(true);
    expect(feed.items.map((item) => item.id)).toEqual(
      (await elements(await folder.read('dist/feed.xml'), 'id')).slice(1),
    );
  });
  it('an item keeps its id when its words change, wherever the portal is served', async () => {
    const before = JSON.parse(await folder.read('dist/feed.json')) as JsonFeed;
    const other = await reportFolder();
    await other.run('freeze', '2026-10');
    await other.write(
      'content/reports/2026-10.mdx',
      (await other.read('content/reports/2026-10.mdx')).replace(
        'summary: Fewer stops',
        'summary: Far fewer stops',
      ),
    );
    expect((await other.build('--as-of', '2026-11-02')).code).toBe(0);
    const after = JSON.parse(await other.read('dist/feed.json')) as JsonFeed;
    const report = (feed: JsonFeed) => feed.items.find((item) => item.title === 'Stops in October');
    expect(report(after)?.id).toBe(report(before)?.id);
    // Without an address JSON Feed has none to give, and relative ones are not allowed.
    expect(report(after)).not.toHaveProperty('url');
    expect(after).not.toHaveProperty('home_page_url');
    await expect(other.read('dist/sitemap-index.xml')).rejects.toThrow('ENOENT');
    expect(report(before)?.url).toBe('https://portal.example.com/ours/reports/2026-10/');
  }, 180_000);
});

describe('the calendar of gates', () => {
  it('is iCalendar: CRLF, lines of at most 75 octets, one all-day event for each review and each sign-off', async () => {
    const text = await folder.read('dist/gates.ics');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const unfolded = text.replaceAll('\r\n ', '');
    expect(unfolded).toContain('SUMMARY:Review G1');
    expect(unfolded).toContain('SUMMARY:Sign off G1');
    expect(unfolded).toContain('DTSTART;VALUE=DATE:20261215');
    expect(unfolded).toContain(
      'https://portal.example.com/ours/initiatives/early-signs/#early-signs-g1',
    );
    expect(unfolded.match(/^UID:/gm)?.length).toBe(unfolded.match(/^BEGIN:VEVENT/gm)?.length);
  });
  it('a review that moves keeps its UID and rises in SEQUENCE, so that Outlook moves it; a build of the same day is the same to the byte, in any time zone', async () => {
    const before = await folder.read('dist/gates.ics');
    const event = (text: string) =>
      /BEGIN:VEVENT(?:(?!END:VEVENT)[\s\S])*SUMMARY:Review G1[\s\S]*?END:VEVENT/.exec(text)?.[0] ??
      '';
    const value = (text: string, name: string) =>
      new RegExp(`^${name}[^:\\n]*:(.*)\\r$`, 'm').exec(event(text))?.[1];
    const args = [
      'build',
      '--content',
      join(folder.dir, 'content'),
      '--data',
      join(folder.dir, 'data'),
      '--cache',
      join(folder.dir, 'cache'),
      '--fail-on',
      'never',
    ];
    await trilens([...args, '--out', join(folder.dir, 'again'), '--as-of', '2026-11-02'], {
      env: { TZ: 'America/Los_Angeles' },
    });
    expect(await folder.read('again/gates.ics')).toBe(before);
    const initiative = 'content/initiatives/early-signs.mdx';
    await folder.write(
      initiative,
      (await folder.read(initiative)).replace('due: 2026-12-15', 'due: 2027-01-20'),
    );
    await trilens([...args, '--out', join(folder.dir, 'moved'), '--as-of', '2026-11-03'], {
      env: { TZ: 'Pacific/Auckland' },
    });
    const after = await folder.read('moved/gates.ics');
    expect(value(after, 'DTSTART')).toBe('20270120');
    expect(value(after, 'UID')).toBe(value(before, 'UID'));
    expect(Number(value(after, 'SEQUENCE'))).toBeGreaterThan(Number(value(before, 'SEQUENCE')));
  }, 240_000);
});

describe('the sitemap', () => {
  it('names every page that was built, by its full address', async () => {
    expect(await elements(await folder.read('dist/sitemap-index.xml'), 'loc')).toEqual([
      'https://portal.example.com/ours/sitemap-0.xml',
    ]);
    const pages = await elements(await folder.read('dist/sitemap-0.xml'), 'loc');
    for (const path of ['', 'reports/2026-10/', 'changes/', 'metrics/unplanned-stops/'])
      expect(pages).toContain(`https://portal.example.com/ours/${path}`);
    for (const address of pages)
      await expect(
        readFile(
          join(
            folder.dir,
            'dist',
            address.replace('https://portal.example.com/ours/', ''),
            'index.html',
          ),
        ),
      ).resolves.toBeTruthy();
  });
});

describe('the message about a build', () => {
  const send = (env: Record<string, string>) =>
    trilens(
      [
        'build',
        '--content',
        join(folder.dir, 'content'),
        '--data',
        join(folder.dir, 'data'),
        '--cache',
        join(folder.dir, 'cache'),
        '--out',
        join(folder.dir, 'sent'),
        '--fail-on',
        'never',
        '--as-of',
        '2026-11-02',
        '--previous',
        join(folder.dir, 'dist/api/portfolio.json'),
      ],
      { env: { TRILENS_TEAMS_URL: '', TRILENS_SLACK_URL: '', ...env } },
    );

  it('is written to files for Teams and Slack, and sent only where an address is set', async () => {
    const received: { path: string; body: unknown }[] = [];
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk) => {
        text += chunk;
      });
      request.on('end', () => {
        received.push({ path: request.url ?? '', body: JSON.parse(text) });
        response.writeHead(202).end();
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    await folder.restate('2026-10-26', 'S01', '18.8');
    expect(
      (await send({ TRILENS_TEAMS_URL: `http://127.0.0.1:${port}/teams?sig=secret` })).code,
    ).toBe(0);
    server.close();
    expect(received.map(({ path }) => path)).toEqual(['/teams?sig=secret']);
    const teams = JSON.parse(await folder.read('cache/notify/teams.json')) as {
      type: string;
      attachments: {
        contentType: string;
        content: {
          type: string;
          version: string;
          body: { text: string }[];
          actions: { url: string }[];
        };
      }[];
    };
    expect(received[0]?.body).toEqual(teams);
    const card = teams.attachments[0]?.content;
    expect(teams.attachments[0]?.contentType).toBe('application/vnd.microsoft.card.adaptive');
    expect(card).toMatchObject({
      type: 'AdaptiveCard',
      actions: [{ url: 'https://portal.example.com/ours/changes/' }],
    });
    expect(card?.body.map((block) => block.text).join('\n')).toMatch(
      /South plant: reported as 8\.0 % for 2026-W44, now 10\.4 %/,
    );
    expect(await folder.read('cache/notify/slack.json')).toContain('*Values restated*');
    // One file that a mail program shows: nothing is fetched, nothing runs, and Gmail does not cut it off.
    const mail = await folder.read('cache/notify/email.html');
    expect(Buffer.byteLength(mail)).toBeLessThan(100_000);
    expect(mail).toContain('South plant: reported as 8.0 % for 2026-W44, now 10.4 %');
    expect(mail).not.toMatch(/<(?:script|style|link|img|svg|iframe)\b|\bsrc=|url\(/);
    const links = [...mail.matchAll(/href="([^"]*)"/g)].map(([, to]) => to);
    expect(links.length).toBeGreaterThan(0);
    expect(links.every((to) => to?.startsWith('https://portal.example.com/ours/'))).toBe(true);
    // What chats show of a link: whole addresses, and a picture that is there.
    const home = await folder.read('sent/index.html');
    const picture =
      /property="og:image" content="https:\/\/portal\.example\.com\/ours\/([^"]*)"/.exec(home)?.[1];
    expect((await readFile(join(folder.dir, 'sent', picture ?? '?'))).toString('latin1')).toMatch(
      /^.PNG/,
    );
    expect(home).toContain('property="og:url" content="https://portal.example.com/ours/"');
  }, 180_000);

  it('that cannot be delivered is a warning without the secret address, and the portal is published', async () => {
    const built = await send({ TRILENS_SLACK_URL: 'http://127.0.0.1:9/hooks/secret' });
    expect(built.code).toBe(0);
    expect(built.err).toContain('warning: the message to Slack was not delivered');
    expect(built.err + built.out).not.toContain('secret');
  }, 180_000);
});
