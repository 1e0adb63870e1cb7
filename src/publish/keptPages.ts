import { CacheFolder } from '#site/cacheFolder.ts';

/** A page as an earlier build drew it. */
export interface KeptPage {
  html: Buffer;
  /** What `searchMark` gave for it. */
  mark: string | null;
}

const NO_MARK = '-';

/** Drawn pages between builds, each under the key of all that it shows. */
export class KeptPages {
  private readonly folder: CacheFolder;

  constructor(dir: string) {
    this.folder = new CacheFolder(dir);
  }

  async get(key: string): Promise<KeptPage | null> {
    const entry = await this.folder.getBytes(key);
    const cut = entry?.indexOf('\n') ?? -1;
    if (entry === null || cut < 0) return null;
    const mark = entry.toString('latin1', 0, cut);
    return { html: entry.subarray(cut + 1), mark: mark === NO_MARK ? null : mark };
  }

  put(key: string, html: string, mark: string | null): Promise<void> {
    return this.folder.put(key, `${mark ?? NO_MARK}\n${html}`);
  }

  prune(): Promise<void> {
    return this.folder.prune();
  }
}
