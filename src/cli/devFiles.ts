import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Connect } from 'vite';
import type { PortfolioSettings } from '#model/portfolio.ts';
import { brandFiles } from '#publish/brand.ts';
import { VEGA } from '#publish/explore.ts';

const TYPES: Record<string, string> = { '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.png': 'image/png', '.webp': 'image/webp', '.avif': 'image/avif', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg' };

/** Serves what a build would have written beside the pages. */
export function serveOwnFiles(middlewares: Connect.Server, settings: () => PortfolioSettings | undefined, contentDir: string): void {
  middlewares.use(async (request, response, next) => {
    const name = (request.url ?? '').split('?')[0]?.slice(1) ?? '';
    const held = settings();
    const body = name === 'explore/vega.js' ? await readFile(VEGA) : /^(brand\.css|logo\.\w+)$/.test(name) && held ? (await brandFiles(held, contentDir)).get(name) : undefined;
    if (!body) return next();
    response.setHeader('content-type', TYPES[extname(name)] ?? 'application/octet-stream');
    response.end(body);
  });
}
