import { posix } from 'node:path';

/** Endings of files that a link may lead to beside its text. */
const FILES =
  /\.(pdf|docx|xlsx|pptx|odt|ods|odp|csv|txt|zip|png|jpe?g|webp|avif|svg|gif|mp4|webm|mov|heic)$/i;
const OUTSIDE = /^(?:[#?]|\/\/|[a-z][a-z0-9+.-]*:)/i;

export type LinkKind = 'outside' | 'portal' | 'text' | 'file';

/** Folders of texts, each with a page of its own. */
const TEXTS = /^\/(?:playbooks|initiatives|reports)\/.*[^/]\/?$/;

/** What a target in `file` leads to: another host or place, a page by its address, another text, or a file beside this one. */
export function linkKind(target: string, file: string): LinkKind {
  if (OUTSIDE.test(target)) return 'outside';
  const path = target.split(/[?#]/)[0]!;
  if (path.startsWith('/')) return 'portal';
  if (/\.mdx?$/i.test(path)) return 'text';
  if (FILES.test(path)) return 'file';
  return isTextBeside(path, file) ? 'text' : 'portal';
}

/** `../initiatives/early-signs` and `name-a-stop`, as editors write it without the ending: read as addresses they lead to no page. */
function isTextBeside(path: string, file: string): boolean {
  if (path === '' || /^\.*\/?$/.test(path) || /[.?]/.test(posix.basename(path))) return false;
  const isOwnPart = path.endsWith('/') && !path.includes('../');
  return !isOwnPart && TEXTS.test(besideOf(path, file));
}

const besideOf = (path: string, file: string) =>
  posix.join('/', file.split('/').slice(1, -1).join('/'), decoded(path));

/** The address of another text, written as editors write it: `../reports/2026-10.mdx#risks` in a playbook is `/reports/2026-10/#risks`. */
export function textAddress(target: string, file: string): string {
  const [path = '', hash] = target.split('#');
  const address = besideOf(path, file)
    .replace(/(?:\.mdx?|\/)?$/i, '/')
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
