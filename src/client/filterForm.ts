/**
 * A form of choices over what the page lists: it takes its choices from the address, so that a filtered page can be sent on,
 * puts them back there, and says how much is left. `show` hides what does not fit and says how many things still stand.
 */
export function filterForm(form: HTMLFormElement, things: Things): void {
  const selects = [...form.querySelectorAll('select')];
  const count = form.querySelector('[data-count]');
  const show = () => {
    const choices = selects.flatMap(({ name, value }) => (value ? [{ name, value }] : []));
    const left = things.show(choices);
    if (count) count.textContent = things.said(choices.length === 0 ? null : left);
    document.querySelector<HTMLElement>('[data-none]')?.toggleAttribute('hidden', left > 0);
    return choices;
  };
  const apply = () => {
    const choices = show();
    const url = new URL(location.href);
    for (const { name } of selects) url.searchParams.delete(name);
    for (const { name, value } of choices) url.searchParams.set(name, value);
    // Each choice is a step that the button for going back takes again.
    if (url.href !== location.href) history.pushState(null, '', url);
  };
  const read = () => {
    const asked = new URL(location.href).searchParams;
    for (const select of selects) {
      const value = asked.get(select.name) ?? '';
      select.value = [...select.options].some((option) => option.value === value) ? value : '';
    }
    show();
  };
  for (const select of selects) select.addEventListener('change', apply);
  addEventListener('popstate', read);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(apply));
  read();
}

/** What is listed. */
interface Things {
  show: (choices: readonly Choice[]) => number;
  /** How many there are, and how many of them are left; null: all. */
  said: (left: number | null) => string;
}

/** `3 of 12 goals`, in English. */
export function countWords(noun: string, all: number): Things['said'] {
  const many = `${all} ${noun}${all === 1 ? '' : 's'}`;
  return (left) => (left === null ? many : `${left} of ${many}`);
}

export interface Choice {
  name: string;
  value: string;
}
