import type { Found, Part } from './index.ts';

/** Most headings named under one page. */
const PARTS = 3;

/** A page with where its words stand: the sentence, and the headings under which they were found. */
export function resultItem(page: Found): HTMLElement {
  const item = document.createElement('li');
  const head = document.createElement('p');
  head.className = 'result-title';
  head.append(link(page.meta.title ?? page.url, page.url, true));
  const kind = page.filters.kind?.[0];
  if (kind)
    head.append(
      Object.assign(document.createElement('span'), { className: 'tag', textContent: kind }),
    );
  item.append(head, excerpt(page.excerpt));
  const parts = page.sub_results
    .filter((part) => part.url !== page.url && part.url.includes('#'))
    .slice(0, PARTS);
  if (parts.length > 0) item.append(partList(parts));
  return item;
}

function partList(parts: Part[]): HTMLElement {
  const list = document.createElement('ul');
  list.className = 'result-parts';
  list.append(
    ...parts.map((part) => {
      const item = document.createElement('li');
      item.append(link(part.title, part.url, false), excerpt(part.excerpt));
      return item;
    }),
  );
  return list;
}

function link(text: string, url: string, page: boolean): HTMLAnchorElement {
  const anchor = Object.assign(document.createElement('a'), { href: url, textContent: text });
  if (page) anchor.dataset.page = '';
  return anchor;
}

/** The index gives text with `<mark>` around the words and everything else escaped; nothing else becomes an element here. */
function excerpt(marked: string): HTMLElement {
  const paragraph = document.createElement('p');
  const plain = new DOMParser().parseFromString(marked, 'text/html').body;
  for (const node of plain.childNodes)
    paragraph.append(
      node.nodeName === 'MARK'
        ? Object.assign(document.createElement('mark'), { textContent: node.textContent })
        : (node.textContent ?? ''),
    );
  return paragraph;
}
