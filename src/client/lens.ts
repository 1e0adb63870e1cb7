import { stored } from './stored.ts';

const root = document.documentElement;
const LENSES = ['all', 'business', 'it', 'ot'];

/**
 * A page that is drawn for one lens keeps it. Every other page takes the lens of its address (`?lens=ot`, which can be sent),
 * else the one chosen last on this device.
 */
export function startLens(base: string): void {
  const own = root.dataset.lensOwn;
  const asked =
    own ?? new URL(location.href).searchParams.get('lens') ?? stored.get('trilens-lens') ?? 'all';
  const lens = LENSES.includes(asked) ? asked : 'all';
  useLens(lens, base);
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-lens-link]')) {
    link.addEventListener('click', (event) => {
      const chosen = link.dataset.lensLink ?? 'all';
      stored.set('trilens-lens', chosen);
      if (own !== undefined) return;
      event.preventDefault();
      useLens(chosen, base);
      const url = new URL(location.href);
      url.searchParams.set('lens', chosen);
      history.replaceState(null, '', url);
    });
  }
}

/** Order and wording of the page at hand; numbers are not touched. */
function useLens(lens: string, base: string): void {
  root.dataset.lens = lens;
  for (const link of document.querySelectorAll('[data-lens-link]')) {
    if (link.getAttribute('data-lens-link') === lens) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  // The overview of the lens in use is the one that links to the overview mean.
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-overview]'))
    link.href = lens === 'all' ? base : `${base}lens/${lens}/`;
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
