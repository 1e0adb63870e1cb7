import { type Choice, choicesOf, fits, NAMES } from './choice.ts';
import { fold } from './fold.ts';
import { follow } from './light.ts';

const form = document.querySelector<HTMLFormElement>('[data-follow]');
const entries = [...document.querySelectorAll<HTMLElement>('[data-entry]')];
const heading = document.querySelector('main h1');
const whole = heading?.textContent ?? '';

/** Follows what the address names, and what is chosen: the drawing folds the rest, the list leaves it out, the heading says it. */
export function startFollow(): void {
  if (!form) return;
  const read = () => {
    const asked = new URL(location.href).searchParams;
    for (const field of NAMES) {
      const select = form.elements.namedItem(field);
      const value = asked.get(field) ?? '';
      if (select instanceof HTMLSelectElement)
        select.value = [...select.options].some((option) => option.value === value) ? value : '';
    }
  };
  form.addEventListener('change', () => apply(true));
  form.addEventListener('reset', () => setTimeout(() => apply(true)));
  addEventListener('popstate', () => {
    read();
    apply(false);
  });
  read();
  apply(false);
}

function apply(remember: boolean): void {
  if (!form) return;
  const choices = choicesOf(form);
  for (const entry of entries) entry.hidden = !fits(entry, choices);
  for (const quarter of document.querySelectorAll<HTMLElement>('[data-quarter]'))
    quarter.hidden = ownEntries(quarter).length === 0;
  const shown = entries.filter((entry) => !entry.hidden);
  const lit = new Set(shown.map((entry) => entry.dataset.entry ?? ''));
  follow(choices.length === 0 ? null : lit);
  void fold(choices, () => follow(choices.length === 0 ? null : lit));
  const said = form.querySelector('[data-said]');
  if (said)
    said.textContent =
      choices.length === 0 ? '' : [words(choices, shown), untied(choices, shown)].join(' ').trim();
  if (heading) heading.textContent = choices.length === 0 ? whole : headline(choices, shown);
  if (remember) keep(choices);
}

/** Each choice is a step that the button for going back takes again. */
function keep(choices: readonly Choice[]): void {
  const url = new URL(location.href);
  for (const field of NAMES) url.searchParams.delete(field);
  for (const { field, value } of choices) url.searchParams.set(field, value);
  if (url.href !== location.href) history.pushState(null, '', url);
}

function ownEntries(part: Element): HTMLElement[] {
  return [...part.querySelectorAll<HTMLElement>('[data-entry]')].filter((entry) => !entry.hidden);
}

function named(choices: readonly Choice[]): string {
  return choices.map(({ name }) => name).join(', ');
}

function blockedIn(shown: readonly HTMLElement[]): number {
  return shown.filter((entry) => entry.dataset.status === 'blocked').length;
}

/** "OTIF: 8 of 26 items, 4 blocked" */
function headline(choices: readonly Choice[], shown: readonly HTMLElement[]): string {
  const blocked = blockedIn(shown);
  return `${named(choices)}: ${shown.length} of ${entries.length} items${blocked > 0 ? `, ${blocked} blocked` : ''}`;
}

/** "OTIF: 2 Business, 3 IT, 2 OT items; 4 blocked." */
function words(choices: readonly Choice[], shown: readonly HTMLElement[]): string {
  const layers = [...document.querySelectorAll('[data-lists] > section')].flatMap((section) => {
    const count = ownEntries(section).length;
    return count > 0 ? [`${count} ${section.querySelector('h2')?.textContent}`] : [];
  });
  const blocked = blockedIn(shown);
  return `${named(choices)}: ${shown.length === 0 ? 'no item' : `${layers.join(', ')} ${shown.length === 1 ? 'item' : 'items'}${blocked > 0 ? `; ${blocked} blocked` : ''}`}.`;
}

/** Items that are tagged with a goal, and that no line ties to another item of it: nothing says how they bring it about. */
function untied(choices: readonly Choice[], shown: readonly HTMLElement[]): string {
  const isGoal = choices.length === 1 && choices[0]?.field === 'goal';
  if (!isGoal || shown.length < 2) return '';
  const ids = new Set(shown.map((entry) => entry.dataset.entry));
  const loose = shown.filter((entry) => {
    const card = document.querySelector<SVGAElement>(
      `[data-map] [data-item="${CSS.escape(entry.dataset.entry ?? '')}"]`,
    );
    const chain = (card?.dataset.chain ?? '').trim().split(' ');
    return !chain.some((id) => ids.has(id));
  });
  if (loose.length === 0) return '';
  const titles = loose.map((entry) => entry.querySelector('.title strong')?.textContent ?? '');
  return `${loose.length === 1 ? 'One carries' : `${loose.length} carry`} the goal without a line to another of its items: ${titles.join(', ')}.`;
}
