import { useWords, type Words } from '#messages/say.ts';

/** Scripts say what the page says: its words are in it, where they are not English. */
const held = document.querySelector('#words')?.textContent;
if (held) useWords(JSON.parse(held) as Words);

/** Marks what is said in English on a page in another language. */
export function inEnglish<T extends HTMLElement>(element: T): T {
  if (document.documentElement.dataset.language !== undefined) element.lang = 'en';
  return element;
}

export { say, sayDay, words } from '#messages/say.ts';
