/**
 * A form of choices over what the page lists: it takes its choices from the address, so that a filtered page can be sent on,
 * puts them back there, and says how much is left. `show` hides what does not fit and says how many things still stand.
 */
export function filterForm(
  form: HTMLFormElement,
  things: { noun: string; all: number; show: (choices: readonly Choice[]) => number },
): void {
  const selects = [...form.querySelectorAll('select')];
  const count = form.querySelector('[data-count]');
  const many = `${things.all} ${things.noun}${things.all === 1 ? '' : 's'}`;
  const show = () => {
    const choices = selects.flatMap(({ name, value }) => (value ? [{ name, value }] : []));
    const left = things.show(choices);
    if (count) count.textContent = choices.length === 0 ? many : `${left} of ${many}`;
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

export interface Choice {
  name: string;
  value: string;
}
