import { light, relight } from './light.ts';

/** One item, or one line from what is needed to what needs it. */
type Looked = { item: string } | { from: string; to: string };

let panel: HTMLElement | null = null;

/** Looks at an item or a line beside the drawing, in the words of the list, without leaving it. */
export function openPeek(looked: Looked): void {
  const content = 'item' in looked ? entryOf(looked.item) : lineOf(looked);
  if (!content) return;
  panel ??= makePanel();
  panel.querySelector('[data-peek-content]')?.replaceChildren(content);
  panel.hidden = false;
}

function entryOf(id: string): Node | null {
  const entry = document.getElementById(id);
  if (!entry) return null;
  const shown = document.createElement('div');
  shown.append(...[...entry.children].map((child) => child.cloneNode(true)));
  for (const link of shown.querySelectorAll('a')) lookOn(link, id);
  const more = Object.assign(document.createElement('a'), {
    href: `#${id}`,
    textContent: 'Go to its entry in the list',
  });
  more.addEventListener('click', close);
  shown.append(more);
  return shown;
}

/** A link to another item of the drawing lights the line to it, and looks at that item. */
function lookOn(link: HTMLAnchorElement, from: string): void {
  const id = link.getAttribute('href')?.startsWith('#') ? link.hash.slice(1) : '';
  const card = id ? cardOf(id) : null;
  if (!card) return;
  for (const event of ['mouseenter', 'focus'])
    link.addEventListener(event, () => light(new Set([from, id])));
  for (const event of ['mouseleave', 'blur']) link.addEventListener(event, relight);
  link.addEventListener('click', (event) => {
    event.preventDefault();
    show(id);
  });
}

function lineOf({ from, to }: { from: string; to: string }): Node {
  const line = document.createElement('p');
  line.append(itemLink(to), ' needs ', itemLink(from));
  return line;
}

function itemLink(id: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = `#${id}`;
  link.textContent =
    document.querySelector(`[id="${CSS.escape(id)}"] .title strong`)?.textContent ?? id;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    show(id);
  });
  return link;
}

function show(id: string): void {
  const card = cardOf(id);
  card?.scrollIntoView({ block: 'center', inline: 'center' });
  light(new Set([id]));
  openPeek({ item: id });
}

function cardOf(id: string): SVGAElement | null {
  return document.querySelector<SVGAElement>(`[data-map] [data-item="${CSS.escape(id)}"]`);
}

function makePanel(): HTMLElement {
  const made = document.createElement('section');
  made.className = 'peek';
  made.setAttribute('aria-label', 'The item that was chosen');
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    textContent: 'Close',
  });
  button.addEventListener('click', close);
  const content = document.createElement('div');
  content.dataset.peekContent = '';
  content.setAttribute('aria-live', 'polite');
  made.append(button, content);
  document.addEventListener('keydown', (event) => event.key === 'Escape' && close());
  document.querySelector('main')?.append(made);
  return made;
}

function close(): void {
  if (panel) panel.hidden = true;
  relight();
}
