import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Connect } from 'vite';
import type { Portal } from '#model/portal.ts';
import { apiFiles } from '#publish/api/api.ts';
import { brandFiles } from '#publish/assets/brand.ts';
import { mediaAt } from '#publish/media/media.ts';
import { VEGA } from '#publish/assets/explore.ts';

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.webmanifest': 'application/manifest+json',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.csv': 'text/csv; charset=utf-8',
  '.prom': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.pdf': 'application/pdf',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.vtt': 'text/vtt',
};

/** Serves what a build would have written beside the pages. */
export function serveOwnFiles(
  middlewares: Connect.Server,
  portal: () => Portal | undefined,
  { contentDir, cacheDir }: { contentDir: string; cacheDir: string },
): void {
  const bodyOf = async (name: string): Promise<string | Uint8Array | undefined> => {
    const shown = portal();
    if (name === 'explore/vega.js') return readFile(VEGA);
    if (shown && name.startsWith('media/'))
      return mediaAt(shown, contentDir, cacheDir, decodeURI(name));
    if (shown && /^(brand\.css|manifest\.webmanifest|logo\.\w+)$/.test(name))
      return (await brandFiles(shown.portfolio.settings, contentDir)).get(name);
    return shown && name.startsWith('api/') ? apiFiles(shown).get(name)?.() : undefined;
  };
  middlewares.use(async (request, response, next) => {
    const name = (request.url ?? '').split('?')[0]?.slice(1) ?? '';
    const body = await bodyOf(name);
    if (body === undefined) return next();
    response.setHeader('content-type', TYPES[extname(name)] ?? 'application/octet-stream');
    response.end(body);
  });
}
