// From the total to a site to a line, in the page and in its address: ?site=ALFA&line=L2. Without scripts all are shown.
import { announceHeight } from './embedHeight.ts';

const FIELDS = ['site', 'line', 'role'] as const;
type Field = (typeof FIELDS)[number];
const KEYS = { site: 'scopeSite', line: 'scopeLine', role: 'scopeRole' } as const;

const scopes = [...document.querySelectorAll<HTMLElement>('[data-scope]')];
const groups = [...document.querySelectorAll<HTMLElement>('[data-scopes]')];
const trail = document.querySelector<HTMLElement>('[data-trail]');

for (const link of document.querySelectorAll<HTMLAnchorElement>('.drill a')) goHere(link);
addEventListener('popstate', show);
show();
announceHeight();

/** What a chart is of; empty where it is not of one of these. */
function partOf(figure: HTMLElement, field: Field): string {
  return figure.dataset[KEYS[field]] ?? '';
}

function partsOf(figure: HTMLElement): [site: string, line: string, role: string] {
  return [partOf(figure, 'site'), partOf(figure, 'line'), partOf(figure, 'role')];
}

function asked(): Partial<Record<Field, string>> {
  const { searchParams } = new URL(location.href);
  return Object.fromEntries(
    FIELDS.flatMap((field) => {
      const value = searchParams.get(field);
      const isThere = scopes.some((figure) => partOf(figure, field) === value);
      return value !== null && isThere ? [[field, value]] : [];
    }),
  );
}

/** What was asked for alone; of a site its lines as well, since they are the next step. */
function show(): void {
  const wanted = asked();
  const names = FIELDS.flatMap((field) => {
    const value = wanted[field];
    return value === undefined ? [] : [{ field, value }];
  });
  for (const figure of scopes) {
    const [site, line, role] = partsOf(figure);
    const isStep =
      names.every(({ field, value }) => partOf(figure, field) === value) &&
      (wanted.line === undefined || line !== '') &&
      (wanted.role === undefined || role !== '');
    figure.hidden = names.length > 0 && !isStep;
    figure.classList.toggle(
      'alone',
      (line !== '' && line === wanted.line) ||
        (role !== '' && role === wanted.role) ||
        (site !== '' && line === '' && site === wanted.site),
    );
    figure.querySelector('.drill')?.toggleAttribute('hidden', figure.classList.contains('alone'));
  }
  for (const group of groups)
    group.hidden = names.length > 0 && !group.querySelector('[data-scope]:not([hidden])');
  for (const whole of document.querySelectorAll<HTMLElement>('[data-total]'))
    whole.hidden = names.length > 0;
  drawTrail(wanted);
}

/** All > a site > Line 2: where one is, and the way back. */
function drawTrail(wanted: Partial<Record<Field, string>>): void {
  if (!trail) return;
  const steps = FIELDS.flatMap((field) => {
    const value = wanted[field];
    return value === undefined ? [] : [{ field, value }];
  });
  trail.hidden = steps.length === 0;
  const parts: Node[] = [step('All', {})];
  for (const [at, { field, value }] of steps.entries()) {
    const own = Object.fromEntries(steps.slice(0, at + 1).map((one) => [one.field, one.value]));
    const name =
      scopes.find(
        (figure) =>
          partOf(figure, field) === value && (field !== 'site' || partOf(figure, 'line') === ''),
      )?.dataset.scope ?? value;
    parts.push(
      document.createTextNode(' › '),
      at === steps.length - 1 ? document.createTextNode(name) : step(name, own),
    );
  }
  trail.replaceChildren(...parts);
}

function step(text: string, wanted: Partial<Record<Field, string>>): HTMLAnchorElement {
  const url = new URL(location.href);
  for (const field of FIELDS) url.searchParams.delete(field);
  for (const [field, value] of Object.entries(wanted)) url.searchParams.set(field, value);
  url.hash = '';
  const link = Object.assign(document.createElement('a'), { href: url.href, textContent: text });
  goHere(link);
  return link;
}

/** A link to the same page that does not load it again. */
function goHere(link: HTMLAnchorElement): void {
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, '', link.href);
    show();
    (trail?.hidden === false ? trail : document.querySelector('main'))?.scrollIntoView({
      block: 'start',
    });
  });
}
