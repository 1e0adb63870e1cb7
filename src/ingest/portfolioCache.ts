import { hash } from 'node:crypto';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

/**
 * The folder of one portfolio inside the cache. What is kept between nights (last good dumps, history, counts) belongs to
 * the portfolio that it came from: two of them may be built from one folder and call their exports alike. A portfolio is
 * known by where its folders lie as seen from the cache, so that a checkout that moves as a whole finds its own again.
 */
export function portfolioCache({
  contentDir,
  dataDir,
  cacheDir,
}: {
  contentDir: string;
  dataDir: string;
  cacheDir: string;
}): string {
  const from = dirname(resolve(cacheDir));
  const places = [contentDir, dataDir].map((dir) =>
    relative(from, resolve(dir)).split(sep).join('/'),
  );
  const called = basename(dirname(resolve(dataDir))).replaceAll(/[^A-Za-z0-9._-]/g, '-');
  return join(
    cacheDir,
    'portfolios',
    `${called || 'portfolio'}-${hash('sha256', JSON.stringify(places)).slice(0, 12)}`,
  );
}
