/** What is wrong with a link, and what to do. */
export interface LinkFlaw {
  found: string;
  fix: string;
}

const HOST = 'portal.invalid';

/**
 * What is wrong with a target, read as a browser reads it: without white space around it and without tabs and line ends in it
 * (https://url.spec.whatwg.org/#concept-basic-url-parser). Web addresses, mail, telephone and paths of the portal may be published.
 */
export function linkFlaw(target: string): LinkFlaw | null {
  if (/^\s*#?\s*$/.test(target))
    return { found: 'the link has no address', fix: 'write where it leads, or take it out' };
  const own = ownMachine(target) ?? noScheme(target);
  if (own !== null) return own;
  if (/[\p{Cc}\\]|%5c/iu.test(target))
    return {
      found: `${shown(target)} holds a backslash or a sign that cannot be seen`,
      fix: 'write it with slashes and letters alone',
    };
  const url = URL.parse(target, `https://${HOST}/section/page/`);
  if (!url) return { found: `${shown(target)} is no address`, fix: 'correct it' };
  if (url.username !== '' || url.password !== '')
    return {
      found: 'the link holds a name or a password before its host',
      fix: 'leave out what is before the @; whoever opens the link signs in',
    };
  const isLocal = url.host === HOST && !/^\s*(?:\/\/|[a-z][a-z0-9+.-]*:)/i.test(target);
  if (isLocal || /^\s*(?:https?:\/\/[^/]|mailto:.|tel:.)/i.test(target)) return null;
  return {
    found: `the link ${shown(target)} leads to none of https://, http://, mailto:, tel: and paths of the portal`,
    fix: target.trim().startsWith('//')
      ? 'write https:// before it'
      : 'link to a page or a web address',
  };
}

/** A file on the machine or the drive of the one who wrote: nobody else has it there. */
function ownMachine(target: string): LinkFlaw | null {
  const path = target.replaceAll(/%5c/gi, '/').replaceAll('\\', '/');
  const isShare = /^\s*(?:%5c|\\)+[^%\\/]+(?:%5c|\\)/i.test(target);
  if (!isShare && !/^\s*(?:file:|[a-z]:\/)/i.test(path)) return null;
  const name = path.split('/').at(-1) || 'file.pdf';
  return {
    found: `the link ${shown(path)} is a place on one machine or one drive`,
    fix: `put the file beside this text and link it from here: ./${name}`,
  };
}

/** `www.example.com` is a page of this portal to a browser. */
function noScheme(target: string): LinkFlaw | null {
  return /^\s*www\.[^/\s]+\.[a-z]{2,}/i.test(target)
    ? {
        found: `the link ${shown(target)} has no https://, so it leads into this portal`,
        fix: `write https://${target.trim()}`,
      }
    : null;
}

const shown = (target: string) => `"${target.replaceAll(/\p{Cc}/gu, '·').slice(0, 60)}"`;
