import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Portal } from '#model/portal.ts';
import { longDate } from '#model/time/date.ts';
import { CacheFolder } from '#site/cacheFolder.ts';
import { cardPath } from '#site/cardPath.ts';
import { type Card, drawCard } from './drawCard.ts';

/** Writes the pictures that chats and mails show of a link (ogp.me). They are named by their whole address, so without `url` there are none. */
export async function writeCards(portal: Portal, cacheDir: string, dir: string): Promise<void> {
  if (portal.portfolio.settings.url === undefined) return;
  const kept = new CacheFolder(join(cacheDir, 'cards'));
  await mkdir(join(dir, 'cards'), { recursive: true });
  for (const [address, card] of cardsOf(portal)) {
    const key = JSON.stringify([MAKING, card]);
    const known = await kept.getBytes(key);
    const picture = known ?? (await drawCard(card));
    if (known === null) await kept.put(key, picture);
    await writeFile(join(dir, cardPath(address)), picture);
  }
  await kept.prune();
}

/** Raised whenever cards are drawn differently. */
const MAKING = 1;

/** What each picture says: the title of its page, and the sentence that the page begins with. */
function cardsOf(portal: Portal): [address: string, card: Card][] {
  const { portfolio, goals, initiatives, headline } = portal;
  const { name, accent } = portfolio.settings;
  const card = (kind: string, title: string, says: string): Card => ({
    kind,
    title,
    says,
    foot: `${name}, as of ${longDate(portfolio.asOf)}`,
    accent: accent ?? null,
  });
  return [
    ['', card('Overview', name, headline)],
    ...goals.map(({ goal, sentence }): [string, Card] => [
      `goals/${goal.id}/`,
      card('Goal', goal.title, sentence),
    ]),
    ...initiatives.map(({ initiative }): [string, Card] => [
      `initiatives/${initiative.id}/`,
      card('Initiative', initiative.title, initiative.summary ?? ''),
    ]),
    ...portfolio.sites.map((site): [string, Card] => [
      `sites/${site.id}/`,
      card('Site', site.name, 'What it does well, what it waits for, and what comes next.'),
    ]),
    ...portfolio.reports.map((report): [string, Card] => [
      `reports/${report.id}/`,
      card('Report', report.title, ''),
    ]),
  ];
}
