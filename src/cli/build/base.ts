import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Audience } from '#model/record/audience.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { ProblemsFound } from '#model/problem.ts';
import { UsageError } from '#cli/options.ts';

/** Whether a part of a path is, written out, no name: `..` and `%2e%2e`, a hidden slash, or no escape at all. */
function leavesPath(part: string): boolean {
  try {
    return /^\.+$|[/\\\0]/.test(decodeURIComponent(part));
  } catch {
    return true;
  }
}

/** A sub-path as it was given, with a slash at both ends: `portal` is `/portal/`. */
export function checkedBase(base: string): string {
  const parts = base.replace(/^\//, '').replace(/\/$/, '');
  const isPath = parts === '' ? base.length <= 1 : /^[\w.~%-]+(\/[\w.~%-]+)*$/.test(parts);
  if (!isPath || parts.split('/').some(leavesPath))
    throw new UsageError(
      `--base is "${base}"; it must be a path such as / or /portal/, of letters, digits, ".", "-", "_", "~" and single slashes. Leave it out to take that of url in portfolio.yaml.`,
    );
  return parts === '' ? '/' : `/${parts}/`;
}

/** The sub-path of `url` in portfolio.yaml, before anything else is read; what is wrong with that file is reported where it is. */
export async function urlBase(contentDir: string): Promise<string> {
  try {
    const { url } = parse(await readFile(join(contentDir, 'portfolio.yaml'), 'utf8')) as {
      url?: unknown;
    };
    return typeof url === 'string' ? pathOf(url) : '/';
  } catch {
    return '/';
  }
}

/**
 * The portfolio with the address of one edition: `url` itself, or the folder of the audience under it. An address under which
 * the pages are not built is an error, since feeds, calendars and PDFs would lead to where nothing is.
 */
export function editionUrl(
  portfolio: Portfolio,
  { base, audience, folder }: { base: string; audience: Audience | null; folder: string },
): Portfolio {
  const { url } = portfolio.settings;
  if (url === undefined) return portfolio;
  const root = url.replace(/\/*$/, '/');
  const own = audience === null ? root : `${root}${audience}/`;
  const served = folder === '' ? base : `${base}${folder}/`;
  if (served === pathOf(own))
    return { ...portfolio, settings: { ...portfolio.settings, url: own } };
  if (folder === '' && served === pathOf(root)) return portfolio;
  throw new ProblemsFound([
    {
      code: 'build/base',
      severity: 'error',
      file: '--base',
      line: null,
      column: null,
      found: `the pages are built for ${base}, and url in portfolio.yaml is ${url}, which is served under ${pathOf(root)}`,
      allowed: pathOf(root),
      fix: 'leave --base out, or correct url in portfolio.yaml',
    },
  ]);
}

function pathOf(url: string): string {
  return new URL(url).pathname.replace(/\/*$/, '/');
}
