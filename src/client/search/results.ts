import { inEnglish, say } from '../words.ts';
import { pageAddress } from '../readData.ts';
import type { Door } from './index.ts';
import type { Found, Part } from './pagefind.ts';

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
      inEnglish(
        Object.assign(document.createElement('span'), { className: 'tag', textContent: kind }),
      ),
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
  // Who asked for pages in one language gets them, whatever is remembered.
  const language = new URL(location.href).searchParams.get('in');
  if (language !== null) anchor.search = `?in=${encodeURIComponent(language)}`;
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

/** A role or a person, with what is behind it. */
export function doorItem({ title, kind, says, path }: Door): HTMLElement {
  const item = document.createElement('li');
  const head = document.createElement('p');
  head.className = 'result-title';
  const tag = inEnglish(
    Object.assign(document.createElement('span'), { className: 'tag', textContent: kind }),
  );
  const anchor = link(title, pageAddress(path), false);
  anchor.dataset.door = kind;
  head.append(anchor, tag);
  item.append(head, inEnglish(Object.assign(document.createElement('p'), { textContent: says })));
  return item;
}

/** What follows is apart from what stands above. */
export function groupItem(title: string): HTMLElement {
  const item = document.createElement('li');
  item.className = 'result-group';
  item.append(Object.assign(document.createElement('h2'), { textContent: title }));
  return item;
}

/** Words that are on pages, near one that is on none. */
export function nearItem(words: readonly string[], searchFor: (word: string) => void): HTMLElement {
  const item = document.createElement('li');
  item.className = 'result-near';
  item.append(`${say('search.near')} `);
  item.append(
    ...words.map((word) => {
      const button = Object.assign(document.createElement('button'), {
        type: 'button',
        textContent: word,
      });
      button.addEventListener('click', () => searchFor(word));
      return button;
    }),
  );
  return item;
}
