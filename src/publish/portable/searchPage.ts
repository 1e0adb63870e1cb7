import { decodeHTML } from 'entities';
import { searchText } from '#publish/search/searchText.ts';

/** A page as the search of a portable folder knows it. */
export interface PortablePage {
  /** From the root of the folder. */
  path: string;
  title: string;
  text: string;
  filters: Record<string, string[]>;
}

/** Null for a page that is not searched. */
export function portablePage(html: string, path: string): PortablePage | null {
  const words = searchText(html);
  if (words === null) return null;
  const filters: Record<string, string[]> = {};
  for (const [, name = '', value = ''] of html.matchAll(
    /data-pagefind-filter="([^":]+)">([^<]*)</g,
  ))
    filters[name] = [...(filters[name] ?? []), plain(value)];
  const body = words.replaceAll(
    /<(\w+)\b[^<>]*data-pagefind-ignore[^<>]*>(?:(?!<\1\b)[\s\S])*?<\/\1>/g,
    ' ',
  );
  return {
    path,
    title: plain(/<h1\b[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? path),
    text: plain(body),
    filters,
  };
}

function plain(html: string): string {
  return decodeHTML(html.replaceAll(/<[^<>]*>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim();
}
