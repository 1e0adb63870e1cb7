import { escapeMarkup } from '#model/words/escapeMarkup.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Portal } from '#model/portal.ts';
import { address, href } from '#site/urls.ts';
import { uuidOf } from './identity.ts';
import type { Subscriptions } from './subscriptions.ts';

type Items = Subscriptions['news'];

/** So many items are in a feed. */
const MOST = 100;

/** Writes `feed.xml` (Atom, RFC 4287) and `feed.json` (JSON Feed 1.1): reports, decisions, signals, restatements, changes. */
export async function writeFeeds(portal: Portal, all: Items, dir: string): Promise<void> {
  const items = all.slice(0, MOST);
  await writeFile(join(dir, 'feed.xml'), atom(portal, items));
  await writeFile(join(dir, 'feed.json'), `${JSON.stringify(jsonFeed(portal, items), null, 1)}\n`);
}

function atom({ portfolio }: Portal, items: Items): string {
  const { id, name, summary, url, locale } = portfolio.settings;
  const link = (path: string) => address(path, url) ?? href(path);
  const updated =
    items
      .map((item) => item.updated)
      .sort()
      .at(-1) ?? portfolio.asOf;
  const entries = items.map(
    (item) => `  <entry>
    <id>urn:uuid:${item.uuid}</id>
    <title>${escapeXml(item.title)}</title>
    <link rel="alternate" type="text/html" href="${escapeXml(link(item.path))}"/>
    <published>${moment(item.published)}</published>
    <updated>${moment(item.updated)}</updated>
    <category term="${item.kind}"/>
    <content type="text">${escapeXml(item.text)}</content>
  </entry>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(locale)}">
  <id>urn:uuid:${uuidOf(id, 'feed')}</id>
  <title>${escapeXml(name)}</title>
${summary ? `  <subtitle>${escapeXml(summary)}</subtitle>\n` : ''}  <updated>${moment(updated)}</updated>
  <author><name>${escapeXml(name)}</name></author>
  <generator>Trilens</generator>
  <link rel="self" type="application/atom+xml" href="${escapeXml(link('feed.xml'))}"/>
  <link rel="alternate" type="text/html" href="${escapeXml(link(''))}"/>
${entries.join('')}</feed>
`;
}

function jsonFeed({ portfolio }: Portal, items: Items): object {
  const { name, summary, url, locale } = portfolio.settings;
  // JSON Feed knows full addresses only: they are left out where nobody said where the portal is published.
  const link = <K extends string>(key: K, path: string) => {
    const full = address(path, url);
    return full === null ? {} : { [key]: full };
  };
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: name,
    ...(summary ? { description: summary } : {}),
    ...link('home_page_url', ''),
    ...link('feed_url', 'feed.json'),
    language: locale,
    authors: [{ name }],
    items: items.map((item) => ({
      id: `urn:uuid:${item.uuid}`,
      ...link('url', item.path),
      title: item.title,
      content_text: item.text,
      date_published: moment(item.published),
      date_modified: moment(item.updated),
      tags: [item.kind],
    })),
  };
}

function moment(date: string): string {
  return `${date}T00:00:00Z`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 forbids
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** Text for XML, without the characters that XML 1.0 forbids. */
function escapeXml(text: string): string {
  return escapeMarkup(text.replaceAll(FORBIDDEN, ''));
}
