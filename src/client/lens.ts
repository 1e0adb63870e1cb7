import { pageAddress } from './readData.ts';
import { stored } from './stored.ts';

const root = document.documentElement;
const LENSES = ['all', 'business', 'it', 'ot'];

/**
 * A page that is drawn for one lens keeps it. Every other page takes the lens of its address (`?lens=ot`, which can be sent),
 * else the one chosen last on this device.
 */
export function startLens(): void {
  const own = root.dataset.lensOwn;
  const asked =
    own ?? new URL(location.href).searchParams.get('lens') ?? stored.get('trilens-lens') ?? 'all';
  const lens = LENSES.includes(asked) ? asked : 'all';
  useLens(lens);
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-lens-link]')) {
    link.addEventListener('click', (event) => {
      const chosen = link.dataset.lensLink ?? 'all';
      stored.set('trilens-lens', chosen);
      // A page that has nothing to say by function is left for the one that has.
      if (own !== undefined || !actsHere()) return;
      event.preventDefault();
      useLens(chosen);
      filterBy(chosen);
      const url = new URL(location.href);
      url.searchParams.set('lens', chosen);
      history.replaceState(null, '', url);
    });
  }
}

/** Whether the page has an order, names, passages or a filter by function. */
function actsHere(): boolean {
  return (
    filter() !== null ||
    document.querySelector('[data-lens-order], [data-lens-names], .for-lens') !== null
  );
}

/** The filter by function or by layer of a page that lists things. */
function filter(): HTMLSelectElement | null {
  return document.querySelector('main form select:is([name="lens"], [name="layer"])');
}

function filterBy(lens: string): void {
  const select = filter();
  if (!select) return;
  select.value = lens === 'all' ? '' : lens;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Order and wording of the page at hand; numbers are not touched. */
function useLens(lens: string): void {
  root.dataset.lens = lens;
  for (const link of document.querySelectorAll('[data-lens-link]')) {
    if (link.getAttribute('data-lens-link') === lens) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  // The overview of the lens in use is the one that links to the overview mean.
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-overview]'))
    link.href = pageAddress(lens === 'all' ? '' : `lens/${lens}/`);
  for (const group of document.querySelectorAll('[data-lens-order]')) {
    const parts = [...group.children] as HTMLElement[];
    const order = (part: HTMLElement) =>
      part.dataset.for === lens ? -1 : LENSES.indexOf(part.dataset.for ?? '');
    group.append(...parts.sort((a, b) => order(a) - order(b)));
  }
  for (const name of document.querySelectorAll<HTMLElement>('[data-lens-names]')) {
    const names = JSON.parse(name.dataset.lensNames ?? '{}') as Record<string, string>;
    name.textContent = names[lens] ?? names.all ?? name.textContent;
  }
}
