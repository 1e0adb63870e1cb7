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
  if (/[\p{Cc}\\]|%5c/iu.test(target))
    return {
      found: `${shown(target)} holds a backslash or a sign that cannot be seen`,
      fix: 'write it with slashes and letters alone',
    };
  const url = URL.parse(target, `https://${HOST}/section/page/`);
  if (!url) return { found: `${shown(target)} is no address`, fix: 'correct it' };
  const isLocal = url.host === HOST && !/^\s*(?:\/\/|[a-z][a-z0-9+.-]*:)/i.test(target);
  if (isLocal || /^\s*(?:https?:\/\/[^/]|mailto:.|tel:.)/i.test(target)) return null;
  return {
    found: `the link ${shown(target)} leads to none of https://, http://, mailto:, tel: and paths of the portal`,
    fix: target.trim().startsWith('//')
      ? 'write https:// before it'
      : 'link to a page or a web address',
  };
}

const shown = (target: string) => `"${target.replaceAll(/\p{Cc}/gu, '·').slice(0, 60)}"`;
