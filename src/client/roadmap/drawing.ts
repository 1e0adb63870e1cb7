import { light, relight } from './light.ts';
import { openPeek } from './peek.ts';
import { walk } from './walk.ts';

/** Makes a drawing answer: the chain of an item lights up, a click looks at it or at a line, and arrows walk from item to item. */
export function startDrawing(region: HTMLElement): void {
  const cards = [...region.querySelectorAll<SVGAElement>('[data-item]')];
  for (const card of cards) {
    for (const event of ['mouseenter', 'focus'])
      card.addEventListener(event, () => light(chainOf(card)));
    for (const event of ['mouseleave', 'blur']) card.addEventListener(event, relight);
    card.addEventListener('keydown', (event) => walk(cards, card, event));
    // Enter leads to the entry in the list, as it does without scripts.
    card.addEventListener('click', (event) => {
      if (event.detail === 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      openPeek({ item: card.dataset.item ?? '' });
    });
  }
  // One stop for the tab key; the arrows walk on.
  for (const card of cards.slice(1)) card.setAttribute('tabindex', '-1');
  for (const line of region.querySelectorAll<SVGGElement>('g[data-from]'))
    line.addEventListener('click', () => {
      const { from = '', to = '' } = line.dataset;
      light(new Set([from, to]));
      openPeek({ from, to });
    });
  beginAtToday(region);
}

function chainOf(card: SVGAElement): Set<string> {
  return new Set([card.dataset.item ?? '', ...(card.dataset.chain ?? '').trim().split(' ')]);
}

/** A drawing that is wider than its window begins at today. */
function beginAtToday(region: HTMLElement): void {
  const today = Number(region.querySelector('.now line')?.getAttribute('x1') ?? 0);
  if (region.scrollWidth > region.clientWidth) region.scrollLeft = today - region.clientWidth / 3;
}
