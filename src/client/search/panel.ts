import { say } from '../words.ts';
import { ask, type Reply } from './ask.ts';
import { type FacetBar, facetBar } from './facets.ts';
import { type Door, openDoors, openIndex, type OpenIndex, otherIndexes } from './index.ts';
import type { Found } from './pagefind.ts';
import { languagesItem } from './languagesItem.ts';
import { doorItem, groupItem, nearItem, resultItem } from './results.ts';
import { offered, verdict } from './verdict.ts';
import { folded } from './words.ts';

const SHOWN = 20;

/** Field, filters and results inside `place`. Resolves when the index is there. */
export async function mountSearch(
  place: HTMLElement,
  { keepInAddress = false }: { keepInAddress?: boolean } = {},
): Promise<void> {
  const field = place.querySelector<HTMLInputElement>('input[data-search]') as HTMLInputElement;
  const list = place.querySelector('[data-results]') as HTMLElement;
  const count = place.querySelector('[data-count]') as HTMLElement;
  const bar = place.querySelector('[data-filters]') as HTMLElement;
  const asked = keepInAddress ? new URL(location.href).searchParams : new URLSearchParams();
  /** The newest search; who walks the results waits for it, so that nobody walks those of the words before. */
  let pending: Promise<void> = Promise.resolve();
  let newest = 0;
  let shown = SHOWN;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let index: OpenIndex | null = null;
  let facets: FacetBar | null = null;

  field.value = asked.get('q') ?? field.value;
  field.focus();
  field.addEventListener('input', () => {
    shown = SHOWN;
    clearTimeout(waiting);
    waiting = setTimeout(start, 80);
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      void settled().then(() =>
        event.key === 'Enter' ? list.querySelector('a')?.click() : list.querySelector('a')?.focus(),
      );
    }
  });
  list.addEventListener('keydown', (event) => walk(event as KeyboardEvent));

  index = await openIndex().catch(() => null);
  if (!index) {
    count.textContent = navigator.onLine ? say('search.notBuilt') : say('search.offline');
    return;
  }
  facets = facetBar(bar, await index.pagefind.filters(), asked, () => {
    shown = SHOWN;
    start();
  });
  start();

  function start(): void {
    clearTimeout(waiting);
    waiting = undefined;
    pending = search();
  }

  async function settled(): Promise<void> {
    if (waiting !== undefined) start();
    await pending;
  }

  async function search(): Promise<void> {
    if (!index || !facets) return;
    const turn = ++newest;
    const term = field.value.trim();
    const filters = facets.chosen();
    const idle = term === '' && Object.keys(filters).length === 0;
    list.setAttribute('aria-busy', 'true');
    const reply = await ask(index.pagefind, term, filters);
    const doors = term.length > 2 && filters.kind === undefined ? await doorsFor(term) : [];
    if (turn !== newest) return;
    const part = index.isWhole ? '' : say('search.part');
    count.textContent = [idle ? '' : verdict(reply), part].filter(Boolean).join(' ');
    if (reply.filters) facets.count(reply.filters);
    list.replaceChildren(...(idle ? [] : items(reply, doors)));
    if (term !== '' && reply.records.length + reply.guide.length === 0)
      await offerOthers(term, turn);
    list.removeAttribute('aria-busy');
    if (keepInAddress) keep(term, filters);
  }

  /** Where no page of this language has it: how many pages of the others do. */
  async function offerOthers(term: string, turn: number): Promise<void> {
    const others = await otherIndexes().catch(() => []);
    const found = await Promise.all(
      others.map(async ({ language, pagefind }) => {
        const { records, guide } = await ask(pagefind, term, {});
        return { language, count: records.length + guide.length };
      }),
    );
    const there = found.filter(({ count }) => count > 0);
    if (turn === newest && there.length > 0) list.append(languagesItem(there, term));
  }

  /** Roles and people, then records, then the guide. */
  function items({ records, guide, matches }: Reply, doors: readonly Door[]): HTMLElement[] {
    const all: Found[] = [...records, ...guide];
    const near = offered(matches);
    return [
      ...(near.length > 0 ? [nearItem(near, searchFor)] : []),
      ...doors.map((door) => doorItem(door)),
      ...all
        .slice(0, shown)
        .flatMap((page, at) =>
          at === records.length
            ? [groupItem(say('search.inGuide')), resultItem(page)]
            : [resultItem(page)],
        ),
      ...(all.length > shown ? [more(all.length)] : []),
    ];
  }

  function searchFor(word: string): void {
    field.value = word;
    field.focus();
    shown = SHOWN;
    start();
  }

  function more(number: number): HTMLElement {
    const item = document.createElement('li');
    const button = Object.assign(document.createElement('button'), {
      type: 'button',
      textContent: say('search.more', { count: number - shown }),
    });
    button.addEventListener('click', () => {
      const next = list.querySelectorAll('a[data-page]').length;
      shown = number;
      start();
      void pending.then(() => list.querySelectorAll<HTMLElement>('a[data-page]')[next]?.focus());
    });
    item.append(button);
    return item;
  }

  /** Up and down through pages and the headings under them; up from the first leads back to the field. */
  function walk(event: KeyboardEvent): void {
    const links = [...list.querySelectorAll<HTMLElement>('a, button')];
    const at = links.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (to !== undefined && at !== -1) {
      event.preventDefault();
      (links[to] ?? (to < 0 ? field : links.at(-1)))?.focus();
    } else if (
      event.key.length === 1 &&
      !event.ctrlKey &&
      !event.metaKey &&
      !event.altKey &&
      event.key !== ' '
    )
      field.focus();
  }

  function keep(term: string, filters: Record<string, string>): void {
    const url = new URL(location.href);
    url.search = '';
    if (asked.get('in')) url.searchParams.set('in', asked.get('in') as string);
    if (asked.get('lens')) url.searchParams.set('lens', asked.get('lens') as string);
    if (term !== '') url.searchParams.set('q', term);
    for (const [name, value] of Object.entries(filters)) url.searchParams.set(name, value);
    history.replaceState(null, '', url);
  }
}

/** Roles and people of whose name a word begins with what was typed. */
async function doorsFor(term: string): Promise<Door[]> {
  const wanted = folded(term.replaceAll('"', ''))
    .split(/\s+/)
    .filter((word) => word.length > 2);
  if (wanted.length === 0) return [];
  const has = ({ title }: Door) => {
    const words = folded(title).split(/[^\p{Letter}\p{Number}]+/u);
    return wanted.every((word) => words.some((one) => one.startsWith(word)));
  };
  return (await openDoors()).filter(has).slice(0, 3);
}
