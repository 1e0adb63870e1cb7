import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { textsOf } from '#model/language/textsOf.ts';
import { mediaOf } from '#model/record/bodyMedia.ts';
import type { MediaFile } from '#model/record/media.ts';
import type { Portal } from '#model/portal.ts';
import { CacheFolder } from '#site/cacheFolder.ts';
import { type Published, published } from './pictures.ts';

/** The files that the texts of a portal show or link to; an edition has those of its own texts only. */
function mediaOfPortal({ portfolio }: Portal): MediaFile[] {
  const { playbooks, initiatives, reports } = portfolio;
  return mediaOf([...playbooks, ...initiatives, ...reports].flatMap(textsOf));
}

interface Place {
  contentDir: string;
  cacheDir: string;
  dir: string;
  /** So many of the files are written: a library's first build encodes pictures for minutes. */
  onFile: (done: number, of: number) => void;
}

/** Writes them under `media/`. A picture that an earlier build made is taken from the cache. */
export async function writeMedia(
  portal: Portal,
  { contentDir, cacheDir, dir, onFile }: Place,
): Promise<void> {
  const kept = new CacheFolder(join(cacheDir, 'pictures'));
  const waiting = waitingOf(portal, contentDir, kept);
  const of = waiting.length;
  const work = async () => {
    for (let one = waiting.pop(); one; one = waiting.pop()) {
      await write(one, dir);
      onFile(of - waiting.length, of);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  await kept.prune();
}

/** Each address once: a picture that lies in two folders is published by its content. */
function waitingOf(portal: Portal, contentDir: string, kept: CacheFolder): Published[] {
  const all = mediaOfPortal(portal).flatMap((file) => published(file, contentDir, kept));
  return [...new Map(all.map((one) => [one.address, one])).values()];
}

async function write({ address, bytes }: Published, dir: string): Promise<void> {
  const path = join(dir, address);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await bytes());
}

/** What `trilens dev` serves at an address under `media/`; undefined where no text shows it. */
export async function mediaAt(
  portal: Portal,
  contentDir: string,
  cacheDir: string,
  address: string,
): Promise<Uint8Array | undefined> {
  const kept = new CacheFolder(join(cacheDir, 'pictures'));
  for (const file of mediaOfPortal(portal)) {
    const found = published(file, contentDir, kept).find((one) => one.address === address);
    if (found) return found.bytes();
  }
  return undefined;
}
