import { posix } from 'node:path';

/** Attributes of a page that hold an address. */
const ADDRESS = / (href|src|poster|action)="(\/[^"]*)"/g;
const SOURCES = / srcset="([^"]*)"/g;

/**
 * A page as it works without a server: every address leads from the page itself, and to a file by its name, since nothing adds
 * `index.html` to a folder that is opened by double click. `page` is its place in the folder: `metrics/stops/index.html`.
 */
export function relativePage(html: string, page: string, script: (src: string) => string): string {
  const root = posix.relative(posix.dirname(page), '.') || '.';
  return html
    .replaceAll(ADDRESS, (_, name: string, to: string) => ` ${name}="${relative(to, root)}"`)
    .replaceAll(SOURCES, (_, list: string) => ` srcset="${sources(list, root)}"`)
    .replace(
      /(http-equiv="refresh" content="\d+;\s*url=)(\/[^"]*)"/,
      (_, start: string, to: string) => `${start}${relative(to, root)}"`,
    )
    .replace(/ data-base="\/"/, ` data-base="${root}/" data-portable`)
    .replace(/<link rel="(?:preload|manifest)"[^>]*>/g, '')
    .replaceAll(
      /<script type="module" src="([^"]*)">/g,
      (_, src: string) => `<script defer src="${script(src)}">`,
    )
    .replace(
      /(http-equiv="Content-Security-Policy" content=")([^"]*)"/,
      (_, start: string, policy: string) => `${start}${filePolicy(policy)}"`,
    );
}

function relative(to: string, root: string): string {
  const [, path = '', rest = ''] = /^\/([^?#]*)(.*)$/.exec(to) ?? [];
  // An address of another host: `//cdn.example`.
  if (path.startsWith('/')) return to;
  return `${root}/${fileOf(path)}${rest}`;
}

/** The file behind an address inside the portal. */
function fileOf(path: string): string {
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

function sources(list: string, root: string): string {
  return list
    .split(',')
    .map((entry) => entry.trim().replace(/^\/(?!\/)\S*/, (to) => relative(to, root)))
    .join(', ');
}

/** A file has no origin that `'self'` could mean everywhere. */
function filePolicy(policy: string): string {
  return policy
    .split(';')
    .map((part) => part.trim())
    .filter((part) => !/^(?:worker-src|manifest-src|connect-src)/.test(part))
    .map((part) => part.replace("'self'", "'self' file:"))
    .join('; ');
}
