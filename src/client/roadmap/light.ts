/** What is lit while nothing is pointed at: the items that are followed; null is everything. */
let followed: ReadonlySet<string> | null = null;

export function follow(ids: ReadonlySet<string> | null): void {
  followed = ids;
  light(ids);
}

export function relight(): void {
  light(followed);
}

/** Lights items and the lines between them, and dims the rest; null lights nothing and dims nothing. */
export function light(ids: ReadonlySet<string> | null): void {
  for (const map of document.querySelectorAll('[data-map]'))
    map.classList.toggle('follows', ids !== null);
  for (const card of document.querySelectorAll<SVGAElement>('[data-item]'))
    card.classList.toggle('lit', ids?.has(card.dataset.item ?? '') ?? false);
  for (const line of document.querySelectorAll<SVGGElement>('g[data-from]'))
    line.classList.toggle(
      'lit',
      ids !== null && ids.has(line.dataset.from ?? '') && ids.has(line.dataset.to ?? ''),
    );
}
