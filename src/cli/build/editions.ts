import { heavyNotes } from '#publish/pages/pageBudget.ts';
import { writeDocuments } from '#publish/api/writeDocuments.ts';
import { writeBrand } from '#publish/assets/brand.ts';
import { writeExplore } from '#publish/assets/explore.ts';
import { writeOffline } from '#publish/assets/offline.ts';
import { writeCards } from '#publish/cards/cards.ts';
import { writeCalendar } from '#publish/feeds/calendar.ts';
import { writeFeeds } from '#publish/feeds/feeds.ts';
import { writeSitemap } from '#publish/feeds/sitemap.ts';
import { subscriptionsOf } from '#publish/feeds/subscriptions.ts';
import { prepareFiles } from '#publish/files.ts';
import { writeMedia } from '#publish/media/media.ts';
import { renderPages } from '#publish/pages/pages.ts';
import { writeRedirects } from '#publish/pages/redirects.ts';
import { writeLlms } from '#publish/twin/llms.ts';
import { writeSearchAids } from '#publish/search/searchAids.ts';
import { setPortal } from '#site/portal.ts';
import { href, setBase } from '#site/urls.ts';
import type { Audience } from '#model/record/audience.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Subscribed } from '#model/record/subscribed.ts';
import type { Portal } from '#model/portal.ts';
import { nearest, type Problem, ProblemsFound } from '#model/problem.ts';
import type { Progress } from '#cli/progress/progress.ts';
import { ROOT } from '#cli/root.ts';

/** Which editions are asked for, and the folder of each. */
export function editionsOf(
  portfolio: Portfolio,
  asked: string | undefined,
): { audience: Audience | null; folder: string }[] {
  const { audiences } = portfolio.settings;
  if (asked === undefined) return [{ audience: null, folder: '' }];
  if (asked === 'all' && audiences.length > 0)
    return audiences.map((audience) => ({ audience, folder: audience }));
  if (audiences.includes(asked)) return [{ audience: asked, folder: '' }];
  throw new ProblemsFound([unknownAudience(asked, audiences)]);
}

/** An audience that was asked for on the command line and that portfolio.yaml does not name. */
export function unknownAudience(asked: string, audiences: readonly Audience[]): Problem {
  const near = nearest(asked, audiences);
  const none = audiences.length === 0;
  return {
    code: 'build/unknown-audience',
    severity: 'error',
    file: '--audience',
    line: null,
    column: null,
    found: `there is no audience "${asked}"`,
    allowed: none ? 'portfolio.yaml names no audiences' : `${audiences.join(', ')}, all`,
    fix: near
      ? `did you mean "${near}"?`
      : none
        ? 'name them in portfolio.yaml, narrow to wide: audiences: [leadership, plant]'
        : 'use one of these, or add it to portfolio.yaml',
  };
}

/** Writes one edition whole, and says what it could not do: PDFs without a browser. */
export async function writeEdition(
  portal: Portal,
  before: Subscribed | null,
  { dir, base, contentDir, cacheDir, progress }: Place,
): Promise<string[]> {
  setPortal(portal);
  setBase(base);
  progress.stage('draw');
  const { news, events, published } = subscriptionsOf(portal, before);
  const writeFiles = await prepareFiles(portal, contentDir);
  const { pages, searched, heavy } = await renderPages(portal, {
    root: ROOT,
    out: dir,
    base: href(''),
    cacheDir,
    onPage: progress.page,
  });
  progress.stage('write');
  await writeDocuments(portal, dir, published);
  await writeExplore(dir);
  await writeRedirects(portal, dir);
  await writeSearchAids(portal, dir);
  await writeBrand(portal.portfolio.settings, contentDir, dir);
  await writeMedia(portal, { contentDir, cacheDir, dir, onFile: progress.page });
  await writeCards(portal, cacheDir, dir);
  await writeFeeds(portal, news, dir);
  await writeCalendar(portal, events, dir);
  await writeSitemap(portal, pages, dir);
  await writeLlms(portal, dir);
  const { url } = portal.portfolio.settings;
  const notes = await writeFiles(
    { dir, base: href(''), origin: url === undefined ? null : new URL(url).origin },
    cacheDir,
  );
  await searched;
  await writeOffline(dir, href(''), portal.portfolio);
  return [...notes, ...heavyNotes(heavy)];
}

/** Where an edition is written and served, and where it comes from. */
interface Place {
  dir: string;
  base: string;
  contentDir: string;
  cacheDir: string;
  progress: Progress;
}
