import { posix } from 'node:path';

/** Endings of files that a link may lead to beside its text. */
const FILES =
  /\.(pdf|docx|xlsx|pptx|odt|ods|odp|csv|txt|zip|png|jpe?g|webp|avif|svg|gif|mp4|webm|mov|heic)$/i;
const OUTSIDE = /^(?:[#?]|\/\/|[a-z][a-z0-9+.-]*:)/i;

export type LinkKind = 'outside' | 'portal' | 'text' | 'file';

/** What a target in a text leads to: another host or place, a page by its address, another text, or a file beside this one. */
export function linkKind(target: string): LinkKind {
  if (OUTSIDE.test(target)) return 'outside';
  const path = target.split(/[?#]/)[0] as string;
  if (path.startsWith('/')) return 'portal';
  if (/\.mdx?$/i.test(path)) return 'text';
  return FILES.test(path) ? 'file' : 'portal';
}

/** The address of another text, written as editors write it: `../reports/2026-10.mdx#risks` in a playbook is `/reports/2026-10/#risks`. */
export function textAddress(target: string, file: string): string {
  const [path = '', hash] = target.split('#');
  const folder = file.split('/').slice(1, -1).join('/');
  const address = posix
    .join('/', folder, decoded(path))
    .replace(/\.mdx?$/i, '/')
    // The id of a playbook is its file name, whatever folder it is in.
    .replace(/^\/playbooks\/.+\/([^/]+\/)$/, '/playbooks/$1');
  return hash === undefined ? address : `${address}#${hash}`;
}

/** Without URL escapes; as it is where they are none. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
