// Follow a goal, a plant, an initiative or a layer: the map dims the rest, the list leaves it out, and the address keeps the choice.
const form = document.querySelector<HTMLFormElement>('[data-follow]');
const map = document.querySelector<SVGElement>('[data-map]');
const cards = [...document.querySelectorAll<SVGAElement>('[data-item]')];
const entries = [...document.querySelectorAll<HTMLElement>('[data-entry]')];
const FIELDS = { goal: 'goals', site: 'sites', initiative: 'initiatives', layer: 'layer' } as const;
type Field = keyof typeof FIELDS;

if (form) {
  form.hidden = false;
  const asked = new URL(location.href).searchParams;
  for (const field of Object.keys(FIELDS) as Field[]) {
    const select = form.elements.namedItem(field) as HTMLSelectElement | null;
    const value = asked.get(field);
    if (select && value && [...select.options].some((option) => option.value === value))
      select.value = value;
  }
  form.addEventListener('change', () => follow(true));
  form.addEventListener('reset', () => setTimeout(() => follow(true)));
  follow(false);
}

// A map that is wider than the screen begins at today.
const region = map?.closest<HTMLElement>('.map-scroll');
const today = Number(map?.querySelector('.now line')?.getAttribute('x1') ?? 0);
if (region && region.scrollWidth > region.clientWidth)
  region.scrollLeft = today - region.clientWidth / 3;

for (const card of cards) {
  const chain = () => new Set([card.dataset.item, ...(card.dataset.chain ?? '').trim().split(' ')]);
  for (const event of ['mouseenter', 'focus'])
    card.addEventListener(event, () => light((other) => chain().has(other.dataset.item), chain()));
  for (const event of ['mouseleave', 'blur']) card.addEventListener(event, () => follow(false));
  card.addEventListener('keydown', (event) => walk(card, event));
}
// One stop for the tab key; the arrows walk from item to item.
for (const card of cards.slice(1)) card.setAttribute('tabindex', '-1');

function chosen(): [Field, string][] {
  return form
    ? (Object.keys(FIELDS) as Field[]).flatMap((field): [Field, string][] => {
        const value = (form.elements.namedItem(field) as HTMLSelectElement | null)?.value;
        return value ? [[field, value]] : [];
      })
    : [];
}

function fits(part: SVGElement | HTMLElement, choice: [Field, string][]): boolean {
  return choice.every(([field, value]) =>
    ` ${part.dataset[FIELDS[field]] ?? ''} `.includes(` ${value} `),
  );
}

function follow(remember: boolean): void {
  const choice = chosen();
  const lit = new Set(cards.filter((card) => fits(card, choice)).map((card) => card.dataset.item));
  light(choice.length === 0 ? null : (card) => lit.has(card.dataset.item), lit);
  for (const entry of entries) entry.hidden = !fits(entry, choice);
  for (const quarter of document.querySelectorAll<HTMLElement>('[data-quarter]'))
    quarter.hidden = [...quarter.querySelectorAll<HTMLElement>('[data-entry]')].every(
      (entry) => entry.hidden,
    );
  if (!form || (!remember && choice.length === 0)) return;
  const said = form.querySelector('[data-said]');
  if (said) said.textContent = choice.length === 0 ? '' : words(choice);
  if (!remember) return;
  const url = new URL(location.href);
  for (const field of Object.keys(FIELDS)) url.searchParams.delete(field);
  for (const [field, value] of choice) url.searchParams.set(field, value);
  history.replaceState(null, '', url);
}

/** "OTIF: 2 Business, 3 IT, 2 OT items; 4 blocked." */
function words(choice: [Field, string][]): string {
  const shown = entries.filter((entry) => !entry.hidden);
  const names = choice.map(
    ([field, value]) =>
      [...((form?.elements.namedItem(field) as HTMLSelectElement | null)?.options ?? [])].find(
        (option) => option.value === value,
      )?.text ?? value,
  );
  const layers = [...document.querySelectorAll<HTMLElement>('[data-lists] > section')].flatMap(
    (section) => {
      const count = [...section.querySelectorAll<HTMLElement>('[data-entry]')].filter(
        (entry) => !entry.hidden,
      ).length;
      return count > 0 ? [`${count} ${section.querySelector('h2')?.textContent}`] : [];
    },
  );
  const blocked = shown.filter((entry) => entry.dataset.status === 'blocked').length;
  return `${names.join(', ')}: ${shown.length === 0 ? 'no item' : `${layers.join(', ')} ${shown.length === 1 ? 'item' : 'items'}${blocked > 0 ? `; ${blocked} blocked` : ''}`}.`;
}

function light(test: ((card: SVGAElement) => boolean) | null, ids: Set<string | undefined>): void {
  map?.classList.toggle('follows', test !== null);
  for (const card of cards) card.classList.toggle('lit', test?.(card) ?? false);
  for (const route of document.querySelectorAll<SVGPathElement>('[data-from]'))
    route.classList.toggle(
      'lit',
      test !== null && ids.has(route.dataset.from) && ids.has(route.dataset.to),
    );
}

function walk(card: SVGAElement, event: KeyboardEvent): void {
  const column = Number(card.dataset.column);
  const at = cards.indexOf(card);
  const beside = (step: number) => {
    const own = card.getBoundingClientRect();
    const others = cards.filter(
      (other) => Math.sign(Number(other.dataset.column) - column) === step,
    );
    const columns = others.map((other) => Number(other.dataset.column));
    const nearest = step > 0 ? Math.min(...columns) : Math.max(...columns);
    return others
      .filter((other) => Number(other.dataset.column) === nearest)
      .sort(
        (a, b) =>
          Math.abs(a.getBoundingClientRect().y - own.y) -
          Math.abs(b.getBoundingClientRect().y - own.y),
      )[0];
  };
  const steps: Record<string, () => SVGAElement | undefined> = {
    ArrowRight: () => beside(1),
    ArrowLeft: () => beside(-1),
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

export {};
