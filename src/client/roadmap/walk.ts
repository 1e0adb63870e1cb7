/** Arrows walk to the item above, below or nearest in the next column; Home and End to the first and last. */
export function walk(cards: readonly SVGAElement[], card: SVGAElement, event: KeyboardEvent): void {
  const at = cards.indexOf(card);
  const steps: Record<string, () => SVGAElement | undefined> = {
    ArrowRight: () => beside(cards, card, 1),
    ArrowLeft: () => beside(cards, card, -1),
    ArrowDown: () => cards[at + 1],
    ArrowUp: () => cards[at - 1],
    Home: () => cards[0],
    End: () => cards.at(-1),
  };
  const next = steps[event.key]?.();
  if (!next) return;
  event.preventDefault();
  card.setAttribute('tabindex', '-1');
  next.removeAttribute('tabindex');
  next.focus();
}

function beside(
  cards: readonly SVGAElement[],
  card: SVGAElement,
  step: 1 | -1,
): SVGAElement | undefined {
  const own = card.getBoundingClientRect();
  const column = Number(card.dataset.column);
  const others = cards.filter((other) => Math.sign(Number(other.dataset.column) - column) === step);
  const columns = others.map((other) => Number(other.dataset.column));
  const nearest = step > 0 ? Math.min(...columns) : Math.max(...columns);
  return others
    .filter((other) => Number(other.dataset.column) === nearest)
    .sort(
      (a, b) =>
        Math.abs(a.getBoundingClientRect().y - own.y) -
        Math.abs(b.getBoundingClientRect().y - own.y),
    )[0];
}
